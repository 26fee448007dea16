"""What an outlet's contact does: its list, its word on parts, several works handed in at once, first selection."""

from datetime import date

import pytest

from award.accounts.states import Role
from award.db import db
from award.editions.states import Selection
from award.entries import queries, service
from award.entries.checks import Verdict
from award.entries.confirmations import Standing
from award.entries.models import Delivery, Entry
from award.entries.states import EntryState
from award.kit.refusals import NotReady, Refusal, Stale
from award.outbox.models import Letter
from tests.entries.making import ready_draft
from tests.support.cast import grant, person
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(world, cast):
    edition = make_edition(outlet_confirms=True)
    cast.appoint(edition)
    return edition


def draft(edition, owner, outlet, title="Chi bộ bám rẫy"):
    """A ready draft whose part an outlet of the list carried."""
    entry = ready_draft(edition, owner, title)
    service.save_parts(entry, [{"outlet_id": outlet.id, "published_on": date(2023, 5, 19)}], version=None, actor=owner)
    return entry


def for_reporter(edition, cast, title, email):
    """A draft that the contact began for a reporter."""
    entry = draft(edition, cast.mai, cast.paper, title)
    service.save_authors(entry, [{"full_name": "Lê Văn Bảy", "email": email}], version=None, actor=cast.mai)
    return entry


def verdicts(entry):
    db.session.expire_all()
    return {check.clause: check.verdict for check in service.run_checks(queries.entry(entry.id))}


def test_the_contact_confirms_use_and_day_of_the_own_parts(edition, cast, client):
    entry = service.submit(draft(edition, cast.an, cast.paper), actor=cast.an)
    assert verdicts(entry)["outlet_confirms"] is Verdict.WAITING
    client.enter_as(cast.mai)
    address = f"/entries/{entry.id}/outlet-confirmation"
    assert "19/05/2023" in client.get(address).text
    sent = client.post(address, data={"parts-0-position": "1", "parts-0-answer": "agrees"})
    assert sent.status_code == 303
    assert verdicts(entry)["outlet_confirms"] is Verdict.MET


def test_a_day_changed_after_the_outlets_word_makes_it_stale(edition, cast):
    entry = draft(edition, cast.an, cast.paper)
    service.entrust(entry, cast.paper.id, actor=cast.an)
    service.confirm_parts(entry, {1: (True, "")}, actor=cast.mai)
    assert queries.words_on(entry).parts[0].standing is Standing.CONFIRMED
    part = {"outlet_id": cast.paper.id, "published_on": date(2023, 5, 20)}
    service.save_parts(entry, [part], version=None, actor=cast.an)
    assert queries.words_on(entry).parts[0].standing is Standing.STALE


def test_an_outlet_that_does_not_agree_says_why_and_the_author_is_told(edition, cast, client):
    entry = service.submit(draft(edition, cast.an, cast.paper), actor=cast.an)
    client.enter_as(cast.mai)
    address = f"/entries/{entry.id}/outlet-confirmation"
    typed = {"parts-0-position": "1", "parts-0-answer": "objects"}
    refused = client.post(address, data=typed)
    assert refused.status_code == 422
    assert 'href="#parts-0-sentence"' in refused.text
    assert client.post(address, data=typed | {"parts-0-sentence": "Báo đăng ngày 20/5."}).status_code == 303
    assert verdicts(entry)["outlet_confirms"] is Verdict.BROKEN
    assert db.session.query(Letter).filter_by(template="entries/objected").count() == 1


def test_parts_of_another_outlet_are_not_the_contacts_to_confirm(edition, cast):
    entry = service.submit(draft(edition, cast.an, cast.station), actor=cast.an)
    service.confirm_parts(entry, {1: (True, "")}, actor=cast.mai)
    assert queries.words_on(entry).parts[0].standing is Standing.NOT_ASKED


def test_several_works_go_in_with_one_act_each_with_its_receipt(edition, cast, client):
    drafts = [for_reporter(edition, cast, f"Bài {number}", f"bay{number}@example.vn") for number in (1, 2, 3)]
    own = draft(edition, cast.an, cast.paper, "Bài ủy thác")
    service.entrust(own, cast.paper.id, actor=cast.an)
    client.enter_as(cast.mai)
    address = f"/editions/{edition.code}/outlet/hand-in"
    assert "Bài ủy thác" in client.get(address).text
    work = [f"{entry.id}/{entry.version}" for entry in [*drafts, own]]
    looked = client.post(address, data={"work": work, "act": "preview"})
    assert looked.status_code == 200
    assert db.session.query(Delivery).count() == 0
    sent = client.post(address, data={"work": work, "act": "send"})
    assert sent.status_code == 303
    page = client.get(sent.location).text
    for entry in [*drafts, own]:
        assert queries.entry(entry.id).state is EntryState.SUBMITTED
        assert queries.entry(entry.id).code in page
        assert verdicts(entry)["outlet_confirms"] is Verdict.MET
    assert db.session.query(Letter).filter_by(template="entries/handed_in").count() == 1
    assert {letter.recipient for letter in db.session.query(Letter).filter_by(template="entries/receipt")} >= {
        "an@example.vn",
        "bay1@example.vn",
    }
    client.enter_as(cast.cuong)
    assert client.get(sent.location).status_code == 404


