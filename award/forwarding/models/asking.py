"""What a destination wants in addition, asked of the people of a chosen work."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, explain, identity, one_of, reference
from award.editions.states import Want
from award.forwarding.states import RequestState
from award.kit.messages import say


class Request(Base):
    """What is wanted of one work of a batch. Numbers of people are not kept here: they are given as in an entry, sealed
    (`GivenNumber`). `waived_because` says why the work goes without it."""

    __tablename__ = "forwarding_request"
    __table_args__ = (
        sa.UniqueConstraint("batch_id", "entry_id"),
        sa.CheckConstraint("state <> 'waived' OR waived_because <> ''", name="waiving_needs_reason"),
        sa.CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answer_has_its_time"),
    )

    id: Mapped[uuid.UUID] = identity()
    batch_id: Mapped[uuid.UUID] = reference("batch.id", ondelete="CASCADE")
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    state: Mapped[RequestState] = mapped_column(one_of(RequestState), default=RequestState.ASKED)
    wants: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    due_at: Mapped[datetime] = mapped_column(Instant)
    asked_by_id: Mapped[uuid.UUID] = reference("person.id")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    answered_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    waived_because: Mapped[str] = mapped_column(sa.Text, default="")
    files: Mapped[list["RequestFile"]] = relationship(
        order_by="RequestFile.id", cascade="all, delete-orphan", back_populates="request"
    )


explain("waiving_needs_reason", say("Write why the work goes without it."), "reason")


class RequestFile(Base):
    """A file given in answer. No judge's page reads this table."""

    __tablename__ = "forwarding_request_file"
    __table_args__ = (sa.UniqueConstraint("file_id"),)

    id: Mapped[uuid.UUID] = identity()
    request_id: Mapped[uuid.UUID] = reference("forwarding_request.id", ondelete="CASCADE")
    want: Mapped[Want] = mapped_column(one_of(Want))
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    request: Mapped[Request] = relationship(back_populates="files")
