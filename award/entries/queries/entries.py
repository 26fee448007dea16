"""Entries by identity, and the list of one's own."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import selectinload

from award.db import Page, db, paged
from award.editions.models import Category, Deadline, Edition, FileRequirement
from award.entries.calendar import Term
from award.entries.models import Attachment, Author, Entry
from award.entries.queries.shapes import AttachedFile, MyWork
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.files.states import FileState

PEOPLE_AND_PARTS = (selectinload(Entry.authors), selectinload(Entry.parts))
WHOLE = (*PEOPLE_AND_PARTS, selectinload(Entry.prizes), selectinload(Entry.attachments))


def entry(entry_id: uuid.UUID) -> Entry | None:
    """An entry with its authors and parts, which the rules ask for."""
    return db.session.scalar(sa.select(Entry).where(Entry.id == entry_id).options(*PEOPLE_AND_PARTS))


def entry_whole(entry_id: uuid.UUID) -> Entry | None:
    """An entry with everything on it."""
    return db.session.scalar(sa.select(Entry).where(Entry.id == entry_id).options(*WHOLE))


def entries_by_ids(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Entry]:
    """Entries with everything on them, by identity, in the order of their codes."""
    statement = sa.select(Entry).where(Entry.id.in_(list(entry_ids))).options(*WHOLE).order_by(Entry.code, Entry.id)
    return {found.id: found for found in db.session.scalars(statement)}


def attachments_with_files(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[AttachedFile]]:
    """The files of entries, in the order of requirement, part and place; one statement for all."""
    rows = db.session.execute(
        sa.select(
            Attachment.id,
            Attachment.entry_id,
            Attachment.file_id,
            Attachment.requirement_id,
            FileRequirement.name,
            Attachment.part_position,
            Attachment.position,
            Attachment.caption,
            StoredFile.name,
            StoredFile.size,
            StoredFile.state,
            StoredFile.type_found,
            StoredFile.sha256,
            StoredFile.probe,
            StoredFile.refusal,
        )
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .join(FileRequirement, FileRequirement.id == Attachment.requirement_id)
        .where(Attachment.entry_id.in_(list(entry_ids)), StoredFile.state != FileState.ABANDONED)
        .order_by(FileRequirement.position, Attachment.part_position, Attachment.position, Attachment.id)
    )
    found = defaultdict(list)
    for row in rows:
        found[row.entry_id].append(AttachedFile(*row))
    return found


def mine(person_id: uuid.UUID, *, page: int = 1) -> Page:
    """The works that a person began or is named on, the last touched first; discarded drafts are left out."""
    named = sa.exists().where(Author.entry_id == Entry.id, Author.person_id == person_id)
    visible = sa.or_(
        Entry.owner_id == person_id, sa.and_(named, Entry.state.not_in([EntryState.DRAFT, EntryState.WITHDRAWN]))
    )
    kept = sa.or_(Entry.state != EntryState.WITHDRAWN, Entry.code.is_not(None))
    entries_end, supplements_end = _deadline("entries"), _deadline("supplements")
    statement = (
        sa.select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.state,
            Entry.state_reason,
            Entry.saved_at,
            Entry.submitted_at,
            Category.name,
            Edition.short_title,
            Edition.code,
            Edition.state,
            Entry.owner_id == person_id,
            entries_end.shown_at,
            entries_end.hard_at,
            supplements_end.shown_at,
            supplements_end.hard_at,
        )
        .join(Category, Category.id == Entry.category_id)
        .join(Edition, Edition.id == Entry.edition_id)
        .outerjoin(entries_end, sa.and_(entries_end.edition_id == Edition.id, entries_end.code == "entries"))
        .outerjoin(
            supplements_end, sa.and_(supplements_end.edition_id == Edition.id, supplements_end.code == "supplements")
        )
        .where(visible, kept)
        .order_by(Entry.saved_at.desc(), Entry.id)
    )
    count = sa.select(sa.func.count()).select_from(Entry).where(visible, kept)
    return paged(statement, page=page, count=count, read=lambda rows: [_my_work(row) for row in rows])


def _deadline(code: str):
    return orm.aliased(Deadline, name=f"{code}_deadline")


def _my_work(row: sa.Row) -> MyWork:
    *plain, shown, hard, shown_supplement, hard_supplement = row
    return MyWork(
        *plain,
        term=Term(shown, hard) if shown else None,
        supplements=Term(shown_supplement, hard_supplement) if shown_supplement else None,
    )


def usage_of(edition_id: uuid.UUID) -> dict[str, dict[uuid.UUID, list[str]]]:
    """What of an edition's configuration its entries use: by kind (category, genre, theme, requirement) the identity
    and the works that use it, by code or title."""
    used: dict[str, dict[uuid.UUID, list[str]]] = {
        kind: defaultdict(list) for kind in ("category", "genre", "theme", "requirement")
    }
    rows = db.session.execute(
        sa.select(Entry.id, Entry.code, Entry.title, Entry.category_id, Entry.genre_id, Entry.theme_id)
        .where(Entry.edition_id == edition_id)
        .order_by(Entry.code, Entry.title, Entry.id)
    ).all()
    names = {row.id: row.code or row.title or "…" for row in rows}
    for row in rows:
        for kind in ("category", "genre", "theme"):
            if thing_id := getattr(row, f"{kind}_id"):
                used[kind][thing_id].append(names[row.id])
    attached = db.session.execute(
        sa.select(Attachment.requirement_id, Attachment.entry_id)
        .join(Entry)
        .where(Entry.edition_id == edition_id)
        .distinct()
    )
    for requirement_id, entry_id in attached:
        used["requirement"][requirement_id].append(names[entry_id])
    return used
