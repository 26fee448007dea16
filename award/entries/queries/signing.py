"""Signed forms of works, and the page that proves a paper."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.db import db, with_children
from award.entries.models import Delivery, DeliveryLine, Entry, SignedForm
from award.entries.papers import content_digest
from award.entries.queries.entries import entry_whole
from award.files.models import StoredFile
from award.files.states import FileState

KEPT = (FileState.WAITING, FileState.STORED, FileState.VERIFIED)


@dataclass(frozen=True)
class Proof:
    """What anybody may learn of a work who holds one of its papers: `digest` is of its data as they are now."""

    code: str | None
    title: str
    day: datetime | None
    digest: str


@dataclass(frozen=True)
class Signed:
    """A scan of the signed form, with the entry it belongs to."""

    entry: Entry
    file: StoredFile


def proof(code: str) -> Proof | None:
    """What the paper with this code proves; None for a code that no work has."""
    found = db.session.scalar(sa.select(Entry).where(Entry.proof_code == code.strip().lower()))
    if found is None:
        return None
    with_children(found, Entry.authors, Entry.parts, Entry.prizes, Entry.attachments)
    return Proof(found.code, found.title, found.submitted_at, content_digest(found))


def signed_files(entry_id: uuid.UUID) -> list[StoredFile]:
    """The scans of an entry's signed form, newest first; those given up are left out."""
    statement = (
        sa.select(StoredFile)
        .join(SignedForm, SignedForm.file_id == StoredFile.id)
        .where(SignedForm.entry_id == entry_id, StoredFile.state != FileState.ABANDONED)
        .order_by(SignedForm.at.desc(), SignedForm.id)
    )
    return list(db.session.scalars(statement))


def signed_form(entry_id: uuid.UUID, file_id: uuid.UUID) -> SignedForm | None:
    """The row of one scan on one work."""
    return db.session.scalar(
        sa.select(SignedForm).where(SignedForm.entry_id == entry_id, SignedForm.file_id == file_id)
    )


def signs_others(file_id: uuid.UUID) -> bool:
    """Whether a scan stands on any work."""
    return db.session.scalar(sa.select(sa.exists().where(SignedForm.file_id == file_id)))


def signings_given_up(file_id: uuid.UUID) -> list[SignedForm]:
    """The rows of a scan whose upload was given up."""
    statement = (
        sa.select(SignedForm)
        .join(StoredFile, StoredFile.id == SignedForm.file_id)
        .where(SignedForm.file_id == file_id, StoredFile.state == FileState.ABANDONED)
        .order_by(SignedForm.id)
    )
    return list(db.session.scalars(statement))


def signed(entry_id: uuid.UUID, file_id: uuid.UUID) -> Signed | None:
    """A scan, if it is of this very entry's form."""
    found = entry_whole(entry_id)
    if found is None or signed_form(entry_id, file_id) is None:
        return None
    return Signed(found, db.session.get(StoredFile, file_id))


@dataclass(frozen=True)
class DeliveredScan:
    """A scan for all works of a delivery."""

    delivery: Delivery
    file: StoredFile

    @property
    def actor_id(self) -> uuid.UUID:
        return self.delivery.actor_id


def delivered_scan(delivery_id: uuid.UUID, file_id: uuid.UUID) -> DeliveredScan | None:
    """A scan, if it stands on a work of this very delivery."""
    row = db.session.scalar(
        sa.select(Delivery)
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .join(SignedForm, SignedForm.entry_id == DeliveryLine.entry_id)
        .where(Delivery.id == delivery_id, SignedForm.file_id == file_id)
        .options(selectinload(Delivery.lines))
    )
    return DeliveredScan(row, db.session.get(StoredFile, file_id)) if row else None
