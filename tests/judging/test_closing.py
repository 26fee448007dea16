"""Opening and closing a round, and what is frozen."""

import json

import pytest
import sqlalchemy as sa

from award.db import db
from award.editions.models import Round
from award.editions.states import RoundMode, RoundState, TallyMethod
from award.entries.states import EntryState
from award.judging import queries, service
from award.judging.models import RoundClosing, ScoreSheet, Standing
from award.judging.queries import results
from award.judging.tally import TALLY_VERSION
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter
from tests.judging.conftest import MARKS


def test_a_round_opens_only_with_published_tasks(room, cast):
    with pytest.raises(Refusal, match="No judge has a task"):
        room.opened()
    room.seat(cast.giang, cast.ha).assigned().opened()
    assert room.round.state is RoundState.OPEN
    with pytest.raises(WrongMoment):
        room.opened()


def second_round(room):
    first = room.round
    more = Round(
        code="chung-khao",
        position=2,
        name="Vòng chung khảo",
        mode=RoundMode.MARKS,
        state=RoundState.PLANNED,
        scale=first.scale,
        step=first.step,
        blind=True,
        judges_per_work=1,
        quorum=1,
        method=TallyMethod.MEDIAN,
        opens_at=first.opens_at,
        closes_at=first.closes_at,
        edition_id=room.edition.id,
        edition=room.edition,
    )
    db.session.add(more)
    db.session.flush()
    return more


def test_rounds_do_not_overlap(at_work):
    with pytest.raises(WrongMoment, match="do not overlap"):
        service.open_round(second_round(at_work), actor=at_work.cast.hung)


def test_what_passed_comes_before_the_next_round(at_work, cast):
    at_work.round.pass_count = 1
    at_work.confirm(cast.giang, 0)
    at_work.confirm(cast.giang, 1, phat_hien="0", the_hien="0", hieu_qua="0")
    later = second_round(at_work)
    assert queries.works_of(later) == []
    at_work.closed()
    assert [work.id for work in queries.works_of(later)] == [at_work.entries[0].id]


def test_closing_waits_for_the_quorum_or_a_reason(at_work, cast):
    at_work.confirm(cast.giang, 0)
    with pytest.raises(Refusal) as refusal:
        at_work.closed(reason=None)
    assert refusal.value.field == "reason"
    assert at_work.entries[1].code in str(refusal.value.message)
    at_work.closed()
    by_entry = {row.entry_id: row for row in queries.standings(at_work.round.id)}
    below = by_entry[at_work.entries[1].id]
    assert (below.rank, below.score, below.passed) == (None, None, False)


def test_closing_freezes_standings_with_method_version_and_head(at_work, cast):
    for number in range(4):
        at_work.confirm(cast.giang, number)
    at_work.confirm(cast.ha, 2, phat_hien="5", the_hien="3", hieu_qua="2")
    at_work.save(cast.ha, 3, phat_hien="0", the_hien="0", hieu_qua="0")
    at_work.closed(reason=None)
    closing = queries.closing(at_work.round.id)
    head = results.last_event(at_work.round.id).hash
    assert (closing.method, closing.tally_version, closing.ledger_head) == ("mean", TALLY_VERSION, head)
    rows = queries.standings(at_work.round.id)
    assert [(r.rank, str(r.shown_score), r.inputs) for r in rows] == [
        (1, "9.00", ["8.00", "10.00"]),
        (2, "8.00", ["8.00"]),
        (2, "8.00", ["8.00"]),
        (2, "8.00", ["8.00"]),
    ]
    letters = db.session.scalars(sa.select(Letter).where(Letter.template == "judging/closed")).all()
    assert {letter.values["ledger_head"] for letter in letters} == {head}
    assert len(letters) == 2


def test_a_conflict_that_came_up_later_takes_the_marks_out(at_work, cast):
    at_work.confirm(cast.giang, 0, phat_hien="5", the_hien="3", hieu_qua="2")
    at_work.confirm(cast.ha, 0)
    at_work.entries[0].authors[0].person_id = cast.giang.id
    at_work.closed()
    (row,) = [r for r in queries.standings(at_work.round.id) if r.entry_id == at_work.entries[0].id]
    assert row.inputs == ["8.00"]


def test_closing_at_the_wrong_moment_says_so_and_changes_nothing(room, cast, client):
    room.seat(cast.giang, cast.ha).assigned()
    address = f"/rounds/{room.round.id}/close"
    planned = client.enter_as(cast.hung).post(address, data={"reason": "Hết hạn"})
    assert (planned.status_code, "Đóng vòng" in planned.text) == (409, True)
    room.opened()
    answers = [client.post(address, data={"reason": "Hết hạn"}).status_code for _ in range(2)]
    assert answers == [303, 409]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RoundClosing)) == 1


def test_before_closing_there_is_no_ranking_for_anybody(at_work):
    assert queries.standings(at_work.round.id) == []
    for ask in (lambda: queries.ranking(at_work.round, None, None, page=1), lambda: results.marks(at_work.round)):
        with pytest.raises(WrongMoment, match="once the round"):
            ask()


def recount(world, room):
    db.session.commit()
    return world.test_cli_runner().invoke(args=["recount", f"{room.edition.code}/{room.round.code}"])


def test_recounting_gives_the_same(world, at_work, cast):
    for number in range(4):
        at_work.confirm(cast.giang, number)
    at_work.closed()
    answer = recount(world, at_work)
    told = json.loads(answer.stdout)
    assert answer.exit_code == 0, answer.output
    assert (told["rules"]["method"], told["tally_version"], told["agrees"], told["ledger"]["broken_at"]) == (
        "mean",
        TALLY_VERSION,
        True,
        None,
    )
    assert told["works"][0]["totals"] == [800]
    assert [row["rank"] for row in told["ranking"]] == [1, 1, 1, 1]


def test_a_work_that_left_the_award_while_it_was_marked_does_not_disturb_the_recount(world, at_work, cast):
    for number in range(4):
        at_work.confirm(cast.giang, number)
    at_work.entries[2].state = EntryState.WITHDRAWN
    at_work.closed()
    answer = recount(world, at_work)
    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["differences"], len(told["ranking"])) == (0, [], 3)


@pytest.mark.parametrize("change", ["standing", "sheet", "mark", "ledger"])
def test_recounting_finds_what_was_changed_behind_its_back(world, at_work, cast, change):
    at_work.confirm(cast.giang, 0)
    at_work.closed()
    if change == "standing":
        db.session.execute(sa.update(Standing).where(Standing.rank == 1).values(rank=2))
    elif change == "sheet":
        db.session.execute(sa.update(ScoreSheet).values(total=sum(MARKS.values()) + 1))
    elif change == "mark":
        # The total stays: one criterion gives to the other.
        moved = {"phat-hien": "4", "the-hien": "2.5", "hieu-qua": "1.5"}
        db.session.execute(sa.update(ScoreSheet).values(marks=moved))
    else:
        results.last_event(at_work.round.id).content = {"total": "10"}
    answer = recount(world, at_work)
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["agrees"] is False


def test_recounting_names_a_round_that_does_not_exist_or_is_not_closed(world, at_work):
    db.session.commit()
    runner = world.test_cli_runner()
    assert "no round" in runner.invoke(args=["recount", "thu-2023/x"]).output
    assert recount(world, at_work).exit_code == 1
