"""Prizes of every kind: themes, people, organisations, floors and authors, given and proposed by the verbs."""

from datetime import date

import pytest

from award.accounts.models import Organisation, OrganisationName
from award.accounts.states import OrganisationKind
from award.council import queries, service
from award.council.comparing import Candidate, age_on, compare
from award.council.departures import Departure
from award.council.states import Rule
from award.db import db
from award.editions.models import PrizeLevel, PrizePlaces
from award.editions.states import Counted, PersonalNumber, PrizeKind, Unused
from award.entries import service as entries
from award.kit.refusals import Refusal
from tests.council.support import marked_works

PAGE = "/editions/thu-2023/prizes"


def add_level(edition, code, kind, *, places=1, **more):
    level = PrizeLevel(code=code, position=9, name=code, kind=kind, places=[PrizePlaces(places=places)], **more)
    edition.prize_levels.append(level)
    db.session.flush()
    return level


def level_of(edition, code):
    return next(level for level in edition.prize_levels if level.code == code)


def make_outlet(name):
    outlet = Organisation(
        kind=OrganisationKind.OUTLET, names=[OrganisationName(name=name, valid_from=date(2000, 1, 1))]
    )
    db.session.add(outlet)
    db.session.flush()
    return outlet


def held(edition):
    return [(one.level, one.named, one.rule) for one in queries.prizes_of_edition(edition.id)]


def test_ranks_of_the_standings_decide_between_equal_scores(cast, edition):
    marked_works(edition, cast.an, "9 #2", "9 #1")
    assert service.propose(edition, actor=cast.dung).ties == ()
    assert [(level, code) for level, code, _rule in held(edition)] == [("Giải A", "BI-002"), ("Giải B", "BI-001")]


def test_a_floor_is_left_with_a_reason_only(cast, edition):
    (work,) = marked_works(edition, cast.an, "7")
    level_of(edition, "a").least_share = 80
    with pytest.raises(Refusal, match="Give the reason") as refused:
        service.prepare(edition, work, level_of(edition, "a"), actor=cast.dung)
    assert refused.value.field == "departure"
    prize = service.prepare(edition, work, level_of(edition, "a"), departure="Đề tài mới", actor=cast.dung)
    assert (prize.departs, prize.departure, prize.rule) == ([Departure.FLOOR], "Đề tài mới", Rule.NAMED)
    assert service.unready(queries.situation(edition)) == []


def test_places_that_come_down_are_given_and_counted(cast, edition):
    level_of(edition, "a").least_share, level_of(edition, "a").unused = 95, Unused.LOWER
    marked_works(edition, cast.an, "9", "8", "7")
    service.propose(edition, actor=cast.dung)
    assert held(edition) == [("Giải B", "BI-001", Rule.PLACE), ("Giải B", "BI-002", Rule.LOWERED)]
    assert service.unready(queries.situation(edition)) == []


def test_an_author_has_one_main_prize_where_the_rules_say_so(cast, edition):
    edition.one_main_per_author = True
    _first, second = marked_works(edition, cast.an, "9", "8")
    service.propose(edition, actor=cast.dung)
    assert [code for _level, code, _rule in held(edition)] == ["BI-001"]
    with pytest.raises(Refusal, match="the rules allow one"):
        service.prepare(edition, second, level_of(edition, "b"), departure="Vẫn trao", actor=cast.dung)


def test_a_thematic_prize_is_proposed_beside_a_main_one(cast, edition):
    add_level(edition, "chu-de", PrizeKind.THEMATIC, themes=[edition.themes[0].code])
    marked_works(edition, cast.an, "9")
    service.propose(edition, actor=cast.dung)
    assert held(edition) == [("Giải A", "BI-001", Rule.PLACE), ("chu-de", "BI-001", Rule.THEME)]


def test_the_oldest_and_the_youngest_author_by_the_days_declared(cast, edition):
    for code, kind in (("gia", PrizeKind.OLDEST), ("tre", PrizeKind.YOUNGEST)):
        add_level(edition, code, kind, below_age=18 if code == "tre" else None)
    works = [*marked_works(edition, cast.an, "9"), *marked_works(edition, cast.binh, "8", category=1)]
    for work, day in zip(works, ("19/05/1950", "01/10/2005"), strict=True):
        email, kind = work.authors[0].email, PersonalNumber.BIRTH_DATE
        entries.give_number(edition, email, kind, number=day, agreed=True, actor=None)
    service.propose(edition, actor=cast.dung)
    assert [one for one in held(edition) if one[0] in ("gia", "tre")] == [
        ("gia", "BI-001", Rule.AGE),
        ("tre", "AN-001", Rule.AGE),
    ]
    assert [one.recipient for one in queries.prize_list(edition.id) if one.level == "gia"] == [cast.an.full_name]


