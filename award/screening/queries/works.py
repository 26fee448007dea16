"""The list of what was sent in: one page of it, the neighbours of a work, the whole of it for an export."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from award.accounts.models import Organisation, OrganisationName
from award.accounts.states import OrganisationKind
from award.db import Page, db, paged
from award.editions.models import Category, Genre, Theme
from award.entries.models import Author, EarlierPrize, Entry, Part
from award.entries.states import EntryState
from award.kit import clock
from award.kit.text import sort_key
from award.screening.filters import Filters, Order

COLUMNS = (
    Entry.id,
    Entry.code,
    Entry.title,
    Entry.state,
    Entry.category_id,
    Entry.genre_id,
    Entry.theme_id,
    Entry.submitted_at,
    Entry.acted_at,
    Entry.supplement_until,
)
ORDERS: dict[str, InstrumentedAttribute] = {
    Order.CODE: Entry.code,
    Order.TITLE: Entry.title_key,
    Order.STATE: Entry.state,
    Order.SUBMITTED: Entry.submitted_at,
    Order.ACTED: Entry.acted_at,
}


@dataclass(frozen=True)
class Choices:
    """What a list can be narrowed to: (code, name) pairs in the edition's order, outlets by (identity, newest name);
    `names` and `codes` tell the name and the code of any category, genre or theme by its identity."""

    categories: list[tuple[str, str]]
    genres: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    outlets: list[tuple[str, str]]
    names: dict[uuid.UUID, str] = field(repr=False)
    codes: dict[uuid.UUID, str] = field(repr=False)
    identities: dict[tuple[str, str], list[uuid.UUID]] = field(repr=False)


@dataclass
class Row:
    """One work of the list."""

    entry: Any
    authors: list[str] = field(default_factory=list)
    outlet: str = ""


# Asked with every page of the list: built once.
OF_EDITION = sa.bindparam("edition_id")
CATEGORIES = (
    sa.select(Category.id, Category.code, Category.name)
    .where(Category.edition_id == OF_EDITION)
    .order_by(Category.position)
)
GENRES = (
    sa.select(Genre.id, Genre.code, Genre.name)
    .join(Category, Category.id == Genre.category_id)
    .where(Category.edition_id == OF_EDITION)
    .order_by(Category.position, Genre.position)
)
THEMES = sa.select(Theme.id, Theme.code, Theme.name).where(Theme.edition_id == OF_EDITION).order_by(Theme.position)
OUTLETS = (
    sa.select(OrganisationName.organisation_id, OrganisationName.name)
    .join(Organisation, Organisation.id == OrganisationName.organisation_id)
    .where(Organisation.kind == OrganisationKind.OUTLET)
    .order_by(OrganisationName.valid_from)
)


def choices(edition_id: uuid.UUID) -> Choices:
    """The edition's categories, genres and themes, and all outlets."""
    categories, genres, themes = (
        db.session.execute(statement, {"edition_id": edition_id}).all() for statement in (CATEGORIES, GENRES, THEMES)
    )
    kinds = {"category": categories, "genre": genres, "theme": themes}
    identities: dict[tuple[str, str], list[uuid.UUID]] = {}
    for kind, rows in kinds.items():
        for row in rows:
            identities.setdefault((kind, row.code), []).append(row.id)
    pairs = {kind: list({row.code: row.name for row in rows}.items()) for kind, rows in kinds.items()}
    names = {row.id: row.name for rows in kinds.values() for row in rows}
    codes = {row.id: row.code for rows in kinds.values() for row in rows}
    return Choices(pairs["category"], pairs["genre"], pairs["theme"], _outlets(), names, codes, identities)


def _outlets() -> list[tuple[str, str]]:
    rows = db.session.execute(OUTLETS)
    newest = {str(identity): name for identity, name in rows}
    return sorted(newest.items(), key=lambda pair: sort_key(pair[1]))


def page(edition_id: uuid.UUID, filters: Filters, offered: Choices, number: int) -> Page:
    """One page of `Row`s: four statements, however long the list."""
    conditions = conditions_of(edition_id, filters, offered)
    statement = sa.select(*COLUMNS).where(*conditions).order_by(*_order(filters))
    count = sa.select(sa.func.count()).select_from(Entry).where(*conditions)
    return paged(statement, page=number, count=count, read=_rows)


SHOWN = sa.bindparam("entry_ids", expanding=True)
AUTHORS = (
    sa.select(Author.entry_id, Author.full_name)
    .where(Author.entry_id.in_(SHOWN))
    .order_by(Author.entry_id, Author.position)
)
OUTLETS_OF_WORKS = (
    sa.select(Part.entry_id, Part.outlet_name).where(Part.entry_id.in_(SHOWN)).order_by(Part.position.desc())
)


def _rows(entries: Any) -> list[Row]:
    rows = {entry.id: Row(entry) for entry in entries}
    shown = {"entry_ids": list(rows)}
    for entry_id, name in db.session.execute(AUTHORS, shown):
        rows[entry_id].authors.append(name)
    for entry_id, outlet in db.session.execute(OUTLETS_OF_WORKS, shown):
        rows[entry_id].outlet = outlet
    return list(rows.values())


