"""Entries by identity, and the list of one's own."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import selectinload

from award.accounts.models import Organisation, OrganisationName, Person
from award.accounts.states import OrganisationKind
from award.db import Page, db, paged, with_children
from award.editions.models import Category, Deadline, Edition, FileRequirement
from award.editions.queries import kept_by_code
from award.entries import checks
from award.entries.calendar import Term, own_term
from award.entries.models import Attachment, Author, Entry, Part
from award.entries.queries.dossiers import dossiers
from award.entries.queries.shapes import AtStep, AttachedFile, HeldCopy, HeldFile, MyWork, NumberedCopy
from award.entries.states import COUNTED_FOR_LIMITS, SENT_IN, EntryState
from award.entries.steps import Step
from award.evidence.queries import copy_of
from award.files.models import StoredFile
from award.files.queries import family_of
from award.files.states import FileState
from award.kit.text import sort_key

PEOPLE_AND_PARTS = (selectinload(Entry.authors), selectinload(Entry.parts))
WHOLE = (*PEOPLE_AND_PARTS, selectinload(Entry.prizes), selectinload(Entry.attachments))


# The pages of one work are asked all day: what they read is built once.
ONE_ENTRY = sa.select(Entry).where(Entry.id == sa.bindparam("entry_id"))


AT_STEP = {
    Step.PARTS: (Entry.attachments,),
    Step.FILES: (Entry.attachments,),
    Step.DECLARATION: (Entry.prizes,),
}


def entry(entry_id: uuid.UUID) -> Entry | None:
    """An entry with its authors and parts, which the rules ask for."""
    found = db.session.scalar(ONE_ENTRY, {"entry_id": entry_id})
    return with_children(found, Entry.authors, Entry.parts) if found is not None else None


def entry_whole(entry_id: uuid.UUID) -> Entry | None:
    """An entry with everything on it."""
    found = entry(entry_id)
    return with_children(found, Entry.prizes, Entry.attachments) if found is not None else None


def entry_sent_in(entry_id: uuid.UUID) -> Entry | None:
    """A whole entry, if it was ever sent in."""
    found = entry_whole(entry_id)
    return found if found is not None and found.code is not None else None


def entry_at_step(entry_id: uuid.UUID, step: str) -> AtStep | None:
    """An entry at one step of its form, with what the step is about."""
    found = entry(entry_id)
    return AtStep(with_children(found, *AT_STEP.get(step, ())), Step(step)) if found is not None else None


def entry_file(entry_id: uuid.UUID, file_id: uuid.UUID) -> HeldFile | None:
    """A file, if it is on this very entry."""
    found = entry_whole(entry_id)
    if found is None or all(held.file_id != file_id for held in found.attachments):
        return None
    return HeldFile(found, db.session.get(StoredFile, file_id))


def entry_file_or_copy(entry_id: uuid.UUID, file_id: uuid.UUID) -> HeldFile | None:
    """A file, if it or what it is a light copy of is on this very entry."""
    family = family_of(file_id)
    held = entry_file(entry_id, family[1]) if family else None
    return HeldFile(held.entry, family[0]) if held else None


def entry_with_file(file_id: uuid.UUID) -> Entry | None:
    """The entry that a file is on, with its authors and parts."""
    held = sa.exists().where(Attachment.entry_id == Entry.id, Attachment.file_id == file_id)
    return db.session.scalar(sa.select(Entry).where(held).options(*PEOPLE_AND_PARTS))


# What the office only keeps for an author is no work of its own.
OWN = sa.or_(Entry.filled_by_id.is_(None), Entry.filled_by_id != Entry.owner_id)


def entry_copy(entry_id: uuid.UUID, capture_id: uuid.UUID) -> HeldCopy | None:
    """A kept copy, if it belongs to this very entry."""
    found, kept = entry(entry_id), copy_of(capture_id, entry_id)
    return HeldCopy(found, kept) if found is not None and kept is not None else None


def numbered_copy(entry_id: uuid.UUID, capture_id: uuid.UUID, number: int) -> NumberedCopy | None:
    """The copy with this number of a page of this very entry."""
    held = entry_copy(entry_id, capture_id)
    look = held.copy.kept(number) if held is not None else None
    return NumberedCopy(held.entry, look) if look is not None else None


def links_to(entry_id: uuid.UUID, url: str) -> bool:
    """Whether a part of the entry has this link, and the entry is a draft or in the running."""
    statement = sa.select(Part.id).join(Entry, Entry.id == Part.entry_id)
    linked = statement.where(
        Entry.id == entry_id, Part.url == url, Entry.state.in_({*COUNTED_FOR_LIMITS, EntryState.DRAFT})
    )
    return db.session.scalar(sa.select(linked.exists()))


def codes_of(person: Person, edition_id: uuid.UUID) -> list[str]:
    """Codes of the works in an edition that the person sent in or is an author of, whatever was decided on them."""
    named = sa.exists().where(
        Author.entry_id == Entry.id, sa.or_(Author.person_id == person.id, Author.email == person.email)
    )
    statement = sa.select(Entry.code).where(
        Entry.edition_id == edition_id,
        Entry.state.in_(SENT_IN),
        sa.or_(sa.and_(Entry.owner_id == person.id, OWN), named),
    )
    return list(db.session.scalars(statement.order_by(Entry.code)))


def edition_to_enter(code: str) -> Edition | None:
    """An edition with its calendar and its categories, to be read only."""
    return kept_by_code(code)


class OutletChoice(NamedTuple):
    """An outlet to choose: its identity and its newest name."""

    id: uuid.UUID
    name: str


OUTLET_NAMES = (
    sa.select(OrganisationName.organisation_id, OrganisationName.name)
    .join(Organisation, Organisation.id == OrganisationName.organisation_id)
    .where(Organisation.kind == OrganisationKind.OUTLET)
    .order_by(OrganisationName.valid_from)
)


def outlet_choices() -> list[OutletChoice]:
    """All outlets, also those of former days, by their newest names as a Vietnamese list has them: one statement."""
    newest = dict(db.session.execute(OUTLET_NAMES).all())
    return sorted(
        (OutletChoice(*pair) for pair in newest.items()), key=lambda outlet: (sort_key(outlet.name), str(outlet.id))
    )


HELD_FILES = (
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
    .where(Attachment.entry_id.in_(sa.bindparam("entries", expanding=True)), StoredFile.state != FileState.ABANDONED)
    .order_by(FileRequirement.position, Attachment.part_position, Attachment.position, Attachment.id)
)


def attachments_with_files(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[AttachedFile]]:
    """The files of entries, in the order of requirement, part and place; one statement for all."""
    found = defaultdict(list)
    for row in db.session.execute(HELD_FILES, {"entries": list(entry_ids)}):
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
            Edition.id,
            Edition.stamp,
            Entry.owner_id == person_id,
            entries_end.shown_at,
            entries_end.hard_at,
            supplements_end.shown_at,
            supplements_end.hard_at,
            Entry.supplement_until,
        )
        .join(Category, Category.id == Entry.category_id)
        .join(Edition, Edition.id == Entry.edition_id)
        .outerjoin(entries_end, sa.and_(entries_end.edition_id == Edition.id, entries_end.code == Category.deadline))
        .outerjoin(
            supplements_end, sa.and_(supplements_end.edition_id == Edition.id, supplements_end.code == "supplements")
        )
        .where(visible, kept)
        .order_by(Entry.saved_at.desc(), Entry.id)
    )
    count = sa.select(sa.func.count()).select_from(Entry).where(visible, kept)
    return paged(
        statement, page=page, count=count, read=lambda rows: _with_open_counts([_my_work(row) for row in rows])
    )


def with_people_and_parts(entry_ids: Iterable[uuid.UUID]) -> list[Entry]:
    """Entries with authors and parts, by code: what the checks ask for."""
    statement = sa.select(Entry).where(Entry.id.in_(list(entry_ids))).options(*PEOPLE_AND_PARTS)
    return list(db.session.scalars(statement.order_by(Entry.code, Entry.id)))


def _with_open_counts(works: list[MyWork]) -> list[MyWork]:
    """Says of each draft how much is missing: a fixed number of statements for the page."""
    drafts = [work.id for work in works if work.state is EntryState.DRAFT]
    if drafts:
        found = dossiers(with_people_and_parts(drafts))
        for work in works:
            if work.id in found:
                dossier = found[work.id]
                work.open_count = len(checks.open_ones(checks.run(dossier.facts, dossier.rules)))
    return works


def _deadline(code: str):
    return orm.aliased(Deadline, name=f"{code}_deadline")


def _my_work(row: sa.Row) -> MyWork:
    *plain, shown, hard, shown_supplement, hard_supplement, own = row
    return MyWork(
        *plain,
        term=Term(shown, hard) if shown else None,
        supplements=own_term(own, Term(shown_supplement, hard_supplement) if shown_supplement else None),
    )
