"""The work of a task as its judge may see it: parts, files and authors, or what tells no names."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from award.db import db
from award.editions.models import FileRequirement
from award.entries.models import Attachment, Author, Part
from award.evidence.queries import KeptCopy, copies_of
from award.files import kinds
from award.files.models import StoredFile
from award.files.queries import Renditions, renditions_of, texts_of
from award.files.states import FileState, RenditionKind
from award.files.without import is_without
from award.judging.queries.tasks import Task
from award.judging.visibility import Matter

MOST_TEXT = 100_000


@dataclass(frozen=True)
class Shown:
    """A file of the work as the sheet's page shows it; its name is not shown, since names tell who wrote it. Where names
    are hidden, `type`, `pages` and `size` are of the copy that tells none, which `file_of` answers for `id`, and `left_out` says
    how many of the last pages are not in it (None for an original). `text` is there for documents that no browser shows as
    pages."""

    id: uuid.UUID
    type: str
    caption: str
    requirement: str
    part: int | None
    pages: int | None
    size: int
    copies: Renditions
    text: str = ""
    left_out: int | None = None

    @property
    def plays(self) -> bool:
        """Whether it is sound or film."""
        return self.type.startswith(("audio/", "video/"))

    @property
    def is_picture(self) -> bool:
        return self.type.startswith("image/")


@dataclass(frozen=True)
class ShownPart:
    """A part of the work; `outlet_name`, `programme` and `url` are empty where its origin is hidden. `copy` is the kept
    copy of its page."""

    position: int
    title: str
    outlet_name: str
    programme: str
    published_on: date | None
    page: str
    url: str
    copy: KeptCopy | None = None


@dataclass(frozen=True)
class Work:
    """What a judge sees of a work; `authors` is empty where names are hidden, `waiting` says how many files have no copy
    without names yet."""

    parts: Sequence[ShownPart]
    files: Sequence[Shown]
    authors: Sequence[tuple[str, str]]
    waiting: int = 0


OF_ENTRY = sa.bindparam("entry_id")
PARTS = (
    sa.select(Part.position, Part.title, Part.outlet_name, Part.programme, Part.published_on, Part.page, Part.url)
    .where(Part.entry_id == OF_ENTRY)
    .order_by(Part.position)
)
AUTHORS = sa.select(Author.full_name, Author.pen_names).where(Author.entry_id == OF_ENTRY).order_by(Author.position)
FILES = (
    sa.select(
        StoredFile.id,
        StoredFile.type_found,
        Attachment.caption,
        FileRequirement.name,
        Attachment.part_position,
        StoredFile.probe,
        StoredFile.size,
    )
    .join(Attachment, Attachment.file_id == StoredFile.id)
    .join(FileRequirement, FileRequirement.id == Attachment.requirement_id)
    .where(Attachment.entry_id == OF_ENTRY, StoredFile.state == FileState.VERIFIED)
    .order_by(Attachment.part_position, FileRequirement.position, Attachment.position, StoredFile.id)
)


def work_of(task: Task) -> Work:
    """The work of a task, as its judge may see it: a statement each."""
    entry = {"entry_id": task.entry.id}
    rows = db.session.execute(FILES, entry).all()
    copies = renditions_of(row.id for row in rows)
    files = [_file(task, row, copies[row.id]) for row in rows]
    shown = _with_texts(task, [file for file in files if file is not None])
    authors = db.session.execute(AUTHORS, entry).all() if task.shows(Matter.NAMES) else []
    return Work(_parts(task), shown, authors, len(files) - len(shown))


def _file(task: Task, row: sa.Row, copies: Renditions) -> Shown | None:
    file_id, kind, caption, requirement, part, probe, size = row
    if task.shows(Matter.ORIGINALS):
        return Shown(file_id, kind or "", caption, requirement, part, (probe or {}).get("pages"), size, copies)
    one = copies.blind
    if one is None or not is_without(one.probe, task.hidden.spelled):
        return None
    known, light = one.probe, without_labels(kind, copies)
    told = (task.masked(caption), requirement, part, known.get("pages"), one.size, light)
    return Shown(file_id, one.type, *told, left_out=known.get("left_out", 0))


def without_labels(kind: str | None, copies: Renditions) -> Renditions:
    """The copies that tell no names of a file of this type. What was made of a page tells what stands on it, so of
    pages only those without names are shown."""
    light = (
        Renditions(copies.thumbnail, copies.small, copies.large, copies.light) if kind not in PAGED else Renditions()
    )
    light.pages = copies.blind_pages
    return light


def _with_texts(task: Task, files: list[Shown]) -> list[Shown]:
    """Documents without pages get the text that was found in them, where what they say may be seen as it is."""
    bare = [file.id for file in files if file.type == kinds.DOCX and not file.copies.pages]
    texts = texts_of(bare) if task.shows(Matter.ORIGINALS) else {}
    return [replace(file, text=texts[file.id][:MOST_TEXT]) if file.id in texts else file for file in files]


def _parts(task: Task) -> list[ShownPart]:
    parts = [ShownPart(*row) for row in db.session.execute(PARTS, {"entry_id": task.entry.id})]
    copies = copies_of(task.entry.id, with_text=True) if any(part.url for part in parts) else {}
    parts = [replace(part, copy=copies.get(part.url)) for part in parts]
    return parts if task.shows(Matter.ORIGIN) else [_without_origin(part, task.masked) for part in parts]


def _without_origin(part: ShownPart, masked: Callable[[str], str]) -> ShownPart:
    copy = part.copy.without_names(masked) if part.copy else None
    return replace(
        part, title=masked(part.title), outlet_name="", programme="", url="", page=masked(part.page), copy=copy
    )


PAGED = frozenset({kinds.PDF, kinds.DOCX})
# Copies of pictures, sound and film are made without what was written into the original.
WITHOUT_LABELS = [RenditionKind.SMALL, RenditionKind.LARGE, RenditionKind.LIGHT, RenditionKind.THUMBNAIL]


def file_ids(entry_id: uuid.UUID) -> list[str]:
    """The files of a work, as text."""
    statement = sa.select(Attachment.file_id).where(Attachment.entry_id == entry_id).order_by(Attachment.file_id)
    return [str(one) for one in db.session.scalars(statement)]


def file_of(task: Task, file_id: uuid.UUID) -> StoredFile | None:
    """A file of the task's work or a copy of one, if the judge may see it and it was found acceptable; in place of an
    original that tells names the copy that tells none."""
    original = aliased(StoredFile)
    statement = (
        sa.select(StoredFile)
        .join(original, original.id == sa.func.coalesce(StoredFile.parent_id, StoredFile.id))
        .join(Attachment, Attachment.file_id == original.id)
        .where(Attachment.entry_id == task.entry.id, StoredFile.state == FileState.VERIFIED)
    )
    if task.shows(Matter.ORIGINALS):
        return db.session.scalar(statement.where(StoredFile.id == file_id))
    blind = StoredFile.rendition == RenditionKind.BLIND
    light = sa.and_(StoredFile.rendition.in_(WITHOUT_LABELS), original.type_found.not_in(PAGED))
    instead = sa.and_(original.id == file_id, blind, StoredFile.place == 0)
    itself = sa.and_(StoredFile.id == file_id, sa.or_(blind, light))
    found = db.session.scalar(statement.where(sa.or_(instead, itself)))
    told = found is not None and found.rendition is RenditionKind.BLIND
    return None if told and not is_without(found.probe, task.hidden.spelled) else found


def verified_files(entry_id: uuid.UUID) -> list[uuid.UUID]:
    """The files of a work that judges may come to see, in the order of its page."""
    return [row.id for row in db.session.execute(FILES, {"entry_id": entry_id})]
