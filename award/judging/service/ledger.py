"""Writing the ledger of a round: the only place that appends to it."""

from typing import Any

from award.audit.chain import plain
from award.db import db
from award.judging import ledger as chain
from award.judging.models import Assignment, ScoreEvent
from award.judging.queries import results
from award.judging.states import SheetEvent
from award.kit import clock


def append(task: Assignment, kind: SheetEvent, content: dict[str, Any], *, actor: Any) -> ScoreEvent:
    """Adds one event about a task; the caller holds the writer's lock, so the ledger has one end."""
    last = results.end(task.round_id)
    event = ScoreEvent(
        round_id=task.round_id,
        sequence=last.sequence + 1 if last else 1,
        at=clock.now(),
        kind=kind,
        actor_id=actor.id,
        assignment_id=task.id,
        content=plain(content),
    )
    event.previous_hash, event.hash = chain.seal(last.hash if last else None, event)
    db.session.add(event)
    return event
