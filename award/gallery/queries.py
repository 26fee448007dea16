"""Reading the gallery: the prized works whose owners agreed, and what is shown of each.

A work is shown while its agreement is open, it is eligible and it has a released prize: each is asked at every read, so
that a prize that falls, or an agreement withdrawn, takes the work out at once.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.council.models import Prize
from award.council.queries import lines
from award.council.states import PrizeState
from award.db import db
from award.editions.models import Category, Edition, FileRequirement, Genre, PrizeLevel
from award.editions.states import EditionState, MediaType
from award.entries.models import Attachment, Entry, Part
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.files.queries import Rendition, Renditions, renditions_of, stored_file
from award.gallery.models import Showing

PAGE = 24
RELEASED = sa.exists().where(Prize.entry_id == Entry.id, Prize.state == PrizeState.RELEASED)
AGREED = sa.exists().where(Showing.entry_id == Entry.id, Showing.withdrawn_at.is_(None))
IS_PRIZED = (RELEASED, Entry.state == EntryState.ELIGIBLE)
IS_SHOWN = (AGREED, *IS_PRIZED)
# Evidence is asked for where there is some or from some genres, translations beside the work: neither is the work.
IS_THE_WORK = (
    FileRequirement.least > 0,
    FileRequirement.translation.is_(False),
    sa.or_(FileRequirement.photos.is_(True), sa.cast(FileRequirement.genres, sa.Text) == "[]"),
)


@dataclass
class Shown:
    """A work as the gallery lists it; `authors` are (full name, pen names) in order, `picture` is the light copy that
    stands for it, None where its files have none."""

    id: uuid.UUID
    code: str
    title: str
    category: str
    media_type: MediaType
    prizes: list[str] = field(default_factory=list)
    authors: list[tuple[str, str]] = field(default_factory=list)
    outlet: str = ""
    parts: int = 0
    picture: Rendition | None = None


@dataclass(frozen=True)
class ShownPart:
    """One part, as it was published."""

    title: str
    outlet_name: str
    published_on: date | None
    url: str


@dataclass(frozen=True)
class ShownFile:
    """A file of the work with its light copies; `seconds` is the length of what plays."""

    id: uuid.UUID
    name: str
    caption: str
    type: str
    copies: Renditions


@dataclass
class Work(Shown):
    """A work on its own page."""

    edition: Any = None
    genre: str = ""
    summary: str = ""
    published: list[ShownPart] = field(default_factory=list)
    files: list[ShownFile] = field(default_factory=list)


@dataclass
class Asked:
    """A prized work of which it is asked whether it may be shown; `showing` is the agreement that is open."""

    entry: Entry
    edition: Edition
    prizes: list[str]
    showing: Showing | None
    files: list[ShownFile] = field(default_factory=list)

    @property
    def edition_id(self) -> uuid.UUID:
        """The work's edition, for rules about roles."""
        return self.entry.edition_id


@dataclass(frozen=True)
class Page:
    """One page of the gallery."""

    works: list[Shown]
    total: int
    number: int
    pages: int


def edition_of_gallery(code: str) -> Edition | None:
    """An edition's own row."""
    return db.session.scalar(sa.select(Edition).where(Edition.code == code))


