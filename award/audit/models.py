"""What happened: append only, each event chained to the one before by a hash."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant


class AuditEvent(Base):
    """One act. `hash` covers every other column and the hash of the event before."""

    __tablename__ = "audit_event"
    __table_args__ = (sa.Index("ix_audit_event_thing", "thing_type", "thing_id"),)

    sequence: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid, index=True)
    true_actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid)
    verb: Mapped[str] = mapped_column(sa.String(64), index=True)
    thing_type: Mapped[str] = mapped_column(sa.String(64))
    thing_id: Mapped[str] = mapped_column(sa.String(64))
    edition_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid, index=True)
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    after: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
