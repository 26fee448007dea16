"""Prizes: decisions prepared from standings, then released together."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.council.states import PrizeState, Rule
from award.db import Base, Instant, explain, identity, one_of, reference
from award.kit.messages import say


class Prize(Base):
    """One prize: for a work, for a person with a work (`recipient` is the name), or for an organisation (`recipient` is
    its name on that day). `rule` is by what it was given, `departs` lists what it leaves of the standings and of the
    rules (`departures.Departure`), and `departure` is the council's reason for that."""

    __tablename__ = "prize"
    __table_args__ = (
        sa.UniqueConstraint("entry_id", "level_id", "recipient"),
        sa.UniqueConstraint("organisation_id", "level_id"),
        sa.CheckConstraint("(entry_id IS NULL) <> (organisation_id IS NULL)", name="work_or_organisation"),
        sa.CheckConstraint("state <> 'released' OR released_at IS NOT NULL", name="released_has_time"),
        sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_time"),
    )

    told_with_edition = PrizeState.RELEASED

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    entry_id: Mapped[uuid.UUID | None] = reference("entry.id", nullable=True)
    organisation_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    recipient: Mapped[str] = mapped_column(sa.String(300), default="")
    level_id: Mapped[uuid.UUID] = reference("prize_level.id")
    state: Mapped[PrizeState] = mapped_column(one_of(PrizeState), default=PrizeState.PREPARED)
    rule: Mapped[Rule] = mapped_column(one_of(Rule), default=Rule.NAMED)
    departs: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    departure: Mapped[str | None] = mapped_column(sa.Text)
    prepared_by_id: Mapped[uuid.UUID] = reference("person.id")
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


explain("uq_prize_entry_id_level_id_recipient", say("This work has this prize already."), "level")
explain("uq_prize_organisation_id_level_id", say("It has this prize already."), "level")
