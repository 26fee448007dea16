"""A dossier that came from another installation, and where the works made of it come from."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, explain, identity, one_of, reference
from award.forwarding.states import IncomingState
from award.kit.messages import say


class Incoming(Base):
    """One ZIP that came in for an edition; discs of one dossier are told by the same `batch`. `report` is what the last
    check found, `receipt` what goes back, under `number`."""

    __tablename__ = "incoming_dossier"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        sa.CheckConstraint(
            "state <> 'taken' OR (receipt IS NOT NULL AND taken_at IS NOT NULL)", name="taken_has_receipt"
        ),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    file_id: Mapped[uuid.UUID | None] = reference("stored_file.id", nullable=True)
    name: Mapped[str] = mapped_column(sa.String(300))
    state: Mapped[IncomingState] = mapped_column(one_of(IncomingState), default=IncomingState.WAITING)
    batch: Mapped[str | None] = mapped_column(sa.String(40), index=True)
    source: Mapped[str] = mapped_column(sa.String(300), default="")
    works: Mapped[int] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    number: Mapped[int | None]
    receipt: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    created_by_id: Mapped[uuid.UUID] = reference("person.id")
    created_at: Mapped[datetime] = mapped_column(Instant)
    taken_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    taken_at: Mapped[datetime | None] = mapped_column(Instant)


class Provenance(Base):
    """Where an entry comes from: the sending installation, its edition, batch and code, and the SHA-256 of each file as
    the dossier had it. The same work of the same batch comes in once."""

    __tablename__ = "provenance"
    __table_args__ = (sa.UniqueConstraint("entry_id"), sa.UniqueConstraint("edition_id", "batch", "code"))

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    incoming_id: Mapped[uuid.UUID] = reference("incoming_dossier.id")
    source: Mapped[str] = mapped_column(sa.String(300))
    source_edition: Mapped[str] = mapped_column(sa.String(40))
    batch: Mapped[str] = mapped_column(sa.String(40))
    code: Mapped[str] = mapped_column(sa.String(20))
    prizes: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    hashes: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)


explain("uq_provenance_edition_id_batch_code", say("A work of this dossier was taken over already."))
