"""Reading what was made of batches and what came back, over all editions of the association."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from award.db import db
from award.editions.models import Destination, Edition
from award.entries.models import Author, Entry
from award.forwarding.models import Batch, BatchItem, Outcome, Volume
from award.forwarding.states import BatchState, Stage


@dataclass(frozen=True)
class PrizedWork:
    """A work that won something there."""

    code: str
    title: str
    authors: str
    prize: str


@dataclass(frozen=True)
class VolumeSeen:
    """A ZIP that somebody asks for."""

    __tablename__ = Volume.__tablename__

    key: str
    name: str
    edition_id: uuid.UUID


@dataclass
class YearLine:
    """What an edition sent to one destination, and how far the works came."""

    edition: str
    code: str
    year: int
    destination: str
    sent: int = 0
    received: int = 0
    shortlisted: int = 0
    prized: list[PrizedWork] = field(default_factory=list)


def outcomes_of(batch_id: uuid.UUID) -> dict[uuid.UUID, Outcome]:
    """What came back of a batch, by work."""
    found = db.session.scalars(sa.select(Outcome).where(Outcome.batch_id == batch_id).order_by(Outcome.id))
    return {one.entry_id: one for one in found}


def volumes_of(batch_id: uuid.UUID) -> list[Volume]:
    """The ZIPs that the worker made: the whole first, then discs by their size."""
    statement = sa.select(Volume).where(Volume.batch_id == batch_id)
    return list(db.session.scalars(statement.order_by(Volume.disc_size, Volume.number)))


def volume(volume_id: uuid.UUID) -> VolumeSeen | None:
    """One ZIP with the edition that it belongs to."""
    row = db.session.execute(
        sa.select(Volume.key, Volume.name, Batch.edition_id)
        .join(Batch, Batch.id == Volume.batch_id)
        .where(Volume.id == volume_id)
    ).one_or_none()
    return VolumeSeen(*row) if row else None


def history(edition_ids: Sequence[uuid.UUID]) -> list[YearLine]:
    """A line for each edition and destination that a batch was frozen for, the newest year first. Three statements."""
    sent = db.session.execute(
        sa.select(Edition, Destination, sa.func.count(BatchItem.id))
        .join(Destination, Destination.edition_id == Edition.id)
        .join(Batch, Batch.destination_id == Destination.id)
        .join(BatchItem, BatchItem.batch_id == Batch.id)
        .where(Edition.id.in_(edition_ids), Batch.state != BatchState.OPEN)
        .group_by(Edition.id, Destination.id)
        .order_by(Edition.year.desc(), Edition.code, Destination.position)
        .with_only_columns(
            Destination.id,
            Edition.title,
            Edition.code,
            Edition.year,
            Destination.name,
            sa.func.count(BatchItem.id),
        )
        .group_by(Edition.title, Edition.code, Edition.year, Destination.name, Destination.position)
    )
    lines = {row[0]: YearLine(*row[1:5], sent=row[5]) for row in sent}
    _fill(lines)
    return list(lines.values())


def _fill(lines: dict[uuid.UUID, YearLine]) -> None:
    rows = db.session.execute(
        sa.select(Batch.destination_id, Outcome.stage, Outcome.prize, Entry.id, Entry.code, Entry.title)
        .join(Batch, Batch.id == Outcome.batch_id)
        .join(Entry, Entry.id == Outcome.entry_id)
        .where(Batch.destination_id.in_(lines))
        .order_by(Outcome.prize, Entry.code)
    ).all()
    names = _authors([row.id for row in rows if row.stage is Stage.PRIZED])
    for row in rows:
        line = lines[row.destination_id]
        line.received += 1
        line.shortlisted += row.stage in (Stage.SHORTLISTED, Stage.PRIZED)
        if row.stage is Stage.PRIZED:
            line.prized.append(PrizedWork(row.code or "", row.title, ", ".join(names[row.id]), row.prize))


def _authors(entry_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    statement = sa.select(Author.entry_id, Author.full_name).where(Author.entry_id.in_(entry_ids))
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for entry_id, name in db.session.execute(statement.order_by(Author.entry_id, Author.position)):
        found[entry_id].append(name)
    return found
