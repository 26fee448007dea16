"""What the people on a work show elsewhere: the desk, the stated rule; and what judges and dossiers never get."""

import pytest

from award.db import db
from award.editions.states import PersonalNumber, RoundState, Selection
from award.entries import queries, service
from award.entries.models import Entry
from award.entries.stated import about_people
from award.entries.states import EntryState
from award.judging.models import Assignment, Seat
from award.judging.states import TaskState
from award.kit import clock
from award.outbox.models import Letter
from tests.entries.making import ready_draft, stored_file
from tests.forwarding.scene import Scene, stored
from tests.support.editions import make_edition

ID, ACCOUNT = "052187654321", "5510205987654"


def group(edition, cast):
    entry = ready_draft(edition, cast.an)
    people = [{"full_name": one.full_name, "email": one.email} for one in (cast.an, cast.binh)]
    service.save_authors(entry, people, version=None, actor=cast.an)
    return entry


def test_the_desk_shows_what_is_asked_of_a_person(world, cast, client):
    edition = make_edition(authors_confirm=True)
    entry = service.submit(group(edition, cast), actor=cast.an)
    service.offer_to(entry, cast.binh, actor=cast.an)
    client.enter_as(cast.binh)
    desk = client.get("/desk").text
    assert f"/entries/{entry.id}/my-confirmation" in desk
    assert f"/entries/{entry.id}/people" in desk
    asked = queries.asked_in_person(entry, cast.binh)
    service.answer_as_author(asked, agrees=True, sentence="", seen=asked.digest, actor=cast.binh)
    assert f"/entries/{entry.id}/my-confirmation" not in client.get("/desk").text
    client.enter_as(cast.cuong)
    assert str(entry.id) not in client.get("/desk").text


def test_what_the_edition_asks_for_is_said_before_a_work_is_begun(world, cast, client):
    edition = make_edition(
        authors_confirm=True,
        outlet_confirms=True,
        signed_form=True,
        selection=Selection.BRANCH,
        personal_numbers=["national_id"],
    )
    term = queries.term_of(edition.deadline("entries"))
    said = [sentence.text for sentence in about_people(edition, term)]
    assert len(said) == 6
    assert any("may be sent in before they are there" in text for text in said)
    assert about_people(make_edition("khac"), term) == []
    client.enter_as(cast.an)
    page = client.get(f"/editions/{edition.code}/enter").text
    assert "Chi hội đề cử tác phẩm." in page


def test_a_waiting_work_is_named_so_before_it_is_sent_in(world, cast, client):
    edition = make_edition(authors_confirm=True)
    entry = group(edition, cast)
    client.enter_as(cast.an)
    assert "Trần Bình" in client.get(f"/entries/{entry.id}/submit").text.split("hourglass")[-1]


def addresses_of_judge(app, things):
    """Every address that can be built from what there is."""
    adapter = app.url_map.bind("localhost")
    routes = [
        route
        for route in app.url_map.iter_rules()
        if "GET" in route.methods and route.arguments <= things.keys() and "static" not in route.endpoint
    ]
    return [adapter.build(route.endpoint, {name: things[name] for name in route.arguments}) for route in routes]


def a_task(edition, entry, judge):
    """The work, given to a judge in a round that is open."""
    entry.state, edition.rounds[0].state = EntryState.ELIGIBLE, RoundState.OPEN
    seat = Seat(subcommittee_id=edition.subcommittees[0].id, person_id=judge.id, since=clock.now())
    task = Assignment(round_id=edition.rounds[0].id, entry_id=entry.id, judge_id=judge.id)
    task.state, task.given_at, task.subcommittee_id = TaskState.PUBLISHED, clock.now(), seat.subcommittee_id
    db.session.add_all([seat, task])
    db.session.flush()
    return task


def test_no_number_and_no_signed_form_reaches_a_judge_or_a_letter_or_the_search(world, cast, client, app):
    edition = make_edition(personal_numbers=["national_id", "bank_account"], signed_form=True)
    cast.appoint(edition)
    entry = service.submit(ready_draft(edition, cast.an), actor=cast.an)
    service.give_number(edition, "an@example.vn", PersonalNumber.NATIONAL_ID, number=ID, agreed=True)
    kind = PersonalNumber.BANK_ACCOUNT
    service.give_number(edition, "an@example.vn", kind, number=ACCOUNT, bank="Agribank", agreed=True)
    file = stored_file(cast.an)
    file.name = "phieu-da-ky-ten.pdf"
    service.attach_signed(queries.entry_whole(entry.id), file, actor=cast.an)
    task = a_task(edition, queries.entry(entry.id), cast.giang)
    things = {
        "code": edition.code,
        "entry_id": entry.id,
        "file_id": file.id,
        "round_id": edition.rounds[0].id,
        "person_id": cast.an.id,
        "step": "work",
        "kind": "pdf",
        "task_id": task.id,
    }
    secrets = (ID.encode(), ACCOUNT.encode(), b"phieu-da-ky-ten", b"654321", b"987654")
    opened = set()
    for somebody in (cast.giang, cast.ha, cast.khanh):
        client.enter_as(somebody)
        for address in addresses_of_judge(app, things):
            with client.get(address) as answer:
                assert not [secret for secret in secrets if secret in answer.data], address
                opened |= {address} if answer.status_code == 200 else set()
    assert [address for address in opened if str(task.id) in address]
    letters = str([letter.values for letter in db.session.query(Letter)])
    searched = str([one for (one,) in db.session.query(Entry.search_text)])
    assert ID not in letters + searched
    assert ACCOUNT not in letters + searched


@pytest.mark.storage
def test_no_number_goes_upward_with_a_dossier(world, cast, client, bucket):
    scene = Scene(cast)
    scene.edition.personal_numbers = ["national_id"]
    work = scene.work(owner=cast.an, files=[stored(b"%PDF-1.7 trang bao", bucket=bucket)])
    service.give_number(scene.edition, "an@example.vn", PersonalNumber.NATIONAL_ID, number=ID, agreed=True)
    batch = scene.frozen(work)
    assert "Lê Thị An" in str(batch.record)
    assert ID not in str(batch.record)
    assert (
        ID[-6:].encode() not in client.enter_as(cast.dung).get(f"/batches/{batch.id}/dossier.zip", buffered=True).data
    )
