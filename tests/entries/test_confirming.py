"""Co-authors confirm their place, share and terms by a link; what changes afterwards makes their word stale."""

from datetime import timedelta
from decimal import Decimal

import pytest

from award.accounts import tokens
from award.audit.queries import history
from award.db import db
from award.entries import queries, service
from award.entries.checks import Verdict
from award.entries.confirmations import Standing
from award.entries.states import EntryState
from award.kit import clock
from award.kit.refusals import NotReady, Refusal
from award.outbox.models import Letter
from tests.entries.making import ready_draft
from tests.support.editions import make_edition

CO_AUTHOR = "Đỗ Thị Ngọc Ánh"


@pytest.fixture
def edition(world):
    return make_edition(authors_confirm=True)


def group(edition, owner, **more):
    """A ready draft with a co-author who has no account."""
    entry = ready_draft(edition, owner)
    authors = [
        {"full_name": owner.full_name, "email": owner.email, "is_lead": True},
        {"full_name": CO_AUTHOR, "email": "anh@example.vn"},
    ]
    for author, share in zip(authors, more.get("shares", ()), strict=False):
        author["share"] = share
    service.save_authors(entry, authors, version=None, actor=owner)
    return entry


def letters(template):
    return list(db.session.query(Letter).filter_by(template=template).order_by(Letter.id))


def link():
    return f"/confirmations/{letters('entries/coauthor')[-1].values['secret_token']}"


def seen(client, address):
    return client.get(address).text.split('name="seen"')[1].split('value="')[1].split('"')[0]


def standings(entry):
    db.session.expire_all()
    return [word.standing for word in queries.words_on(queries.entry(entry.id)).authors]


def check_of(entry):
    db.session.expire_all()
    found = {check.clause: check for check in service.run_checks(queries.entry(entry.id))}
    return found["authors_confirm"].verdict


def confirm(client, address, **typed):
    return client.post(address, data={"answer": "agrees", "seen": seen(client, address)} | typed)


def test_a_work_goes_in_while_a_confirmation_is_awaited_and_the_letter_goes_out(edition, cast):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    assert entry.state is EntryState.SUBMITTED
    assert standings(entry) == [Standing.SENDER, Standing.ASKED]
    assert [letter.recipient for letter in letters("entries/coauthor")] == ["anh@example.vn"]
    assert check_of(entry) is Verdict.WAITING


def test_after_the_time_for_supplements_it_stands_in_the_way(edition, cast):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    with clock.at(edition.deadline("entries").hard_at + timedelta(seconds=1)):
        assert check_of(entry) is Verdict.MISSING


def test_a_stranger_to_the_system_confirms_by_the_link(edition, cast, client):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    page = client.get(link())
    assert CO_AUTHOR in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "an@example.vn" not in page.text
    assert confirm(client, link()).status_code == 303
    assert standings(entry) == [Standing.SENDER, Standing.CONFIRMED]
    assert check_of(entry) is Verdict.MET
    assert "entry.author_confirmed" in [event.verb for event in history(entry)]


def test_an_objection_needs_a_sentence_and_goes_to_the_author(edition, cast, client):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    refused = confirm(client, link(), answer="objects", sentence="  ")
    assert refused.status_code == 422
    assert confirm(client, link(), answer="objects", sentence="Tôi là tác giả thứ nhất.").status_code == 303
    assert standings(entry)[1] is Standing.OBJECTED
    assert check_of(entry) is Verdict.BROKEN
    assert letters("entries/objected")[0].values["sentence"] == "Tôi là tác giả thứ nhất."


def test_an_objection_stands_in_the_way_of_sending_in(edition, cast, client):
    entry = group(edition, cast.an)
    service.ask_authors(entry, actor=cast.an)
    confirm(client, link(), answer="objects", sentence="Tôi không viết bài này.")
    with pytest.raises(NotReady, match="không viết"):
        service.submit(queries.entry(entry.id), actor=cast.an)


@pytest.mark.parametrize("change", ["title", "order", "share", "name"])
def test_a_change_after_the_word_makes_it_stale(edition, cast, client, change):
    entry = group(edition, cast.an, shares=(Decimal(60), Decimal(40)))
    service.ask_authors(entry, actor=cast.an)
    confirm(client, link())
    assert standings(entry)[1] is Standing.CONFIRMED
    entry = queries.entry(entry.id)
    rows = [{"full_name": a.full_name, "email": a.email, "is_lead": a.is_lead, "share": a.share} for a in entry.authors]
    if change == "title":
        service.save_work(entry, {"title": "Tên khác"}, version=None, actor=cast.an)
    elif change == "order":
        rows.reverse()
    elif change == "share":
        rows[0]["share"], rows[1]["share"] = Decimal("59.99"), Decimal("40.01")
    else:
        rows[0]["full_name"] = "Lê Thị Ân"
    if change != "title":
        service.save_authors(entry, rows, version=None, actor=cast.an)
    assert Standing.STALE in standings(entry)
    assert service.ask_authors(queries.entry(entry.id), actor=cast.an) == 1


