"""Prizes: decisions prepared from standings, then released together."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.council.states import PrizeState
from award.db import Base, Instant, explain, identity, one_of, reference
from award.kit.messages import say


class Prize(Base):
    """One prize for one work; `departure` says why the council left the order of the standings, where it did."""

    __tablename__ = "prize"
    __table_args__ = (
        sa.UniqueConstraint("entry_id", "level_id"),
        sa.CheckConstraint("state <> 'released' OR released_at IS NOT NULL", name="released_has_time"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    level_id: Mapped[uuid.UUID] = reference("prize_level.id")
    state: Mapped[PrizeState] = mapped_column(one_of(PrizeState), default=PrizeState.PREPARED)
    departure: Mapped[str | None] = mapped_column(sa.Text)
    prepared_by_id: Mapped[uuid.UUID] = reference("person.id")
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)


explain("uq_prize_entry_id_level_id", say("This work has this prize already."), "level")
