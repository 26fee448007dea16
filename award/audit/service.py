"""Writing down what happened."""

from typing import Any

import sqlalchemy as sa

from award.audit import queries
from award.audit.chain import GENESIS, digest, plain
from award.audit.models import AuditEvent
from award.db import db
from award.kit import clock


def record(
    verb: str,
    thing: Any,
    *,
    actor: Any,
    edition: Any = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    true_actor: Any = None,
) -> AuditEvent:
    """Appends one event about `thing` (a model instance) by `actor` (a person, or None for the system itself).

    The caller holds the writer's lock, so the chain has one end.
    """
    if sa.inspect(thing).pending:
        db.session.flush()
    last = queries.end()
    event = AuditEvent(
        sequence=last.sequence + 1 if last else 1,
        at=clock.now(),
        actor_id=actor.id if actor else None,
        true_actor_id=(true_actor or actor).id if (true_actor or actor) else None,
        verb=verb,
        thing_type=type(thing).__tablename__,
        thing_id=str(thing.id),
        edition_id=edition.id if edition else getattr(thing, "edition_id", None),
        before=plain(before or {}),
        after=plain(after or {}),
        previous_hash=last.hash if last else GENESIS,
    )
    event.hash = digest(event.previous_hash, queries.content(event))
    db.session.add(event)
    return event