def test_what_was_changed_while_the_page_was_open_is_not_confirmed(edition, cast, client):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    before = seen(client, link())
    found = queries.entry(entry.id)
    found.title = "Tên đã đổi"
    db.session.commit()
    refused = client.post(link(), data={"answer": "agrees", "seen": before})
    assert refused.status_code == 422
    assert "Tên đã đổi" in refused.text
    assert standings(entry)[1] is Standing.ASKED


def test_a_forged_link_and_one_of_another_purpose_lead_nowhere(edition, cast, client):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    row = letters("entries/coauthor")[0]
    assert client.get("/confirmations/nonsense").status_code == 404
    assert client.get(link()[:-2] + "xx").status_code == 404
    other = tokens.issue(tokens.Purpose.RESET, entry.id, tokens.fingerprint(row.recipient))
    assert client.get(f"/confirmations/{other}").status_code == 404


def test_the_link_of_who_is_no_longer_named_is_dead(edition, cast, client):
    entry = group(edition, cast.an)
    service.ask_authors(entry, actor=cast.an)
    address = link()
    service.save_authors(entry, [{"full_name": cast.an.full_name, "email": cast.an.email}], version=None, actor=cast.an)
    assert client.get(address).status_code == 404


def test_an_old_link_answers_nothing_and_has_a_new_one_sent(edition, cast, client):
    entry = service.submit(group(edition, cast.an), actor=cast.an)
    address, before = link(), seen(client, link())
    with clock.at(clock.now() + timedelta(days=31)):
        assert 'name="answer"' not in client.get(address).text
        assert client.post(address, data={"answer": "agrees", "seen": before}).status_code == 422
        assert client.post(f"{address}/new-link").status_code == 303
        assert len(letters("entries/coauthor")) == 2
        assert confirm(client, link()).status_code == 303
    assert standings(entry)[1] is Standing.CONFIRMED


def test_nobody_is_written_to_twice_in_half_an_hour(edition, cast):
    entry = group(edition, cast.an)
    service.ask_authors(entry, actor=cast.an)
    with pytest.raises(Refusal):
        service.ask_again(entry, 2, actor=cast.an)
    with clock.at(clock.now() + timedelta(minutes=31)):
        service.ask_again(entry, 2, actor=cast.an)
    assert len(letters("entries/coauthor")) == 2


def test_an_author_with_an_account_confirms_without_the_letter(edition, cast, client):
    entry = ready_draft(edition, cast.an)
    people = [{"full_name": one.full_name, "email": one.email} for one in (cast.an, cast.binh)]
    service.save_authors(entry, people, version=None, actor=cast.an)
    client.enter_as(cast.binh)
    address = f"/entries/{entry.id}/my-confirmation"
    assert confirm(client, address).status_code == 303
    assert standings(entry)[1] is Standing.CONFIRMED
    client.enter_as(cast.cuong)
    assert client.get(address).status_code == 404


def test_the_author_sees_who_has_confirmed_and_sends_again(edition, cast, client):
    entry = group(edition, cast.an)
    client.enter_as(cast.an)
    page = f"/entries/{entry.id}/people"
    assert CO_AUTHOR in client.get(page).text
    assert client.post(f"{page}/ask").status_code == 303
    assert client.post(f"{page}/ask", data={"author": "2"}).status_code == 422
    with clock.at(clock.now() + timedelta(hours=1)):
        assert client.post(f"{page}/ask", data={"author": "2"}).status_code == 303
    client.enter_as(cast.cuong)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}/ask").status_code == 404


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ((None, None), None),
        ((Decimal("33.33"), Decimal("66.67")), Verdict.MET),
        ((Decimal("33.33"), Decimal("66.66")), Verdict.MISSING),
        ((Decimal(100), None), Verdict.MISSING),
    ],
)
def test_shares_are_given_by_all_or_none_and_are_exactly_the_whole(edition, cast, shares, verdict):
    entry = group(edition, cast.an, shares=shares)
    found = {check.clause: check.verdict for check in service.run_checks(entry)}
    assert found.get("shares") is verdict