def gallery(edition_id: uuid.UUID, *, page: int = 1) -> Page:
    """The works shown, the highest prize first: the same number of statements whatever their number."""
    shown = sa.select(sa.func.count()).select_from(Entry).where(Entry.edition_id == edition_id, *IS_SHOWN)
    total = db.session.scalar(shown)
    pages = max(-(-total // PAGE), 1)
    number = min(max(page, 1), pages)
    statement = _listed(Entry.edition_id == edition_id, *IS_SHOWN).limit(PAGE).offset((number - 1) * PAGE)
    return Page(_with_pictures([Shown(*row) for row in db.session.execute(statement)]), total, number, pages)


def _listed(*conditions: Any) -> sa.Select:
    """What lists show of works, by the highest of their prizes, category and code."""
    highest = (
        sa.select(sa.func.min(PrizeLevel.position))
        .join(Prize, Prize.level_id == PrizeLevel.id)
        .where(Prize.entry_id == Entry.id, Prize.state == PrizeState.RELEASED)
        .scalar_subquery()
    )
    return (
        sa.select(Entry.id, Entry.code, Entry.title, Category.name, Category.media_type)
        .join(Category, Category.id == Entry.category_id)
        .where(*conditions)
        .order_by(highest, Category.position, Entry.code)
    )


def _with_pictures(works: list[Shown]) -> list[Shown]:
    _add_prizes(works)
    files = _files_of(work.id for work in works)
    for work in works:
        work.picture = _picture(files.get(work.id, []))
    return works


def _add_prizes(works: list[Shown]) -> None:
    """Gives each work its authors, outlets and released prizes."""
    known, prizes = lines([work.id for work in works], None), _prizes_of([work.id for work in works])
    for work in works:
        line = known[work.id]
        work.authors, work.outlet, work.parts = line.authors, line.outlet, line.parts
        work.prizes = prizes.get(work.id, [])


def _prizes_of(entry_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    statement = (
        sa.select(Prize.entry_id, PrizeLevel.name)
        .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .where(Prize.entry_id.in_(entry_ids), Prize.state == PrizeState.RELEASED)
        .order_by(PrizeLevel.position, Prize.recipient)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for entry_id, level in db.session.execute(statement) if entry_ids else ():
        found.setdefault(entry_id, []).append(level)
    return found


def _files_of(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[ShownFile]]:
    """The files of works that are the work itself and have light copies: two statements."""
    statement = (
        sa.select(Attachment.entry_id, StoredFile.id, FileRequirement.name, Attachment.caption, StoredFile.type_found)
        .join(FileRequirement, FileRequirement.id == Attachment.requirement_id)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(Attachment.entry_id.in_(list(entry_ids)), *IS_THE_WORK)
        .order_by(Attachment.entry_id, FileRequirement.position, Attachment.part_position, Attachment.position)
    )
    rows = list(db.session.execute(statement))
    copies = renditions_of([row.id for row in rows])
    found: dict[uuid.UUID, list[ShownFile]] = {}
    for entry_id, *values in rows:
        if values[0] in copies:
            found.setdefault(entry_id, []).append(ShownFile(*values, copies=copies[values[0]]))
    return found


def _picture(files: list[ShownFile]) -> Rendition | None:
    """The first light copy that can stand for a work: large enough for a card, small enough for a slow line."""
    for file in files:
        copies = file.copies
        found = copies.small or copies.thumbnail or next(iter(copies.pages), None) or copies.large
        if found is not None:
            return found
    return None


def shown_work(code: str, work: str) -> Work | None:
    """A work that is shown, by its edition's and its own code."""
    edition = edition_of_gallery(code)
    if edition is None or edition.state is EditionState.PREPARING:
        return None
    statement = (
        _listed(Entry.edition_id == edition.id, Entry.code == work, *IS_SHOWN)
        .add_columns(Genre.name.label("genre"), Entry.summary)
        .outerjoin(Genre, Genre.id == Entry.genre_id)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        return None
    found = Work(*row[:5], edition=edition, genre=row.genre or "", summary=row.summary)
    _add_prizes([found])
    parts = sa.select(Part.title, Part.outlet_name, Part.published_on, Part.url).where(Part.entry_id == found.id)
    found.published = [ShownPart(*part) for part in db.session.execute(parts.order_by(Part.position))]
    found.files = _files_of([found.id]).get(found.id, [])
    found.picture = _picture(found.files)
    return found


def picture_of(code: str, work: str) -> Any | None:
    """The file of the light copy that stands for a shown work."""
    found = shown_work(code, work)
    return stored_file(found.picture.id) if found and found.picture else None


def copy_of(code: str, work: str, file_id: uuid.UUID) -> Any | None:
    """The file of one light copy of a shown work. Originals and copies without names are not among them."""
    found = shown_work(code, work)
    shown = {copy.id for file in found.files for copy in public_copies(file.copies)} if found else set()
    return stored_file(file_id) if file_id in shown else None


def public_copies(copies: Renditions) -> list[Rendition]:
    """The light copies that everybody may open."""
    single = (copies.thumbnail, copies.small, copies.large, copies.light)
    return [*(copy for copy in single if copy is not None), *copies.pages]


def asked(entry_id: uuid.UUID) -> Asked | None:
    """A work with a released prize, to ask its people about it; None for any other."""
    statement = sa.select(Entry).where(Entry.id == entry_id, *IS_PRIZED).options(selectinload(Entry.authors))
    entry = db.session.scalar(statement)
    if entry is None:
        return None
    open_one = sa.select(Showing).where(Showing.entry_id == entry_id, Showing.withdrawn_at.is_(None))
    return Asked(
        entry,
        db.session.get(Edition, entry.edition_id),
        _prizes_of([entry_id])[entry_id],
        db.session.scalar(open_one),
        _files_of([entry_id]).get(entry_id, []),
    )


def standing(entry_id: uuid.UUID) -> bool | None:
    """Whether a work is shown; None where it has no released prize, so that nobody is asked. One statement."""
    statement = sa.select(AGREED).select_from(Entry).where(Entry.id == entry_id, *IS_PRIZED)
    return db.session.scalar(statement)


def shown_codes(edition_id: uuid.UUID) -> set[str]:
    """The codes of the works of an edition that are shown."""
    statement = sa.select(Entry.code).where(Entry.edition_id == edition_id, *IS_SHOWN).order_by(Entry.code)
    return set(db.session.scalars(statement))


def all_shown() -> list[sa.Row]:
    """The codes of edition and work of all that is shown, for search engines."""
    statement = (
        sa.select(Edition.code.label("edition"), Entry.code)
        .join(Edition, Edition.id == Entry.edition_id)
        .where(Edition.state != EditionState.PREPARING, *IS_SHOWN)
        .order_by(Edition.year.desc(), Edition.code, Entry.code)
    )
    return list(db.session.execute(statement))