def test_the_outlet_with_most_main_prizes_and_a_reason_for_another(cast, edition):
    level = add_level(
        edition, "tap-the", PrizeKind.COLLECTIVE, recipients=OrganisationKind.OUTLET, counted=Counted.PRIZES, money=5
    )
    first, second = make_outlet("Báo Một"), make_outlet("Báo Hai")
    works = marked_works(edition, cast.an, "9", "8", "7")
    for work, outlet in zip(works, (first, first, second), strict=True):
        work.parts[0].outlet_id = outlet.id
    service.propose(edition, actor=cast.dung)
    assert held(edition)[-1] == ("tap-the", "Báo Một", Rule.COUNTED)
    service.take_back(queries.prize(queries.prizes_of_edition(edition.id)[-1].id), actor=cast.dung)
    with pytest.raises(Refusal, match="Give the reason"):
        service.prepare_collective(edition, second, level, actor=cast.dung)
    prize = service.prepare_collective(edition, second, level, departure="Phong trào đều", actor=cast.dung)
    assert (prize.departs, prize.recipient) == ([Departure.NOT_FIRST], "Báo Hai")
    with pytest.raises(Refusal, match="has this prize already"):
        service.prepare_collective(edition, second, level, departure="Nữa", actor=cast.dung)
    with pytest.raises(Refusal, match="no free place"):
        service.prepare_collective(edition, first, level, actor=cast.dung)


def test_persons_portrayed_are_honoured_by_name_with_the_work(cast, edition):
    level = add_level(edition, "nhan-vat", PrizeKind.HONOUR, places=2)
    (work,) = marked_works(edition, cast.an, "9")
    with pytest.raises(Refusal) as refused:
        service.prepare(edition, work, level, actor=cast.dung)
    assert refused.value.field == "recipient"
    for name in ("Đinh Văn Núi", "Đinh Thị Sông"):
        service.prepare(edition, work, level, recipient=name, actor=cast.dung)
    with pytest.raises(Refusal, match="has this prize already"):
        service.prepare(edition, work, level, recipient="Đinh Văn Núi", actor=cast.dung)
    service.release(edition, actor=cast.hung)
    assert [one.recipient for one in queries.released_results(edition.id)] == ["Đinh Thị Sông", "Đinh Văn Núi"]


def test_those_of_one_value_share_a_fate():
    rows = [Candidate(name, name, value, value) for name, value in (("a", 1), ("b", 3), ("c", 3), ("d", 2))]
    found = compare(rows, 3)
    assert [one.name for one in found.first] == ["b", "c", "d"]
    found = compare(rows, 1)
    assert ([one.name for one in found.tied], found.first, found.places) == (["b", "c"], (), 1)


@pytest.mark.parametrize(("day", "age"), [(date(2023, 5, 18), 68), (date(2023, 5, 19), 69), (date(2023, 5, 20), 69)])
def test_an_age_is_in_whole_years(day, age):
    assert age_on(day, date(1954, 5, 19)) == age


def test_the_pages_show_all_kinds_with_rules_reasons_and_money(client, cast, edition):
    add_level(edition, "nhan-vat", PrizeKind.HONOUR)
    add_level(
        edition,
        "tap-the",
        PrizeKind.COLLECTIVE,
        recipients=OrganisationKind.OUTLET,
        counted=Counted.NAMED,
        money=5_000_000,
    )
    outlet = make_outlet("Báo Một")
    marked_works(edition, cast.an, "9", "8", "7")
    client.enter_as(cast.dung)
    honour = {"work": "BI-001", "level": "nhan-vat", "recipient": "Đinh Văn Núi"}
    assert client.post(f"{PAGE}/give", data=honour).status_code == 303
    collective = {"organisation": str(outlet.id), "level": "tap-the"}
    assert client.post(f"{PAGE}/give-collective", data=collective).status_code == 303
    page = client.get(PAGE).get_data(as_text=True)
    assert "Đinh Văn Núi" in page
    assert "Báo Một" in page
    assert "5.000.000" in page
    trace = client.get(f"{PAGE}/trace").get_data(as_text=True)
    assert trace.count("Đề xuất: ") == 2
    assert "đã dành cho tác phẩm xếp cao hơn" in trace
    client.leave().enter_as(cast.khanh)
    assert client.post(f"{PAGE}/give-collective", data=collective).status_code == 404