def conditions_of(edition_id: uuid.UUID, filters: Filters, offered: Choices) -> list[sa.ColumnElement[bool]]:
    """What an entry of the list must be: never a draft, nor a discarded one, which have no code. Where the state says
    as much already, the code is not asked for, so that an index alone answers."""
    conditions = [Entry.edition_id == edition_id]
    if not filters.waiting and filters.state in ("", EntryState.WITHDRAWN):
        conditions.append(Entry.code.is_not(None))
    columns = {"category": Entry.category_id, "genre": Entry.genre_id, "theme": Entry.theme_id}
    for kind, column in columns.items():
        if code := getattr(filters, kind):
            conditions.append(column.in_(offered.identities.get((kind, code), [])))
    if filters.state:
        conditions.append(Entry.state == EntryState(filters.state))
    if filters.waiting:
        conditions.append(waits())
    if filters.outlet:
        conditions.append(_of_outlet(filters.outlet))
    conditions += [Entry.search_text.contains(word, autoescape=True) for word in filters.words]
    return conditions


def waits() -> sa.ColumnElement[bool]:
    """Sent in and not answered yet, or sent back and the day for the supplement has passed."""
    return sa.or_(Entry.state == EntryState.SUBMITTED, overdue())


def overdue() -> sa.ColumnElement[bool]:
    """A supplement is awaited, and its last instant has passed."""
    return sa.and_(Entry.state == EntryState.RETURNED, Entry.supplement_until < clock.now())


def _of_outlet(identity: str) -> sa.ColumnElement[bool]:
    """Published by the outlet, or written by somebody who works there."""
    try:
        outlet_id = uuid.UUID(identity)
    except ValueError:
        return sa.false()
    published = sa.exists().where(Part.entry_id == Entry.id, Part.outlet_id == outlet_id)
    works_there = sa.exists().where(Author.entry_id == Entry.id, Author.outlet_id == outlet_id)
    return sa.or_(published, works_there)


def _order(filters: Filters) -> list[sa.ColumnElement]:
    column, tie = _keys(filters)
    return [column.desc(), tie.desc()] if filters.down else [column, tie]


def _keys(filters: Filters) -> tuple[InstrumentedAttribute, InstrumentedAttribute]:
    """What the list is ordered by, and what orders equals: the code where an index holds both, else the identity."""
    return ORDERS[filters.order], Entry.code if filters.order == Order.STATE else Entry.id


@dataclass(frozen=True)
class Neighbours:
    """The works before and after one in a filtered list, how many stand before it, how many there are, and whether it
    is in the list at all."""

    previous: uuid.UUID | None
    next: uuid.UUID | None
    before: int
    total: int
    inside: bool


def neighbours(entry: Entry, filters: Filters, offered: Choices) -> Neighbours:
    """Where the work stands in the list; also when a decision has just taken it out of the list."""
    conditions = conditions_of(entry.edition_id, filters, offered)
    keys = _keys(filters)
    place = sa.tuple_(*keys)
    here = sa.tuple_(*(sa.literal(getattr(entry, key.key), key.type) for key in keys))
    lower, higher = place < here, place > here
    before, after = (higher, lower) if filters.down else (lower, higher)
    turned = [part.asc() if filters.down else part.desc() for part in keys]
    found = sa.select(Entry.id).where(*conditions)
    count = sa.select(sa.func.count()).select_from(Entry).where(*conditions)
    row = db.session.execute(
        sa.select(
            found.where(before).order_by(*turned).limit(1).scalar_subquery(),
            found.where(after).order_by(*_order(filters)).limit(1).scalar_subquery(),
            count.where(before).scalar_subquery(),
            count.scalar_subquery(),
            found.where(Entry.id == entry.id).exists(),
        )
    ).one()
    return Neighbours(*row)


def counts(edition_id: uuid.UUID) -> list[tuple[uuid.UUID, EntryState, int]]:
    """How many works of each category are in each state."""
    statement = (
        sa.select(Entry.category_id, Entry.state, sa.func.count())
        .where(Entry.edition_id == edition_id, Entry.code.is_not(None))
        .group_by(Entry.category_id, Entry.state)
    )
    return [tuple(row) for row in db.session.execute(statement)]


@dataclass
class Exported:
    """One work with what an export tells of it."""

    entry: Any
    authors: list[Any] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)
    prizes: list[Any] = field(default_factory=list)


def exported(edition_id: uuid.UUID, filters: Filters, offered: Choices) -> Iterator[Exported]:
    """Every work of the filtered list, in its order: four statements."""
    conditions = conditions_of(edition_id, filters, offered)
    entries = sa.select(*COLUMNS, Entry.state_reason).where(*conditions).order_by(*_order(filters))
    found = {entry.id: Exported(entry) for entry in db.session.execute(entries)}
    chosen = sa.select(Entry.id).where(*conditions)
    for name, model, columns in (
        ("authors", Author, (Author.full_name, Author.pen_names, Author.email, Author.phone, Author.is_lead)),
        ("parts", Part, (Part.title, Part.outlet_name, Part.programme, Part.published_on, Part.url)),
        ("prizes", EarlierPrize, (EarlierPrize.contest, EarlierPrize.level, EarlierPrize.year)),
    ):
        statement = (
            sa.select(model.entry_id, *columns)
            .where(model.entry_id.in_(chosen))
            .order_by(model.entry_id, model.position)
        )
        for row in db.session.execute(statement):
            getattr(found[row.entry_id], name).append(row)
    yield from found.values()
