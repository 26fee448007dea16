"""Reading stored files."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime

import sqlalchemy as sa

from award.db import db
from award.files.models import StoredFile
from award.files.states import FileState

STEP = 500


def stored_file(file_id: uuid.UUID) -> StoredFile | None:
    """One file."""
    return db.session.get(StoredFile, file_id)


def files_by_ids(file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, StoredFile]:
    """The files with these identities, by identity; one statement."""
    wanted = list(file_ids)
    if not wanted:
        return {}
    found = db.session.scalars(sa.select(StoredFile).where(StoredFile.id.in_(wanted)).order_by(StoredFile.id))
    return {file.id: file for file in found}


def verified_ids() -> list[uuid.UUID]:
    """All verified files, oldest first."""
    statement = sa.select(StoredFile.id).where(StoredFile.state == FileState.VERIFIED).order_by(StoredFile.id)
    return list(db.session.scalars(statement))


def waiting_since(before: datetime) -> list[StoredFile]:
    """Uploads begun before the instant and never finished, oldest first."""
    return list(
        db.session.scalars(
            sa.select(StoredFile)
            .where(StoredFile.state == FileState.WAITING, StoredFile.created_at < before)
            .order_by(StoredFile.id)
        )
    )


def unchecked_since(before: datetime) -> list[StoredFile]:
    """Files that arrived before the instant and whose check never ended, oldest first."""
    return list(
        db.session.scalars(
            sa.select(StoredFile)
            .where(StoredFile.state == FileState.STORED, StoredFile.stored_at < before)
            .order_by(StoredFile.id)
        )
    )


def states_by_key(keys: Iterable[str]) -> dict[str, FileState]:
    """The state of the file at each of these keys of the bucket; keys without a row are missing."""
    rows = db.session.execute(sa.select(StoredFile.key, StoredFile.state).where(StoredFile.key.in_(list(keys))))
    return dict(rows.all())


def uploads_by_key(keys: Iterable[str]) -> dict[str, str | None]:
    """The upload that is going on for the waiting file at each of these keys."""
    rows = db.session.execute(
        sa.select(StoredFile.key, StoredFile.upload_id).where(
            StoredFile.key.in_(list(keys)), StoredFile.state == FileState.WAITING
        )
    )
    return dict(rows.all())


def kept_keys() -> Iterator[tuple[str, str]]:
    """Key and name of every file whose bytes must be in the bucket, in the order of arrival; reads in steps."""
    statement = (
        sa.select(StoredFile.key, StoredFile.name)
        .where(StoredFile.state.in_([FileState.STORED, FileState.VERIFIED]))
        .order_by(StoredFile.id)
        .execution_options(yield_per=STEP)
    )
    yield from db.session.execute(statement)
