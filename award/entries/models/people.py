"""What the people of a work say of it and give for it: confirmations, the entry handed over, personal numbers, the
signed form, and what an outlet handed in at once."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, Sealed, explain, identity, one_of, one_while, reference
from award.editions.states import PersonalNumber
from award.entries.confirmations import Answer, Kind
from award.entries.handing import Handing
from award.kit.messages import say


class Confirmation(Base):
    """What one was asked to confirm of a work, and the answer. `subject` says whose word it is: the address of an
    author, the digest of a part, the organisation that puts the work forward. `digest` is of what was confirmed: an
    answer holds as long as the work still has it."""

    __tablename__ = "confirmation"
    __table_args__ = (
        sa.UniqueConstraint("entry_id", "kind", "subject"),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_with_time"),
        sa.CheckConstraint("answer <> 'objected' OR sentence <> ''", name="objection_needs_sentence"),
    )

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    subject: Mapped[str] = mapped_column(sa.String(400))
    part_position: Mapped[int | None]
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[Answer | None] = mapped_column(one_of(Answer))
    sentence: Mapped[str] = mapped_column(sa.Text, default="")
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)


explain("objection_needs_sentence", say("Write in one sentence what is not right."), "sentence")


class HandingOver(Base):
    """An entry offered to another author of the group; it changes hands when the other accepts."""

    __tablename__ = "handing_over"
    __table_args__ = (
        sa.CheckConstraint("from_id <> to_id", name="to_another"),
        one_while("state = 'offered'", "uq_handing_over_offered", "entry_id"),
    )

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    from_id: Mapped[uuid.UUID] = reference("person.id")
    to_id: Mapped[uuid.UUID] = reference("person.id")
    state: Mapped[Handing] = mapped_column(one_of(Handing), default=Handing.OFFERED)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    offered_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


explain("uq_handing_over_offered", say("This work is offered to somebody already."))


class GivenNumber(Base):
    """A number that an author gave for one edition, sealed; asked of the person alone and shown to few. `email` is the
    address under which the person is an author."""

    __tablename__ = "personal_number"
    __table_args__ = (sa.UniqueConstraint("edition_id", "email", "kind"),)

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    email: Mapped[str] = mapped_column(sa.String(320), index=True)
    kind: Mapped[PersonalNumber] = mapped_column(one_of(PersonalNumber))
    number: Mapped[str] = mapped_column(Sealed)
    bank: Mapped[str] = mapped_column(sa.String(200), default="")
    consent_version: Mapped[str] = mapped_column(sa.String(20))
    saved_at: Mapped[datetime] = mapped_column(Instant)


class SignedForm(Base):
    """The scan of the registration form with its signatures; `digest` is of the data when it came in. No judge's page
    and no dossier reads this table."""

    __tablename__ = "signed_form"
    __table_args__ = (sa.UniqueConstraint("entry_id", "file_id"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    digest: Mapped[str] = mapped_column(sa.String(64))
    actor_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Delivery(Base):
    """Works that an outlet's contact handed in at once."""

    __tablename__ = "delivery"

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)
    lines: Mapped[list["DeliveryLine"]] = relationship(
        order_by="DeliveryLine.position", cascade="all, delete-orphan", back_populates="delivery"
    )


class DeliveryLine(Base):
    """One work of a delivery."""

    __tablename__ = "delivery_line"
    __table_args__ = (sa.UniqueConstraint("delivery_id", "entry_id"),)

    id: Mapped[uuid.UUID] = identity()
    delivery_id: Mapped[uuid.UUID] = reference("delivery.id", ondelete="CASCADE")
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    position: Mapped[int]
    delivery: Mapped[Delivery] = relationship(back_populates="lines")
