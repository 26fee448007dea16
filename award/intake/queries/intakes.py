"""The desk's list, one intake with its chain and its works, and whom it may belong to."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.accounts.queries import person_by_email
from award.db import Page, db, paged, with_children
from award.editions.models import Category
from award.entries.models import Author, Entry
from award.entries.states import EntryState
from award.intake.filters import Filters
from award.intake.models import CustodyStep, Intake, IntakeWork
from award.intake.states import IntakeState

COLUMNS = (
    Intake.id,
    Intake.code,
    Intake.state,
    Intake.means,
    Intake.medium,
    Intake.pieces,
    Intake.title,
    Intake.author_name,
    Intake.outlet_name,
    Intake.brought_by,
    Intake.received_at,
)
MOST_LABELS = 240


@dataclass
class Row:
    """One intake of the list, with the codes of its works (None for a draft)."""

    intake: Any
    works: list[str | None] = field(default_factory=list)


@dataclass(frozen=True)
class WorkLine:
    """A work that came with an intake."""

    entry_id: uuid.UUID
    code: str | None
    title: str
    state: EntryState
    category: str
    owner_id: uuid.UUID
    filled_by_id: uuid.UUID | None
    authors: tuple[str, ...] = ()

    @property
    def kept_by_office(self) -> bool:
        """Whether it waits for its author to claim it."""
        return self.filled_by_id is not None and self.owner_id == self.filled_by_id


@dataclass(frozen=True)
class StepLine:
    """A link of the chain, with the name of who did it."""

    state: IntakeState
    at: Any
    actor: str
    place: str
    remark: str


def page(edition_id: uuid.UUID, filters: Filters, number: int) -> Page:
    """One page of `Row`s, the newest first: three statements, however long the list."""
    conditions = _conditions(edition_id, filters)
    statement = sa.select(*COLUMNS).where(*conditions).order_by(Intake.number.desc())
    count = sa.select(sa.func.count()).select_from(Intake).where(*conditions)
    return paged(statement, page=number, count=count, read=_rows)


def _rows(found: Any) -> list[Row]:
    rows = {one.id: Row(one) for one in found}
    codes = (
        sa.select(IntakeWork.intake_id, Entry.code)
        .join(Entry, Entry.id == IntakeWork.entry_id)
        .where(IntakeWork.intake_id.in_(list(rows)))
        .order_by(IntakeWork.intake_id, IntakeWork.position)
    )
    for intake_id, code in db.session.execute(codes):
        rows[intake_id].works.append(code)
    return list(rows.values())


def _conditions(edition_id: uuid.UUID, filters: Filters) -> list[sa.ColumnElement[bool]]:
    columns = {Intake.state: filters.state, Intake.means: filters.means, Intake.medium: filters.medium}
    conditions = [Intake.edition_id == edition_id, *(column == value for column, value in columns.items() if value)]
    if filters.waiting:
        with_work = sa.exists().where(IntakeWork.intake_id == Intake.id)
        conditions.append(sa.or_(Intake.state == IntakeState.RECEIVED, ~with_work))
    return conditions + [Intake.search_text.contains(word, autoescape=True) for word in filters.words]


def intake(intake_id: uuid.UUID) -> Intake | None:
    """An intake; its works and its chain are read apart."""
    return db.session.get(Intake, intake_id)


def intake_by_proof(proof: str) -> Intake | None:
    """The intake whose receipt has this code."""
    return db.session.scalar(sa.select(Intake).where(Intake.proof == proof))


def steps_of(found: Intake) -> list[StepLine]:
    """The chain of custody in order."""
    rows = db.session.execute(
        sa.select(CustodyStep.state, CustodyStep.at, Person.full_name, CustodyStep.place, CustodyStep.remark)
        .join(Person, Person.id == CustodyStep.actor_id)
        .where(CustodyStep.intake_id == found.id)
        .order_by(CustodyStep.position)
    )
    return [StepLine(*row) for row in rows]


def works_of(found: Intake) -> list[WorkLine]:
    """The works that came with it, with their authors: two statements."""
    rows = db.session.execute(
        sa.select(Entry.id, Entry.code, Entry.title, Entry.state, Category.name, Entry.owner_id, Entry.filled_by_id)
        .join(IntakeWork, IntakeWork.entry_id == Entry.id)
        .join(Category, Category.id == Entry.category_id)
        .where(IntakeWork.intake_id == found.id)
        .order_by(IntakeWork.position)
    ).all()
    names: dict[uuid.UUID, list[str]] = {row.id: [] for row in rows}
    people = sa.select(Author.entry_id, Author.full_name).where(Author.entry_id.in_(names))
    for entry_id, name in db.session.execute(people.order_by(Author.entry_id, Author.position)):
        names[entry_id].append(name)
    return [WorkLine(*row, authors=tuple(names[row.id])) for row in rows]


def kept_works(found: Intake) -> list[Entry]:
    """Its works that the office still keeps, with their authors."""
    statement = (
        sa.select(Entry)
        .join(IntakeWork, IntakeWork.entry_id == Entry.id)
        .where(IntakeWork.intake_id == found.id, Entry.owner_id == Entry.filled_by_id)
        .order_by(IntakeWork.position)
    )
    return [with_children(entry, Entry.authors) for entry in db.session.scalars(statement)]


def labelled(edition_id: uuid.UUID, filters: Filters) -> list[Intake]:
    """What the filtered list holds, in order of number, as far as one file of labels goes."""
    statement = sa.select(Intake).where(*_conditions(edition_id, filters)).order_by(Intake.number).limit(MOST_LABELS)
    return list(db.session.scalars(statement))


def highest_number(edition_id: uuid.UUID) -> int:
    """The highest number given in an edition, 0 before the first; the caller holds the writer's lock."""
    return db.session.scalar(sa.select(sa.func.max(Intake.number)).where(Intake.edition_id == edition_id)) or 0


def known_author(email: str | None) -> Person | None:
    """The account of this address, if its owner has proved the address."""
    found = person_by_email(email) if email else None
    return found if found is not None and found.email_confirmed_at and not found.closed_at else None


def author_of(found: Intake) -> Person | None:
    """Whose works these are: who claimed them, or the account of the address."""
    if found.claimed_by_id is not None:
        return db.session.get(Person, found.claimed_by_id)
    return known_author(found.author_email)


def drafts_of(found: Intake) -> list[WorkLine]:
    """Drafts and supplements in the edition that may be filled in with what came: those of the author's account."""
    author = author_of(found)
    if author is None:
        return []
    rows = db.session.execute(
        sa.select(Entry.id, Entry.code, Entry.title, Entry.state, Category.name, Entry.owner_id, Entry.filled_by_id)
        .join(Category, Category.id == Entry.category_id)
        .where(
            Entry.edition_id == found.edition_id,
            Entry.owner_id == author.id,
            Entry.state.in_([EntryState.DRAFT, EntryState.RETURNED]),
            ~sa.exists().where(IntakeWork.entry_id == Entry.id, IntakeWork.intake_id == found.id),
        )
        .order_by(Entry.saved_at.desc(), Entry.id)
    )
    return [WorkLine(*row) for row in rows]


def entry_to_add(found: Intake, code: str) -> Entry | None:
    """A work of the same edition that was sent in, by its code."""
    statement = sa.select(Entry).where(Entry.edition_id == found.edition_id, Entry.code == code.upper())
    return db.session.scalar(statement)