def test_one_incomplete_work_keeps_all_of_them_back(edition, cast):
    good, bad = (for_reporter(edition, cast, title, f"{title}@example.vn") for title in ("mot", "hai"))
    service.declare(bad, False, version=None, actor=cast.mai)
    versions = {entry.id: entry.version for entry in (good, bad)}
    db.session.commit()
    with pytest.raises(NotReady, match="hai"):
        service.hand_in(edition, versions, actor=cast.mai)
    db.session.rollback()
    assert {entry.state for entry in db.session.query(Entry)} == {EntryState.DRAFT}


def test_the_limit_of_works_counts_those_of_the_same_delivery(world, cast):
    edition = make_edition()
    edition.works_per_author = 1
    cast.appoint(edition)
    drafts = [for_reporter(edition, cast, title, "bay@example.vn") for title in ("mot", "hai")]
    with pytest.raises(NotReady):
        service.hand_in(edition, {entry.id: entry.version for entry in drafts}, actor=cast.mai)


def test_what_changed_since_it_was_looked_at_or_is_not_the_outlets_is_not_handed_in(edition, cast):
    entry, foreign = for_reporter(edition, cast, "mot", "bay@example.vn"), draft(edition, cast.cuong, cast.station)
    with pytest.raises(Stale):
        service.hand_in(edition, {entry.id: entry.version - 1}, actor=cast.mai)
    with pytest.raises(Refusal):
        service.hand_in(edition, {foreign.id: foreign.version}, actor=cast.mai)
    with pytest.raises(Refusal):
        service.entrust(foreign, cast.paper.id, actor=cast.cuong)


def test_a_draft_is_seen_by_the_contact_only_while_it_is_entrusted(edition, cast, client):
    entry = draft(edition, cast.an, cast.paper)
    client.enter_as(cast.mai)
    assert client.get(f"/entries/{entry.id}").status_code == 404
    for chosen, status in ((str(cast.paper.id), 200), ("", 404)):
        client.enter_as(cast.an)
        typed = {"entrust-outlet_id": chosen}
        assert client.post(f"/entries/{entry.id}/people/entrust", data=typed).status_code == 303
        client.enter_as(cast.mai)
        assert client.get(f"/entries/{entry.id}").status_code == status
        assert client.get(f"/entries/{entry.id}/edit/work").status_code == 404


def test_the_list_has_the_outlets_works_by_state_and_word(edition, cast, client):
    make_entry(edition, cast.an, "Xây dựng Đảng")
    make_entry(edition, cast.an, "Đủ điều kiện rồi", EntryState.ELIGIBLE)
    make_entry(edition, cast.cuong, "Của đài khác")
    make_entry(edition, cast.an, "Bản nháp riêng", EntryState.DRAFT)
    client.enter_as(cast.mai)
    address = f"/editions/{edition.code}/outlet"
    page = client.get(address).text
    shown = ["Xây dựng Đảng", "Đủ điều kiện rồi", "Của đài khác", "Bản nháp riêng"]
    assert [title in page for title in shown] == [True, True, False, False]
    assert "Xây dựng Đảng" not in client.get(f"{address}?state=eligible").text
    assert "Xây dựng Đảng" in client.get(f"{address}?q=xay dung dang").text
    client.enter_as(cast.an)
    assert client.get(address).status_code == 404


def test_the_lists_ask_the_same_of_the_database_however_long(edition, cast, client):
    client.enter_as(cast.mai)
    counts = {"outlet": [], "outlet/hand-in": []}
    made = 0
    for size in (1, 3, 30):
        while made < size:
            made += 1
            make_entry(edition, person(f"Người {made}", f"n{made}@example.vn", outlet_id=cast.paper.id), f"Bài {made}")
            for_reporter(edition, cast, f"Nháp {made}", f"b{made}@example.vn")
        for page, found in counts.items():
            found.append(statements_of(client, f"/editions/{edition.code}/{page}"))
    assert all(len(set(found)) == 1 for found in counts.values()), counts


@pytest.mark.parametrize("by", list(Selection)[1:])
def test_a_work_is_put_forward_by_branch_or_outlet(world, cast, client, by):
    edition = make_edition(selection=by)
    cast.appoint(edition)
    body = cast.branch if by is Selection.BRANCH else cast.paper
    contact = person("Người chi hội", "chihoi@example.vn")

    grant(contact, Role.CONTACT, edition, outlet_id=body.id)
    entry = service.submit(draft(edition, cast.an, cast.paper), actor=cast.an)
    assert verdicts(entry)["selection"] is Verdict.WAITING
    address = f"/entries/{entry.id}/selection"
    client.enter_as(cast.cuong)
    assert client.get(address).status_code == 404
    client.enter_as(contact)
    assert "Chi bộ bám rẫy" in client.get(f"/editions/{edition.code}/outlet").text
    assert client.post(address, data={"answer": "objects"}).status_code == 422
    assert client.post(address, data={"answer": "objects", "sentence": "Đã đủ số lượng."}).status_code == 303
    assert verdicts(entry)["selection"] is Verdict.BROKEN
    assert client.post(address, data={"answer": "agrees"}).status_code == 303
    assert verdicts(entry)["selection"] is Verdict.MET
