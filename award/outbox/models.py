"""Letters: rows written with the act they tell of, sent later by the worker."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, Sealed, identity, one_of
from award.outbox.states import LetterState


class Letter(Base):
    """One letter to one recipient: a template under `templates/letters/` and the plain values that fill it."""

    __tablename__ = "letter"

    id: Mapped[uuid.UUID] = identity()
    template: Mapped[str] = mapped_column(sa.String(100))
    subject: Mapped[str] = mapped_column(sa.String(300), default="")
    values: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    language: Mapped[str] = mapped_column(sa.String(8))
    recipient: Mapped[str] = mapped_column(sa.String(320))
    # Where the office may not read to whom it goes, `recipient` is a mask and the address stands here.
    sealed_recipient: Mapped[str | None] = mapped_column(Sealed)
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid, index=True)
    edition_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid, index=True)
    state: Mapped[LetterState] = mapped_column(one_of(LetterState), default=LetterState.WAITING, index=True)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    fault: Mapped[str | None] = mapped_column(sa.Text)
