"""An entry goes to another author of the group, who accepts it, or by the secretary with a reason."""

import pytest

from award.accounts.states import Role
from award.audit.queries import history
from award.db import db
from award.entries import queries, service
from award.entries.handing import Handing
from award.entries.models import HandingOver
from award.entries.states import EntryState
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter
from tests.entries.making import ready_draft
from tests.support.cast import grant
from tests.support.editions import make_edition


@pytest.fixture
def edition(world, cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@pytest.fixture
def entry(edition, cast):
    entry = ready_draft(edition, cast.an)
    people = [{"full_name": one.full_name, "email": one.email} for one in (cast.an, cast.binh)]
    service.save_authors(entry, people, version=None, actor=cast.an)
    return entry


def owner_of(entry):
    db.session.expire_all()
    return queries.entry(entry.id).owner_id


def letters():
    rows = db.session.query(Letter.template, Letter.recipient).filter(Letter.template.like("entries/%"))
    return {tuple(row) for row in rows}


def test_offered_and_accepted_the_work_changes_hands_and_both_are_told(entry, cast, client):
    client.enter_as(cast.an)
    page = f"/entries/{entry.id}/people"
    assert client.post(f"{page}/offer", data={"offer-person_id": str(cast.binh.id)}).status_code == 303
    assert ("entries/offered", "binh@example.vn") in letters()
    assert owner_of(entry) == cast.an.id
    handing = db.session.query(HandingOver).one().id
    assert client.post(f"/offers/{handing}/accept").status_code == 404
    client.enter_as(cast.binh)
    assert f"/offers/{handing}/accept" in client.get(page).text
    assert client.post(f"/offers/{handing}/accept").status_code == 303
    assert owner_of(entry) == cast.binh.id
    assert {("entries/transferred", "an@example.vn"), ("entries/transferred", "binh@example.vn")} <= letters()
    assert client.get(f"/entries/{entry.id}/edit/work").status_code == 200
    client.enter_as(cast.an)
    assert client.get(f"/entries/{entry.id}/edit/work").status_code == 404
    assert "entry.transfer" in [event.verb for event in history(entry)]


def test_declined_or_taken_back_it_stays(entry, cast, client):
    for who, act in ((cast.binh, "decline"), (cast.an, "take-back")):
        handing = service.offer_to(queries.entry(entry.id), cast.binh, actor=cast.an)
        client.enter_as(cast.cuong)
        assert client.post(f"/offers/{handing.id}/{act}").status_code == 404
        client.enter_as(who)
        assert client.post(f"/offers/{handing.id}/{act}").status_code == 303
        assert owner_of(entry) == cast.an.id
    assert ("entries/declined", "an@example.vn") in letters()


def test_an_offer_is_answered_once(entry, cast):
    handing = service.offer_to(entry, cast.binh, actor=cast.an)
    with pytest.raises(Refusal):
        service.offer_to(entry, cast.binh, actor=cast.an)
    service.answer_offer(handing, entry, accepts=True, actor=cast.binh)
    assert handing.state is Handing.ACCEPTED
    with pytest.raises(WrongMoment):
        service.answer_offer(handing, entry, accepts=False, actor=cast.binh)


def test_only_an_author_of_the_work_who_may_enter_gets_it(entry, edition, cast):
    with pytest.raises(Refusal):
        service.offer_to(entry, cast.cuong, actor=cast.an)
    grant(cast.binh, Role.JUDGE, edition)
    with pytest.raises(Refusal):
        service.offer_to(entry, cast.binh, actor=cast.an)


def test_the_secretary_gives_it_over_with_a_reason_that_both_read(entry, cast, client):
    service.submit(entry, actor=cast.an)
    client.enter_as(cast.dung)
    address = f"/entries/{entry.id}/people/transfer"
    typed = {"transfer-person_id": str(cast.binh.id)}
    assert client.post(address, data=typed | {"transfer-reason": " "}).status_code == 422
    assert owner_of(entry) == cast.an.id
    assert client.post(address, data=typed | {"transfer-reason": "Tác giả An đã nghỉ việc."}).status_code == 303
    assert owner_of(entry) == cast.binh.id
    told = db.session.query(Letter).filter_by(template="entries/transferred").all()
    assert {letter.values["reason"] for letter in told} == {"Tác giả An đã nghỉ việc."}
    assert len(told) == 2
    client.enter_as(cast.an)
    assert client.post(address, data=typed | {"transfer-reason": "x"}).status_code == 404


def test_a_draft_is_given_over_by_the_secretary_only_where_the_office_fills_it_in(entry, cast, client):
    client.enter_as(cast.dung)
    page = f"/entries/{entry.id}/people"
    typed = {"transfer-person_id": str(cast.binh.id), "transfer-reason": "Tác giả An đã chuyển công tác."}
    assert client.post(f"{page}/transfer", data=typed).status_code == 404
    service.fill_for(entry, actor=cast.dung)
    assert "transfer-person_id" in client.get(page).text
    assert client.post(f"{page}/transfer", data=typed).status_code == 303
    assert owner_of(entry) == cast.binh.id


@pytest.mark.parametrize("state", [EntryState.WITHDRAWN, EntryState.INELIGIBLE, EntryState.DISQUALIFIED])
def test_a_work_that_is_out_does_not_change_hands(entry, cast, state):
    service.submit(entry, actor=cast.an)
    entry.state, entry.state_reason = state, "lý do"
    with pytest.raises(WrongMoment):
        service.offer_to(entry, cast.binh, actor=cast.an)
    with pytest.raises(WrongMoment):
        service.transfer(entry, cast.binh, reason="lý do", actor=cast.dung)


def test_two_people_at_one_entry_lose_no_word_and_see_both_texts(entry, cast, client):
    """The author and the secretary who fills it in have the same step open: the second to save is shown both texts."""
    service.fill_for(entry, actor=cast.dung)
    shown = entry.version
    address = f"/entries/{entry.id}/edit/work"
    client.enter_as(cast.an)
    assert client.post(address, data={"version": shown, "title": "Tên của tác giả"}).status_code == 303
    client.enter_as(cast.dung)
    second = client.post(address, data={"version": shown, "title": "Tên của thư ký"})
    assert second.status_code == 422
    assert "Tên của tác giả" in second.text
    assert "Tên của thư ký" in second.text
    assert queries.entry(entry.id).title == "Tên của tác giả"
    stored = queries.entry(entry.id).version
    assert client.post(address, data={"version": stored, "title": "Tên của thư ký"}).status_code == 303
    assert queries.entry(entry.id).title == "Tên của thư ký"


def test_who_handed_the_work_over_while_typing_saves_nothing_more(entry, cast, client):
    shown = entry.version
    handing = service.offer_to(entry, cast.binh, actor=cast.an)
    service.answer_offer(handing, entry, accepts=True, actor=cast.binh)
    client.enter_as(cast.an)
    address = f"/entries/{entry.id}/edit/work"
    assert client.post(address, data={"version": shown, "title": "Muộn"}).status_code == 404
    client.enter_as(cast.binh)
    assert client.post(address, data={"version": shown, "title": "Cũ"}).status_code == 422
