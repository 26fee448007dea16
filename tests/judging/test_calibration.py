"""Calibration rounds: works of earlier years, never counted, the distance shown to its judge alone."""

from datetime import timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from award.council.queries.standings import rounds as rounds_of_council
from award.db import db
from award.entries.states import EntryState
from award.judging import queries, service
from award.judging.distance import distances
from award.judging.models import Standing
from award.judging.queries import rounds
from award.kit.refusals import Refusal, WrongMoment
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry, make_round

TOTALS = st.lists(st.fractions(0, 10), max_size=6)


@given(st.fractions(0, 10), TOTALS)
def test_the_distance_is_from_the_mean_of_the_others(own, others):
    [found] = distances([(own, others)])
    if len(others) < 2:
        assert (found.panel, found.difference) == (None, None)
    else:
        assert found.difference + sum(others) / len(others) == own


@pytest.fixture
def calibration(room, cast):
    """The first round is for calibration, on two works of the year before; a counted round follows."""
    earlier = make_edition("nam-truoc")
    old = [make_entry(earlier, cast.cuong, f"Việc cũ {n}", EntryState.ELIGIBLE) for n in range(2)]
    room.round.calibration, room.round.judges_per_work, room.round.pass_count = True, None, None
    counted = make_round(room.round.closes_at + timedelta(days=1))
    counted.code, counted.position, counted.name = "chinh-thuc", 2, "Vòng chính thức"
    room.edition.rounds.append(counted)
    db.session.flush()
    for entry in old:
        service.choose_work(room.round, earlier, entry.code.lower(), room.edition.subcommittees[0], actor=cast.dung)
    room.entries = old
    return room.seat(cast.giang, cast.ha, cast.hung)


def test_every_judge_marks_the_works_of_earlier_years_and_nothing_is_counted(calibration, cast, client):
    room = calibration.assigned().opened()
    for judge, mark in ((cast.giang, "5"), (cast.ha, "3"), (cast.hung, "2")):
        for number in range(2):
            room.confirm(judge, number, phat_hien=mark, the_hien="2", hieu_qua="1")
    room.closed(reason="")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Standing)) == 0
    counted = room.edition.rounds[1]
    assert rounds.previous_round(counted) is None
    assert len(rounds.works_of(counted)) == 4
    assert [one.id for one in rounds_of_council(room.edition.id)] == [counted.id]
    [first, _] = [one for _, one in queries.own_distances(cast.giang, room.round)]
    assert (first.own, first.panel, first.difference) == (8, Fraction(11, 2), Fraction(5, 2))
    db.session.commit()
    page = client.enter_as(cast.giang).get(f"/rounds/{room.round.id}/distance").text
    assert "+2,50" in page
    assert "Hà" not in page
    for person in (cast.dung, cast.an):
        assert client.enter_as(person).get(f"/rounds/{room.round.id}/distance").status_code == 404
    for address in ("ranking", "marks.xlsx", "firmness"):
        assert client.enter_as(cast.hung).get(f"/rounds/{room.round.id}/{address}").status_code == 409
    page = client.enter_as(cast.dung).get(f"/rounds/{room.round.id}")
    assert page.status_code == 200
    assert not any(f"/rounds/{room.round.id}/{address}" in page.text for address in ("closing-report", "seal"))
    assert f"about={room.round.id}" not in client.get(f"/editions/{room.edition.code}/papers").text


def test_before_closing_nobody_sees_a_distance(calibration, cast, client):
    calibration.assigned().opened()
    db.session.commit()
    assert client.enter_as(cast.giang).get(f"/rounds/{calibration.round.id}/distance").status_code == 409


def test_a_judge_stays_away_from_own_works_of_earlier_years_too(calibration, cast):
    calibration.entries[0].authors[0].email = "giang@example.vn"
    db.session.flush()
    calibration.assigned()
    assert calibration.task(cast.giang, 0) is None
    assert calibration.task(cast.giang, 1) is not None


def test_a_calibration_round_may_be_open_beside_a_counted_one(calibration, cast):
    room = calibration.assigned().opened()
    assert rounds.another_open(room.edition.rounds[1]) is None


def test_only_accepted_works_of_another_edition_can_be_chosen_and_only_before_the_round(calibration, cast, client):
    here = f"/rounds/{calibration.round.id}/calibration"
    earlier = queries.earlier_editions(calibration.edition.id)[0]
    form = {"edition": str(earlier.id), "subcommittee": str(calibration.edition.subcommittees[0].id)}
    db.session.commit()
    client.enter_as(cast.dung)
    assert client.post(here, data={**form, "work": "BI-001"}).status_code == 422
    assert client.post(here, data={**form, "work": "BI-999"}).status_code == 422
    with pytest.raises(Refusal):
        service.choose_work(
            calibration.round, calibration.edition, "BI-001", calibration.edition.subcommittees[0], actor=cast.dung
        )
    first = queries.calibration_works(calibration.round.id)[0]
    assert client.post(f"/calibration/{first.id}/drop").status_code == 303
    assert client.post(here, data={**form, "work": first.code}).status_code == 303
    calibration.assigned().opened()
    with pytest.raises(WrongMoment):
        service.choose_work(calibration.round, earlier, "BI-001", calibration.edition.subcommittees[0], actor=cast.dung)
    assert client.enter_as(cast.an).get(here).status_code == 404


def test_the_list_of_chosen_works_asks_no_more_for_more(calibration, cast, client):
    earlier, counts = calibration.entries[0].edition_id, []
    edition = next(one for one in queries.earlier_editions(calibration.edition.id) if one.id == earlier)
    for wanted in (2, 3, 30):
        for _ in range(wanted - len(queries.calibration_works(calibration.round.id))):
            entry = make_entry(edition, cast.cuong, "Việc cũ nữa", EntryState.ELIGIBLE)
            service.choose_work(
                calibration.round, edition, entry.code, calibration.edition.subcommittees[0], actor=cast.dung
            )
        db.session.commit()
        counts.append(statements_of(client.enter_as(cast.dung), f"/rounds/{calibration.round.id}/calibration"))
    assert len(set(counts)) == 1
