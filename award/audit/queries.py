"""Reading what happened."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from award.audit.chain import first_break
from award.audit.models import AuditEvent
from award.db import db

NOT_HASHED = frozenset({"hash", "previous_hash"})
STEP = 1000


def last_event() -> AuditEvent | None:
    """The end of the chain."""
    return db.session.scalar(sa.select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(1))


def content(event: AuditEvent) -> dict[str, Any]:
    """Everything of an event that its hash covers."""
    return {c.key: getattr(event, c.key) for c in sa.inspect(AuditEvent).columns if c.key not in NOT_HASHED}


def history(thing: Any) -> list[AuditEvent]:
    """What happened to one thing, oldest first."""
    return list(
        db.session.scalars(
            sa.select(AuditEvent)
            .where(AuditEvent.thing_type == type(thing).__tablename__, AuditEvent.thing_id == str(thing.id))
            .order_by(AuditEvent.sequence)
        )
    )


def broken_at() -> int | None:
    """The number of the first event that does not fit its chain, or None when all do; reads in steps."""
    return first_break((e.sequence, e.previous_hash, e.hash, content(e)) for e in _all())


def _all() -> Iterator[AuditEvent]:
    statement = sa.select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=STEP)
    yield from db.session.scalars(statement)
