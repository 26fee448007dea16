"""Noting what a judge has seen of a work. It stays out of the audit trail, to which a note every few seconds of playing
would be noise: what follows from it, a confirmed sheet, stands there."""

from collections.abc import Mapping, Sequence
from typing import Any

from award.db import db
from award.editions.states import RoundState
from award.judging import viewing
from award.judging.models import Coverage
from award.judging.queries import Task
from award.judging.queries.coverage import units_of
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal


def note_coverage(task: Task, spans: Mapping[str, Sequence[Sequence[int]]], *, actor: Any) -> int | None:
    """Adds stretches of the work's files, by file, to what the judge has seen; answers the share in percent. What lies
    outside a file does not count, what was seen before counts once, and after the round nothing is noted."""
    if actor.id != task.assignment.judge_id:
        raise Refusal(say("Only the judge of a task may do this."))
    units = units_of([task.entry.id]).get(task.entry.id, {})
    held = task.coverage
    if units and task.round.state is not RoundState.CLOSED:
        held = held or _new(task)
        held.spans = viewing.merged(held.spans, spans, units)
        held.seen, held.whole, held.at = viewing.counted(held.spans), sum(units.values()), clock.now()
    return viewing.share(held.seen, held.whole) if held else (0 if units else None)


def _new(task: Task) -> Coverage:
    task.coverage = Coverage(person_id=task.assignment.judge_id, entry_id=task.entry.id, spans={})
    db.session.add(task.coverage)
    return task.coverage
