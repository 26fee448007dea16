"""What the contact of an outlet or branch sees: its works, the drafts to hand in, what was handed in."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Organisation, Person
from award.db import Page, db, paged
from award.editions.models import Category, Edition
from award.entries.confirmations import PartWord, Standing
from award.entries.filters import OutletFilters
from award.entries.models import Author, Delivery, DeliveryLine, Entry, Part
from award.entries.queries.entries import PEOPLE_AND_PARTS, entry, entry_whole
from award.entries.queries.people import words_of
from award.entries.states import SENT_IN, EntryState
from award.kit.text import fold, sort_key


@dataclass
class OutletWork:
    """A line of an outlet's list. `parts` are the words on the parts that the outlet carried."""

    id: uuid.UUID
    code: str | None
    title: str
    state: EntryState
    category: str
    submitted_at: datetime | None
    acted_at: datetime
    own: bool
    authors: list[str] = field(default_factory=list)
    parts: list[PartWord] = field(default_factory=list)

    @property
    def to_confirm(self) -> int:
        """How many parts wait for the outlet's word."""
        return sum(1 for part in self.parts if part.standing is not Standing.CONFIRMED)


def outlets_on(entry: Entry) -> set[uuid.UUID]:
    """The outlets of a work's authors and parts."""
    return {named.outlet_id for named in (*entry.authors, *entry.parts)} - {None}


def selectors(entry: Entry) -> set[uuid.UUID]:
    """The outlets and branches that may put a work forward: those on it, and the branches of its people."""
    people = {author.person_id for author in entry.authors if author.person_id} | {entry.owner_id}
    branches = db.session.scalars(
        sa.select(Person.branch_id).where(Person.id.in_(people), Person.branch_id.is_not(None))
    )
    return outlets_on(entry) | set(branches)


def outlet_works(person: Any, edition: Edition, filters: OutletFilters, *, page: int) -> Page:
    """The works of the contact's outlets in an edition, the last touched first; of drafts only those that the contact
    began or was entrusted with. The same number of statements for any length."""
    bodies = person.contact_of(edition.id)
    conditions = [Entry.edition_id == edition.id, _seen_by(person, bodies), *_wanted(filters)]
    statement = (
        sa.select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.state,
            Category.name,
            Entry.submitted_at,
            Entry.acted_at,
            Entry.owner_id == person.id,
        )
        .join(Category, Category.id == Entry.category_id)
        .where(*conditions)
        .order_by(Entry.acted_at.desc(), Entry.id)
    )
    count = sa.select(sa.func.count()).select_from(Entry).where(*conditions)
    return paged(statement, page=page, count=count, read=lambda rows: _with_words(rows, bodies))


def counts_by_state(person: Any, edition: Edition) -> dict[EntryState, int]:
    """How many works of the contact's outlets are in each state."""
    statement = (
        sa.select(Entry.state, sa.func.count())
        .where(Entry.edition_id == edition.id, _seen_by(person, person.contact_of(edition.id)))
        .group_by(Entry.state)
    )
    found = dict(db.session.execute(statement).all())
    return {state: found[state] for state in EntryState if state in found}


def _seen_by(person: Any, bodies: set[uuid.UUID]) -> sa.ColumnElement:
    of_author = sa.exists().where(Author.entry_id == Entry.id, Author.outlet_id.in_(bodies))
    of_part = sa.exists().where(Part.entry_id == Entry.id, Part.outlet_id.in_(bodies))
    of_branch = sa.exists().where(
        Author.entry_id == Entry.id, Author.person_id == Person.id, Person.branch_id.in_(bodies)
    )
    sent = sa.and_(Entry.state.in_(SENT_IN), sa.or_(of_author, of_part, of_branch))
    draft = sa.and_(
        Entry.state == EntryState.DRAFT, sa.or_(Entry.owner_id == person.id, Entry.entrusted_to_id.in_(bodies))
    )
    return sa.or_(sent, draft)


def _wanted(filters: OutletFilters) -> list[sa.ColumnElement]:
    found = [Entry.search_text.contains(word, autoescape=True) for word in fold(filters.search).split()]
    if filters.state:
        found.append(Entry.state == filters.state)
    return found


def _with_words(rows: sa.Result, bodies: set[uuid.UUID]) -> list[OutletWork]:
    works = {row[0]: OutletWork(*row) for row in rows}
    found = _entries(works)
    words = words_of(found)
    for one in found:
        works[one.id].authors = [author.full_name for author in one.authors]
        carried = {part.position for part in one.parts if part.outlet_id in bodies}
        works[one.id].parts = [word for word in words[one.id].parts if word.position in carried]
    return list(works.values())


def _entries(ids: Iterable[uuid.UUID]) -> list[Entry]:
    statement = sa.select(Entry).where(Entry.id.in_(list(ids))).options(*PEOPLE_AND_PARTS)
    return list(db.session.scalars(statement.order_by(Entry.id)))


def drafts_of_contact(person: Any, edition: Edition) -> list[Entry]:
    """The drafts that a contact may hand in, by title: the contact's own and those entrusted to the outlet."""
    statement = (
        sa.select(Entry)
        .where(
            Entry.edition_id == edition.id,
            Entry.state == EntryState.DRAFT,
            sa.or_(Entry.owner_id == person.id, Entry.entrusted_to_id.in_(person.contact_of(edition.id))),
        )
        .options(*PEOPLE_AND_PARTS)
        .order_by(Entry.title_key, Entry.id)
    )
    return list(db.session.scalars(statement))


def delivery(delivery_id: uuid.UUID) -> Delivery | None:
    """What was handed in at once, with its lines."""
    return db.session.scalar(
        sa.select(Delivery).where(Delivery.id == delivery_id).options(selectinload(Delivery.lines))
    )


def delivered(found: Delivery) -> list[Entry]:
    """The works of a delivery, in its order, with people and parts."""
    places = {line.entry_id: line.position for line in found.lines}
    return sorted(_entries(places), key=lambda entry: places[entry.id])


def delivered_whole(found: Delivery) -> list[Entry]:
    """The works of a delivery with everything on them, as the hash of their data needs it."""
    return [entry_whole(line.entry_id) for line in found.lines]


def deliveries(person: Any, edition: Edition) -> list[sa.Row]:
    """What the contact handed in, newest first, as rows of (id, at, count)."""
    statement = (
        sa.select(Delivery.id, Delivery.at, sa.func.count(DeliveryLine.id).label("count"))
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .where(Delivery.edition_id == edition.id, Delivery.actor_id == person.id)
        .group_by(Delivery.id, Delivery.at)
        .order_by(Delivery.at.desc(), Delivery.id)
    )
    return list(db.session.execute(statement))


@dataclass(frozen=True)
class WithSelectors:
    """A work with the outlets and branches that may put it forward."""

    entry: Entry
    selectors: set[uuid.UUID]

    @property
    def edition_id(self) -> uuid.UUID:
        return self.entry.edition_id


def entry_with_selectors(entry_id: uuid.UUID) -> WithSelectors | None:
    """A work that may be put forward."""
    found = entry(entry_id)
    return WithSelectors(found, selectors(found)) if found is not None else None


def bodies_of(person: Any, edition: Edition) -> list[Organisation]:
    """The outlets and branches whose contact the person is, by name."""
    found = db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(person.contact_of(edition.id))))
    return sorted(found, key=lambda body: (sort_key(body.name), str(body.id)))
