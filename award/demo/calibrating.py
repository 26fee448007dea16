"""The demo's calibration round: before the judging the judges tried their measure on works of the year before, and each
sees the own distance from the others."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from award.db import db, transaction
from award.demo import judging
from award.editions.models import Round
from award.editions.queries import edition_whole
from award.editions.states import CoverageRule
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging import queries, service
from award.judging.states import TaskState
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage

CODE, NAME = "cham-thu", "Vòng chấm thử"
DAYS_BEFORE, DAYS_LONG = 6, 3


def with_calibration(wanted: Any) -> Any:
    """The configuration of an edition with a calibration round behind the one that counts, by the same criteria."""
    counted = wanted.rounds[0]
    opens = counted.opens_at - timedelta(days=DAYS_BEFORE)
    round_ = replace(
        counted,
        code=CODE,
        name=NAME,
        calibration=True,
        opens_at=opens,
        closes_at=opens + timedelta(days=DAYS_LONG),
        judges_per_work=None,
        pass_mark=None,
        ties=[],
        coverage=CoverageRule.OFF,
        feedback=False,
    )
    return replace(wanted, rounds=[*wanted.rounds, round_])


def calibrate(stage: "Stage", before: str) -> None:
    """Every judge marks the works of the edition `before` of the own sub-committee; then the round is closed."""
    code = stage.edition.code
    with transaction():
        round_ = _round(code)
        round_id, opens, closes = round_.id, round_.opens_at, round_.closes_at
    with clock.at(opens - timedelta(hours=2)), transaction():
        _choose(stage, _round(code), edition_whole(before))
        service.propose(_round(code), actor=stage.secretary)
        service.publish(_round(code), actor=stage.secretary)
    with clock.at(opens), transaction():
        service.open_round(_round(code), actor=stage.chair)
    people = {judge.id: judge for judge in stage.judges}
    with clock.at(opens + timedelta(days=1)), transaction():
        for task in queries.rounds.tasks(round_id, TaskState.PUBLISHED):
            judging.mark_whole(stage, task.id, people[task.judge_id])
    with clock.at(closes), transaction():
        service.close_round(_round(code), actor=stage.chair)


def _round(edition_code: str) -> Round:
    return queries.rounds.round_by_codes(edition_code, CODE)


def _choose(stage: "Stage", round_: Round, earlier: Any) -> None:
    """The accepted works of last year, each for the sub-committee of its kind."""
    kinds = {scope.category_id: one.code for one in earlier.subcommittees for scope in one.scopes}
    panels = {one.code: one for one in edition_whole(stage.edition.code).subcommittees}
    works = db.session.query(Entry).filter_by(edition_id=earlier.id, state=EntryState.ELIGIBLE).order_by(Entry.code)
    for work in works:
        service.choose_work(round_, earlier, work.code, panels[kinds[work.category_id]], actor=stage.secretary)
