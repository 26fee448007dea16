"""What was made of a frozen batch, and what came back from its destination."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, identity, one_of, reference
from award.forwarding.states import Stage


class Volume(Base):
    """One ZIP of a dossier as the worker made it, in the bucket: the whole, or one disc of several of at most
    `disc_size` bytes. It can be made again at any time, so no backup holds it."""

    __tablename__ = "dossier_volume"
    __table_args__ = (sa.UniqueConstraint("batch_id", "disc_size", "number"), sa.UniqueConstraint("key"))

    id: Mapped[uuid.UUID] = identity()
    batch_id: Mapped[uuid.UUID] = reference("batch.id", ondelete="CASCADE")
    disc_size: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    number: Mapped[int]
    of: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(200))
    key: Mapped[str] = mapped_column(sa.String(300))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime] = mapped_column(Instant)


class Outcome(Base):
    """How far a forwarded work came at its destination: from the destination's answer, or as somebody wrote it down."""

    __tablename__ = "outcome"
    __table_args__ = (
        sa.UniqueConstraint("batch_id", "entry_id"),
        sa.CheckConstraint("stage = 'prized' OR prize = ''", name="prize_of_a_prized_work"),
    )

    id: Mapped[uuid.UUID] = identity()
    batch_id: Mapped[uuid.UUID] = reference("batch.id", ondelete="CASCADE")
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    stage: Mapped[Stage] = mapped_column(one_of(Stage))
    prize: Mapped[str] = mapped_column(sa.String(200), default="")
    code_there: Mapped[str] = mapped_column(sa.String(40), default="")
    noted_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    noted_at: Mapped[datetime] = mapped_column(Instant)
