"""The posted list, objections to it, what a ruling brings about, and prizes revoked later."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.council.states import ObjectionKind, ObjectionState, Ruling, Side
from award.db import Base, Instant, Sealed, explain, identity, one_of, one_while, reference
from award.kit.messages import say


class Posting(Base):
    """The list of an edition's prizes was made public for objections until an instant."""

    __tablename__ = "posting"
    __table_args__ = (
        sa.UniqueConstraint("edition_id"),
        sa.CheckConstraint("ends_at > at", name="posting_ends_later"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id", index=False)
    at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    posted_by_id: Mapped[uuid.UUID] = reference("person.id")


class Objection(Base):
    """An objection to a posted work. Who filed it is sealed: `name` and `email` are read by one act that stays on the
    record. `receipt` is the filer's own key to its page; `told` is the text as the author reads it, which the office may
    shorten so that it does not tell who filed it. `kept_out` are the council members with a conflict, by identity."""

    __tablename__ = "objection"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        sa.UniqueConstraint("receipt"),
        sa.UniqueConstraint("token_digest"),
        sa.CheckConstraint(
            "(state = 'ruled') = (ruling IS NOT NULL AND reason IS NOT NULL AND ruled_by_id IS NOT NULL)",
            name="ruling_has_reason",
        ),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id", index=False)
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    number: Mapped[int]
    receipt: Mapped[str] = mapped_column(sa.String(20))
    token_digest: Mapped[str] = mapped_column(sa.String(64))
    kind: Mapped[ObjectionKind] = mapped_column(one_of(ObjectionKind))
    state: Mapped[ObjectionState] = mapped_column(one_of(ObjectionState), default=ObjectionState.FILED)
    name: Mapped[str] = mapped_column(Sealed)
    email: Mapped[str] = mapped_column(Sealed)
    language: Mapped[str] = mapped_column(sa.String(8), default="vi")
    text: Mapped[str] = mapped_column(sa.Text)
    links: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    told: Mapped[str] = mapped_column(sa.Text, default="")
    kept_out: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    filed_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    rule_by: Mapped[datetime | None] = mapped_column(Instant)
    answer_by: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    ruling: Mapped[Ruling | None] = mapped_column(one_of(Ruling))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    took_part: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    ruled_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    ruled_at: Mapped[datetime | None] = mapped_column(Instant)
    reminded: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    files: Mapped[list["ObjectionFile"]] = relationship(
        order_by="ObjectionFile.at", cascade="all, delete-orphan", back_populates="objection"
    )


class ObjectionFile(Base):
    """A file of an objection; the author sees one of the filer's only where the office `shown` it."""

    __tablename__ = "objection_file"
    __table_args__ = (sa.UniqueConstraint("objection_id", "file_id"),)

    id: Mapped[uuid.UUID] = identity()
    objection_id: Mapped[uuid.UUID] = reference("objection.id", ondelete="CASCADE")
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    side: Mapped[Side] = mapped_column(one_of(Side))
    shown: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Instant)
    objection: Mapped[Objection] = relationship(back_populates="files")


class Following(Base):
    """What the council decided of a step that the prize table proposed after a prize fell: the work, the person with it
    (`recipient`) or the organisation has the prize (`taken`), or all stays as it is."""

    __tablename__ = "following"
    __table_args__ = (
        sa.UniqueConstraint("fallen_id", "entry_id", "recipient", "to_level_id"),
        sa.UniqueConstraint("fallen_id", "organisation_id", "to_level_id"),
        sa.CheckConstraint("(entry_id IS NULL) <> (organisation_id IS NULL)", name="follows_work_or_organisation"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    fallen_id: Mapped[uuid.UUID] = reference("prize.id", index=False)
    entry_id: Mapped[uuid.UUID | None] = reference("entry.id", nullable=True)
    organisation_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True, index=False)
    recipient: Mapped[str] = mapped_column(sa.String(300), default="")
    from_level_id: Mapped[uuid.UUID | None] = reference("prize_level.id", nullable=True, index=False)
    to_level_id: Mapped[uuid.UUID] = reference("prize_level.id", index=False)
    taken: Mapped[bool]
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)


class Revocation(Base):
    """A released prize is to be revoked: one person asks with a reason, another agrees or declines."""

    __tablename__ = "revocation"
    __table_args__ = (
        one_while("agreed IS NULL", "uq_revocation_waiting", "prize_id"),
        sa.CheckConstraint("answered_by_id <> asked_by_id", name="revoked_by_two"),
        sa.CheckConstraint("(agreed IS NULL) = (answered_by_id IS NULL)", name="revocation_answered_by_somebody"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    prize_id: Mapped[uuid.UUID] = reference("prize.id")
    reason: Mapped[str] = mapped_column(sa.Text)
    asked_by_id: Mapped[uuid.UUID] = reference("person.id")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    agreed: Mapped[bool | None]
    answered_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


explain("uq_revocation_waiting", say("This is asked for already and waits for a second person."))
explain("revoked_by_two", say("Another person than the one who asked must agree."))
