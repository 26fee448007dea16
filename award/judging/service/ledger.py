"""Writing the ledger of a round: the only place that appends to it."""

import uuid
from typing import Any

from award.audit.chain import plain
from award.db import db
from award.editions.models import Round
from award.judging import ledger as chain
from award.judging.models import Assignment, ScoreEvent
from award.judging.queries import results
from award.judging.states import SheetEvent
from award.kit import clock


def append(task: Assignment, kind: SheetEvent, content: dict[str, Any], *, actor: Any) -> ScoreEvent:
    """Adds one event about a task; the caller holds the writer's lock, so the ledger has one end."""
    return _append(task.round_id, task.id, kind, content, actor)


def append_to_round(round_: Round, kind: SheetEvent, content: dict[str, Any], *, actor: Any) -> ScoreEvent:
    """Adds one event about the round as a whole."""
    return _append(round_.id, None, kind, content, actor)


def _append(
    round_id: uuid.UUID, task_id: uuid.UUID | None, kind: SheetEvent, content: dict[str, Any], actor: Any
) -> ScoreEvent:
    last = results.end(round_id)
    event = ScoreEvent(
        round_id=round_id,
        sequence=last.sequence + 1 if last else 1,
        at=clock.now(),
        kind=kind,
        actor_id=actor.id,
        assignment_id=task_id,
        content=plain(content),
    )
    event.previous_hash, event.hash = chain.seal(last.hash if last else None, event)
    db.session.add(event)
    return event
