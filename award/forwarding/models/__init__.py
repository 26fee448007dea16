"""Works chosen for a destination, frozen into a dossier; what came back; what came from elsewhere."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, explain, identity, one_of, reference
from award.forwarding.models.asking import Request, RequestFile
from award.forwarding.models.incoming import Incoming, Provenance
from award.forwarding.models.outgoing import Outcome, Volume
from award.forwarding.states import BatchState
from award.kit.messages import say

__all__ = ["Batch", "BatchItem", "Incoming", "Outcome", "Provenance", "Request", "RequestFile", "Volume"]


class Batch(Base):
    """A batch for one destination. `record` is everything that the dossier is built from, taken when it is frozen:
    later changes to entries do not reach it, so the same bytes come out every time. `receipt` is what the destination
    answered, with its number, and `received_at` when it took the dossier."""

    __tablename__ = "batch"
    __table_args__ = (
        sa.UniqueConstraint("destination_id", "number"),
        sa.CheckConstraint(
            "state = 'open' OR (record IS NOT NULL AND frozen_at IS NOT NULL AND number IS NOT NULL)",
            name="frozen_is_whole",
        ),
        sa.CheckConstraint("(receipt IS NULL) = (received_at IS NULL)", name="receipt_with_time"),
    )

    id: Mapped[uuid.UUID] = identity()
    destination_id: Mapped[uuid.UUID] = reference("destination.id")
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    number: Mapped[int | None]
    state: Mapped[BatchState] = mapped_column(one_of(BatchState), default=BatchState.OPEN)
    created_by_id: Mapped[uuid.UUID] = reference("person.id")
    created_at: Mapped[datetime] = mapped_column(Instant)
    frozen_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    record: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    received_at: Mapped[datetime | None] = mapped_column(Instant)
    receipt: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    items: Mapped[list["BatchItem"]] = relationship(
        order_by="BatchItem.position", cascade="all, delete-orphan", back_populates="batch"
    )


class BatchItem(Base):
    """One work in a batch, in order."""

    __tablename__ = "batch_item"
    __table_args__ = (sa.UniqueConstraint("batch_id", "entry_id"),)

    id: Mapped[uuid.UUID] = identity()
    batch_id: Mapped[uuid.UUID] = reference("batch.id", ondelete="CASCADE")
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    position: Mapped[int]
    batch: Mapped[Batch] = relationship(back_populates="items")


explain("uq_batch_item_batch_id_entry_id", say("This work is in the batch already."), "entry")
