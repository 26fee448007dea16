"""Reading stored files."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from award.db import db
from award.files.models import FileText, StoredFile
from award.files.rendering import MAKERS
from award.files.states import FileState, RenditionKind
from award.jobs.queries import progress_of

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
    """Uploads that nobody went on with since the instant, oldest first."""
    return list(
        db.session.scalars(
            sa.select(StoredFile)
            .where(StoredFile.state == FileState.WAITING, StoredFile.touched_at < before)
            .order_by(StoredFile.id)
        )
    )


def undiscarded_since(before: datetime) -> list[StoredFile]:
    """Files given up whose parts in the bucket were not freed, last touched before the instant, oldest first."""
    return list(
        db.session.scalars(
            sa.select(StoredFile)
            .where(
                StoredFile.state == FileState.ABANDONED,
                StoredFile.upload_id.is_not(None),
                StoredFile.touched_at < before,
            )
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
    with db.session.execute(statement) as rows:
        yield from rows


@dataclass(frozen=True)
class Rendition:
    """One light copy: its file, its type, bytes, and what is known of it (pixels, seconds)."""

    id: uuid.UUID
    place: int
    type: str
    size: int
    probe: dict


@dataclass
class Renditions:
    """The light copies of one file, None or an empty list for what it has none of: a picture for lists, pages in their
    order, two widths of a picture, a light film or sound, a copy that tells no names and its pages."""

    thumbnail: Rendition | None = None
    small: Rendition | None = None
    large: Rendition | None = None
    light: Rendition | None = None
    pages: list[Rendition] = field(default_factory=list)
    blind: Rendition | None = None
    blind_pages: list[Rendition] = field(default_factory=list)


RENDITIONS = (
    sa.select(
        StoredFile.parent_id,
        StoredFile.rendition,
        StoredFile.id,
        StoredFile.place,
        StoredFile.type_found,
        StoredFile.size,
        StoredFile.probe,
    )
    .where(StoredFile.parent_id.in_(sa.bindparam("file_ids", expanding=True)), StoredFile.state == FileState.VERIFIED)
    .order_by(StoredFile.parent_id, StoredFile.rendition, StoredFile.place)
)


def renditions_of(file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Renditions]:
    """The light copies of files, by file; one with none answers an empty `Renditions`. One statement."""
    found: dict[uuid.UUID, Renditions] = defaultdict(Renditions)
    wanted = list(file_ids)
    for parent_id, kind, *values in db.session.execute(RENDITIONS, {"file_ids": wanted}) if wanted else ():
        one = Rendition(*values)
        if one.place:
            found[parent_id].blind_pages.append(one) if kind is RenditionKind.BLIND else found[parent_id].pages.append(
                one
            )
        else:
            setattr(found[parent_id], kind.value, one)
    return found


def rendition_rows(parent_id: uuid.UUID) -> list[StoredFile]:
    """The rows of the light copies of one file, in whatever state."""
    statement = sa.select(StoredFile).where(StoredFile.parent_id == parent_id).order_by(StoredFile.id)
    return list(db.session.scalars(statement))


def without_copies() -> list[StoredFile]:
    """Verified originals of which light copies can be made and there are none, oldest first."""
    copy = sa.orm.aliased(StoredFile)
    statement = (
        sa.select(StoredFile)
        .where(
            StoredFile.state == FileState.VERIFIED,
            StoredFile.parent_id.is_(None),
            StoredFile.type_found.in_(MAKERS),
            ~sa.exists().where(copy.parent_id == StoredFile.id, copy.rendition != RenditionKind.BLIND),
        )
        .order_by(StoredFile.id)
    )
    return list(db.session.scalars(statement))


def family_of(file_id: uuid.UUID) -> tuple[StoredFile, uuid.UUID] | None:
    """A file, and the identity of the original that it is or was made from: who may see the one may see the other."""
    file = db.session.get(StoredFile, file_id)
    return (file, file.parent_id or file.id) if file else None


def texts_of(file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The text that was found in files (PDF, DOCX), by file; those without any are missing. At most 400,000 letters
    each, a line for each page or paragraph. One statement."""
    wanted = list(file_ids)
    if not wanted:
        return {}
    rows = db.session.execute(sa.select(FileText.file_id, FileText.text).where(FileText.file_id.in_(wanted)))
    return dict(rows.all())


def rendering_progress(file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How far the making of light copies is, in per cent, of files for which it waits or goes on. One statement."""
    keys = {render_key(file_id): file_id for file_id in file_ids}
    if not keys:
        return {}
    return {
        keys[key]: min(100, 100 * done // total) if total else 0
        for key, (done, total) in progress_of(list(keys)).items()
    }


def render_key(file_id: uuid.UUID) -> str:
    """The key of the work that makes a file's light copies."""
    return f"files.render:{file_id}"
