"""What came to the office on paper, discs and USB, in whose hands it was, and lists of works in workbooks."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, identity, one_of, reference
from award.intake.states import IntakeState, ListState, Means, Medium
from award.kit.codes import new_secret


class Intake(Base):
    """One delivery: who brought what, by which way, for whom. `counts_at` is the instant that the deadline is compared
    with; `proof` is the unguessable word in the address of its public page; `search_text` is folded."""

    __tablename__ = "intake"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        sa.UniqueConstraint("proof"),
        sa.CheckConstraint("pieces > 0", name="some_pieces"),
        sa.Index("ix_intake_edition_state", "edition_id", "state", "number"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id", index=False)
    number: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(20))
    proof: Mapped[str] = mapped_column(sa.String(64), default=new_secret)
    state: Mapped[IntakeState] = mapped_column(one_of(IntakeState), default=IntakeState.RECEIVED)
    version: Mapped[int] = mapped_column(default=1)
    brought_by: Mapped[str] = mapped_column(sa.String(200))
    means: Mapped[Means] = mapped_column(one_of(Means))
    postmarked_on: Mapped[date | None]
    received_at: Mapped[datetime] = mapped_column(Instant)
    counts_at: Mapped[datetime] = mapped_column(Instant)
    medium: Mapped[Medium] = mapped_column(one_of(Medium))
    pieces: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(500), default="")
    author_name: Mapped[str] = mapped_column(sa.String(300))
    author_email: Mapped[str | None] = mapped_column(sa.String(320))
    author_phone: Mapped[str | None] = mapped_column(sa.String(40))
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    outlet_name: Mapped[str] = mapped_column(sa.String(200), default="")
    remarks: Mapped[str] = mapped_column(sa.Text, default="")
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    registered_by_id: Mapped[uuid.UUID] = reference("person.id")
    created_at: Mapped[datetime] = mapped_column(Instant)
    claimed_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)

    steps: Mapped[list["CustodyStep"]] = relationship(order_by="CustodyStep.position", back_populates="intake")
    works: Mapped[list["IntakeWork"]] = relationship(order_by="IntakeWork.position", back_populates="intake")


class CustodyStep(Base):
    """One link of the chain of custody; written once, never changed."""

    __tablename__ = "custody_step"
    __table_args__ = (
        sa.UniqueConstraint("intake_id", "position"),
        sa.CheckConstraint("state <> 'stored' OR length(place) > 0", name="stored_somewhere"),
    )

    id: Mapped[uuid.UUID] = identity()
    intake_id: Mapped[uuid.UUID] = reference("intake.id")
    position: Mapped[int]
    state: Mapped[IntakeState] = mapped_column(one_of(IntakeState))
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    intake: Mapped[Intake] = relationship(back_populates="steps")


@event.listens_for(CustodyStep, "before_update")
@event.listens_for(CustodyStep, "before_delete")
def _never_changes(_mapper, _connection, step: CustodyStep) -> None:
    raise RuntimeError("a link of the chain of custody is written once")


class IntakeWork(Base):
    """A work of the award that came with an intake."""

    __tablename__ = "intake_work"
    __table_args__ = (sa.UniqueConstraint("intake_id", "entry_id"), sa.UniqueConstraint("intake_id", "position"))

    id: Mapped[uuid.UUID] = identity()
    intake_id: Mapped[uuid.UUID] = reference("intake.id")
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    position: Mapped[int]
    intake: Mapped[Intake] = relationship(back_populates="works")


class WorkList(Base):
    """A list of works that came as a workbook: the cells that were read, the works and faults found in them (plain values
    as `importing` makes them), how many works are to be made of it and how many were."""

    __tablename__ = "work_list"

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    owner_id: Mapped[uuid.UUID] = reference("person.id")
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    name: Mapped[str] = mapped_column(sa.String(300))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[ListState] = mapped_column(one_of(ListState), default=ListState.FAULTY)
    cells: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    works: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    faults: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    total: Mapped[int] = mapped_column(default=0)
    made: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
    began_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
