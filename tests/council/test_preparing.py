"""Prizes are prepared from standings: places, order, one main prize a work."""

import pytest

from award.audit.queries import broken_at, history
from award.council import queries, service
from award.council.states import PrizeState
from award.db import db
from award.editions.models import PrizeLevel, PrizePlaces
from award.editions.states import PrizeKind
from award.entries import service as entries
from award.entries.models import Author
from award.entries.states import EntryState
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.outbox.models import Letter
from tests.council.support import marked_works
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


def held(edition):
    return {prize.code: prize.level for prize in queries.prizes_of_edition(edition.id)}


def level(edition, code):
    return next(level for level in edition.prize_levels if level.code == code)


def test_the_proposal_prepares_every_place_in_order(cast, edition):
    marked_works(edition, cast.an, "25/3", "9", "8")
    marked_works(edition, cast.binh, "7", category=1)
    service.propose(edition, actor=cast.dung)
    assert held(edition) == {"BI-002": "Giải A", "BI-001": "Giải B", "AN-001": "Giải A"}


def test_a_tie_is_reported_and_a_decision_lets_the_proposal_go_on(cast, edition):
    first, _second = marked_works(edition, cast.an, "9", "9")
    assert len(service.propose(edition, actor=cast.dung).ties) == 1
    assert held(edition) == {}
    service.prepare(edition, first, level(edition, "a"), actor=cast.dung)
    service.propose(edition, actor=cast.dung)
    assert held(edition) == {"BI-001": "Giải A", "BI-002": "Giải B"}


def test_a_level_never_has_more_prizes_than_places(cast, edition):
    first, second = marked_works(edition, cast.an, "9", "9")
    service.prepare(edition, first, level(edition, "a"), actor=cast.dung)
    with pytest.raises(Refusal, match="no free place") as refused:
        service.prepare(edition, second, level(edition, "a"), actor=cast.dung)
    assert refused.value.field == "level"


def test_leaving_the_order_needs_a_reason_which_stays_on_the_record(cast, edition):
    _first, second = marked_works(edition, cast.an, "9", "8")
    with pytest.raises(Refusal) as refused:
        service.prepare(edition, second, level(edition, "a"), actor=cast.dung)
    assert refused.value.field == "departure"
    prize = service.prepare(edition, second, level(edition, "a"), departure="Phát hiện mới", actor=cast.dung)
    assert [event.after["departure"] for event in history(prize)] == ["Phát hiện mới"]


def test_a_work_has_one_main_prize_and_may_have_a_thematic_one_too(cast, edition):
    edition.prize_levels.append(
        PrizeLevel(code="tre", position=3, name="Tác giả trẻ", kind=PrizeKind.THEMATIC, places=[PrizePlaces(places=1)])
    )
    first, second = marked_works(edition, cast.an, "9", "8")
    service.prepare(edition, first, level(edition, "a"), actor=cast.dung)
    with pytest.raises(Refusal, match="one main prize"):
        service.prepare(edition, first, level(edition, "b"), actor=cast.dung)
    service.prepare(edition, first, level(edition, "tre"), actor=cast.dung)
    with pytest.raises(Refusal, match="no free place"):
        service.prepare(edition, second, level(edition, "tre"), actor=cast.dung)


def test_only_eligible_works_of_the_edition_are_prized(cast, edition):
    marked_works(edition, cast.an, "9")
    sent_in = make_entry(edition, cast.binh, state=EntryState.SUBMITTED)
    with pytest.raises(Refusal, match="eligible"):
        service.prepare(edition, sent_in, level(edition, "a"), actor=cast.dung)


def test_without_a_closed_round_there_is_nothing_to_prepare_from(cast, edition):
    with pytest.raises(WrongMoment):
        service.propose(edition, actor=cast.dung)


def test_release_is_one_act_with_letters_and_nothing_changes_afterwards(cast, edition):
    first, second = marked_works(edition, cast.an, "9", "8")
    first.authors[0].email = cast.an.email
    service.propose(edition, actor=cast.dung)
    assert queries.released_results(edition.id) == []
    service.release(edition, actor=cast.hung)
    results = queries.released_results(edition.id)
    assert [(result.level, result.code, result.authors) for result in results] == [
        ("Giải A", "BI-001", [("Lê Thị An", "")]),
        ("Giải B", "BI-002", [("Lê Thị An", "")]),
    ]
    letters = db.session.query(Letter).filter_by(template="council/prize").all()
    assert [letter.recipient for letter in letters] == ["an@example.vn", "an@example.vn"]
    assert broken_at() is None
    prize = queries.prizes(edition.id)[0]
    for act in (
        lambda: service.take_back(prize, actor=cast.dung),
        lambda: service.propose(edition, actor=cast.dung),
        lambda: service.prepare(edition, second, level(edition, "a"), actor=cast.dung),
        lambda: service.release(edition, actor=cast.hung),
    ):
        with pytest.raises(WrongMoment):
            act()


def test_the_letter_leads_who_has_an_account_to_the_question_of_the_gallery(client, cast, edition):
    (work,) = marked_works(edition, cast.an, "9")
    work.authors.append(Author(position=2, full_name="Ngô Khách", email="khach@example.vn", identity_key="k"))
    service.propose(edition, actor=cast.dung)
    question, results = f"/entries/{work.id}/gallery", f"/e/{edition.code}/results"
    letters = client.enter_as(cast.hung).get(f"/editions/{edition.code}/prizes/release/letters").text.split("<article")
    led = {to: (results in one, question in one) for one in letters for to in (cast.an.email, "khach@") if to in one}
    assert led == {cast.an.email: (True, True), "khach@": (True, False)}
    service.release(edition, actor=cast.hung)
    assert client.enter_as(cast.an).get(question).status_code == 200


def test_release_names_everything_that_stands_in_the_way(cast, edition):
    first, _second = marked_works(edition, cast.an, "9", "8")
    service.propose(edition, actor=cast.dung)
    first.state, first.state_reason = EntryState.DISQUALIFIED, "Sao chép"
    with pytest.raises(NotReady) as refused:
        service.release(edition, actor=cast.hung)
    assert "BI-001 is no longer eligible; take its prize back." in [str(fault) for fault in refused.value.messages]
    assert {prize.state for prize in queries.prizes(edition.id)} == {PrizeState.PREPARED}


def test_a_prize_left_out_of_order_by_taking_one_back_stops_the_release(cast, edition):
    marked_works(edition, cast.an, "9", "8")
    service.propose(edition, actor=cast.dung)
    first = next(prize for prize in queries.prizes_of_edition(edition.id) if prize.code == "BI-001")
    service.take_back(queries.prize(first.id), actor=cast.dung)
    with pytest.raises(NotReady, match="BI-002 leaves the order"):
        service.release(edition, actor=cast.hung)


def test_after_the_release_no_work_is_withdrawn_or_changed_any_more(cast, edition):
    won, other = marked_works(edition, cast.an, "9", "2")
    sent_back = make_entry(edition, cast.an, "Gửi lại", state=EntryState.RETURNED)
    entries.withdraw(other, actor=cast.an)
    service.propose(edition, actor=cast.dung)
    service.release(edition, actor=cast.hung)
    for act in (
        lambda: entries.withdraw(won, actor=cast.an),
        lambda: entries.save_work(sent_back, {"title": "Tên khác"}, version=None, actor=cast.an),
        lambda: entries.transfer(won, cast.binh, reason="Nhầm người", actor=cast.dung),
    ):
        with pytest.raises(WrongMoment, match="results are released"):
            act()
    entries.withdraw(make_entry(edition, cast.an, state=EntryState.DRAFT), actor=cast.an)
