"""Reading destinations and batches."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.db import db
from award.editions.models import Destination, Edition, Issuer
from award.forwarding.destination_rules import Terms
from award.forwarding.models import Batch, BatchItem
from award.forwarding.states import BatchState


@dataclass(frozen=True)
class BatchLine:
    """A batch in the list."""

    id: uuid.UUID
    destination_id: uuid.UUID
    number: int | None
    state: BatchState
    works: int
    frozen_at: Any


def destinations(edition_id: uuid.UUID) -> list[Destination]:
    """Where works of the edition may be sent, in the order of its configuration."""
    statement = sa.select(Destination).where(Destination.edition_id == edition_id)
    return list(db.session.scalars(statement.order_by(Destination.position, Destination.code)))


def destination(destination_id: uuid.UUID) -> Destination | None:
    """One destination."""
    return db.session.get(Destination, destination_id)


def batch_lines(edition_id: uuid.UUID) -> dict[uuid.UUID, list[BatchLine]]:
    """The batches of each destination, the newest first."""
    works = sa.func.count(BatchItem.id)
    statement = (
        sa.select(Batch.id, Batch.destination_id, Batch.number, Batch.state, works, Batch.frozen_at)
        .outerjoin(BatchItem, BatchItem.batch_id == Batch.id)
        .where(Batch.edition_id == edition_id)
        .group_by(Batch.id)
        .order_by(Batch.created_at.desc(), Batch.id.desc())
    )
    found: dict[uuid.UUID, list[BatchLine]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row[1]].append(BatchLine(*row))
    return dict(found)


def batch(batch_id: uuid.UUID) -> Batch | None:
    """A batch with its works' places."""
    return db.session.scalar(sa.select(Batch).where(Batch.id == batch_id).options(selectinload(Batch.items)))


def open_batch_of(destination_id: uuid.UUID) -> Batch | None:
    """The batch that is being chosen for the destination, if there is one."""
    return db.session.scalar(
        sa.select(Batch).where(Batch.destination_id == destination_id, Batch.state == BatchState.OPEN).limit(1)
    )


def last_number(destination_id: uuid.UUID) -> int:
    """The highest number given to a batch of the destination; 0 before the first."""
    return db.session.scalar(sa.select(sa.func.max(Batch.number)).where(Batch.destination_id == destination_id)) or 0


def numbered(edition_code: str, number: int, destination_code: str | None = None) -> list[Batch]:
    """Batches with this number: of one destination, or of all of the edition."""
    statement = (
        sa.select(Batch)
        .join(Destination, Destination.id == Batch.destination_id)
        .join(Edition, Edition.id == Batch.edition_id)
        .where(Edition.code == edition_code, Batch.number == number)
        .order_by(Destination.position)
    )
    if destination_code is not None:
        statement = statement.where(Destination.code == destination_code)
    return list(db.session.scalars(statement))


@dataclass(frozen=True)
class FrozenBatch:
    """A frozen batch as papers are made of it; `letter_number` is None where its letter has no number yet."""

    id: uuid.UUID
    destination: str
    number: int
    letter_number: int | None

    @property
    def name(self) -> str:
        """Where it goes, and as which batch."""
        return f"{self.destination}, {self.number:02d}"


def frozen_batches(edition_id: uuid.UUID) -> list[FrozenBatch]:
    """The batches of an edition that are frozen, by destination and number."""
    statement = (
        sa.select(Batch.id, Destination.name, Batch.number, Batch.record["letter"]["number"].as_integer())
        .join(Destination, Destination.id == Batch.destination_id)
        .where(Batch.edition_id == edition_id, Batch.state == BatchState.FROZEN)
        .order_by(Destination.position, Batch.number)
    )
    return [FrozenBatch(*row) for row in db.session.execute(statement)]


def issuer_of_letters(edition_id: uuid.UUID) -> Issuer | None:
    """The body that signs the edition's letters."""
    statement = sa.select(Issuer).where(Issuer.edition_id == edition_id, Issuer.code == "organiser")
    return db.session.scalar(statement)


def terms_of(wanted: Destination) -> Terms:
    """The destination's rules as plain values."""
    return Terms(
        wanted.window_from,
        wanted.window_to,
        wanted.places,
        wanted.most_authors,
        wanted.works_per_author,
        wanted.prized_only,
        frozenset(wanted.media_types),
        wanted.most_parts,
        wanted.prizes_declared,
        wanted.categories,
    )


def earlier_entry_ids(destination_id: uuid.UUID, batch_id: uuid.UUID) -> list[uuid.UUID]:
    """Works that are in other batches for the destination."""
    statement = (
        sa.select(BatchItem.entry_id)
        .join(Batch, Batch.id == BatchItem.batch_id)
        .where(Batch.destination_id == destination_id, Batch.id != batch_id)
        .order_by(Batch.number, BatchItem.position)
    )
    return list(db.session.scalars(statement))
