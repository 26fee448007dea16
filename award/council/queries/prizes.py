"""Reading prizes: what was prepared, what was released, and the standings that they come from."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Person
from award.council.allocation import Contender
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.models import Category, Edition, PrizeLevel, Round
from award.editions.states import PrizeKind, RoundState
from award.entries.models import Author, Entry, Part
from award.entries.states import EntryState
from award.judging.models import Standing


@dataclass(frozen=True)
class HeldPrize:
    """A prize of a work, with what is needed to count it, list it and check it."""

    id: uuid.UUID
    entry_id: uuid.UUID
    code: str
    title: str
    entry_state: EntryState
    owner_id: uuid.UUID
    category_id: uuid.UUID
    category: str
    level_id: uuid.UUID
    level: str
    kind: PrizeKind
    money: int | None
    state: PrizeState
    departure: str | None
    prepared_by: str
    released_at: Any


@dataclass
class Line:
    """A work as the council's page lists it. `score` is rounded for showing, `rank` counts in its sub-committee."""

    entry_id: uuid.UUID
    code: str
    title: str
    category_id: uuid.UUID
    score: Decimal | None
    rank: int | None
    authors: list[tuple[str, str]] = field(default_factory=list)
    outlet: str = ""
    parts: int = 0


@dataclass
class Result:
    """A released prize as the public and the destination read it; `authors` are (full name, pen names) in order."""

    entry_id: uuid.UUID
    code: str
    title: str
    level: str
    level_code: str
    kind: PrizeKind
    money: int | None
    category: str
    category_code: str
    released_at: Any
    authors: list[tuple[str, str]] = field(default_factory=list)
    outlet: str = ""
    parts: int = 0


def edition_with_table(code: str) -> Edition | None:
    """An edition with its categories and its prize table."""
    table = selectinload(Edition.prize_levels).selectinload(PrizeLevel.places)
    statement = sa.select(Edition).where(Edition.code == code).options(selectinload(Edition.categories), table)
    return db.session.scalar(statement)


def rounds(edition_id: uuid.UUID) -> list[Any]:
    """The edition's rounds in order, as (id, name, state); calibration is not counted and left out."""
    statement = sa.select(Round.id, Round.name, Round.state).where(Round.edition_id == edition_id, ~Round.calibration)
    return list(db.session.execute(statement.order_by(Round.position)))


def last_closed(found: Iterable[Any]) -> Any | None:
    """The last of these rounds that is closed."""
    return next((one for one in reversed(list(found)) if one.state is RoundState.CLOSED), None)


def contenders(round_id: uuid.UUID) -> list[Contender]:
    """The works that passed the round, have a score and are still in the running, with their exact scores."""
    statement = (
        sa.select(Standing.entry_id, Entry.category_id, Standing.score)
        .join(Entry, Entry.id == Standing.entry_id)
        .where(
            Standing.round_id == round_id,
            Standing.passed,
            Standing.score.is_not(None),
            Entry.state == EntryState.ELIGIBLE,
        )
        .order_by(Entry.code)
    )
    return [Contender(work, category, Fraction(score)) for work, category, score in db.session.execute(statement)]


def prizes_of_edition(edition_id: uuid.UUID, released_only: bool = False) -> list[HeldPrize]:
    """The edition's prizes in the order of levels, categories and codes: one statement."""
    statement = (
        sa.select(
            Prize.id,
            Prize.entry_id,
            Entry.code,
            Entry.title,
            Entry.state,
            Entry.owner_id,
            Entry.category_id,
            Category.name,
            Prize.level_id,
            PrizeLevel.name,
            PrizeLevel.kind,
            PrizeLevel.money,
            Prize.state,
            Prize.departure,
            Person.full_name,
            Prize.released_at,
        )
        .join(Entry, Entry.id == Prize.entry_id)
        .join(Category, Category.id == Entry.category_id)
        .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .join(Person, Person.id == Prize.prepared_by_id)
        .where(Prize.edition_id == edition_id)
        .order_by(PrizeLevel.position, Category.position, Entry.code)
    )
    if released_only:
        statement = statement.where(Prize.state == PrizeState.RELEASED)
    return [HeldPrize(*row) for row in db.session.execute(statement)]


def is_released(edition_id: uuid.UUID) -> bool:
    """Whether the edition's results are out."""
    released = sa.exists().where(Prize.edition_id == edition_id, Prize.state == PrizeState.RELEASED)
    return db.session.scalar(sa.select(released))


def released_results(edition_id: uuid.UUID) -> list[Result]:
    """The released prizes in the order of levels, categories and codes: three statements, or one where there are none."""
    statement = (
        sa.select(
            Prize.entry_id,
            Entry.code,
            Entry.title,
            PrizeLevel.name,
            PrizeLevel.code,
            PrizeLevel.kind,
            PrizeLevel.money,
            Category.name,
            Category.code,
            Prize.released_at,
        )
        .join(Entry, Entry.id == Prize.entry_id)
        .join(Category, Category.id == Entry.category_id)
        .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .where(Prize.edition_id == edition_id, Prize.state == PrizeState.RELEASED)
        .order_by(PrizeLevel.position, Category.position, Entry.code)
    )
    results = [Result(*row) for row in db.session.execute(statement)]
    _add_bylines(results)
    return results


def lines(entry_ids: Iterable[uuid.UUID], round_id: uuid.UUID | None) -> dict[uuid.UUID, Line]:
    """Works by identity, the highest score first, with what the round made of them: three statements."""
    wanted = list(entry_ids)
    statement = (
        sa.select(Entry.id, Entry.code, Entry.title, Entry.category_id, Standing.shown_score, Standing.rank)
        .outerjoin(Standing, sa.and_(Standing.entry_id == Entry.id, Standing.round_id == round_id))
        .where(Entry.id.in_(wanted))
        .order_by(Standing.shown_score.is_(None), Standing.shown_score.desc(), Entry.code)
    )
    found = {row.id: Line(*row) for row in db.session.execute(statement)} if wanted else {}
    _add_bylines(found.values())
    return found


def _add_bylines(works: Iterable[Line | Result]) -> None:
    """Gives each work its authors, the outlets that published it, each once, and the number of its parts."""
    works = list(works)
    wanted = {work.entry_id for work in works}
    if not wanted:
        return
    authors: dict[uuid.UUID, list[tuple[str, str]]] = {}
    statement = sa.select(Author.entry_id, Author.full_name, Author.pen_names).where(Author.entry_id.in_(wanted))
    for entry_id, name, pen_names in db.session.execute(statement.order_by(Author.entry_id, Author.position)):
        authors.setdefault(entry_id, []).append((name, pen_names))
    outlets: dict[uuid.UUID, list[str]] = {}
    statement = sa.select(Part.entry_id, Part.outlet_name).where(Part.entry_id.in_(wanted))
    for entry_id, outlet in db.session.execute(statement.order_by(Part.entry_id, Part.position)):
        outlets.setdefault(entry_id, []).append(outlet)
    for work in works:
        work.authors = authors.get(work.entry_id, [])
        parts = outlets.get(work.entry_id, [])
        work.outlet, work.parts = ", ".join(dict.fromkeys(filter(None, parts))), len(parts)


def prize(prize_id: uuid.UUID) -> Prize | None:
    """One prize."""
    return db.session.get(Prize, prize_id)


def prizes(edition_id: uuid.UUID) -> list[Prize]:
    """The rows of all prizes of an edition."""
    return list(db.session.scalars(sa.select(Prize).where(Prize.edition_id == edition_id).order_by(Prize.id)))


def work_by_code(edition_id: uuid.UUID, code: str) -> Entry | None:
    """The work with this code, written in whatever case."""
    return db.session.scalar(sa.select(Entry).where(Entry.edition_id == edition_id, Entry.code == code.strip().upper()))


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets the letter about a work's prize: a person with an account, or an author's address alone."""

    email: str
    name: str
    id: uuid.UUID | None
    language: str


def addressees(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Addressee]]:
    """For each work its authors who can be reached and who sent it in, each address once: two statements."""
    wanted = list(entry_ids)
    if not wanted:
        return {}
    columns = (Person.email, Person.full_name, Person.id, Person.language)
    authors = (
        sa.select(Author.entry_id, Author.email, Author.full_name, *columns)
        .outerjoin(Person, Person.id == Author.person_id)
        .where(Author.entry_id.in_(wanted))
        .order_by(Author.entry_id, Author.position)
    )
    owners = (
        sa.select(Entry.id, *columns).join(Person, Person.id == Entry.owner_id).where(Entry.id.in_(wanted))
    ).order_by(Entry.id)
    found: dict[uuid.UUID, dict[str, Addressee]] = {entry_id: {} for entry_id in wanted}
    for entry_id, written, name, email, full_name, person_id, language in db.session.execute(authors):
        if email or written:
            one = Addressee(email or written, full_name or name, person_id, language or "vi")
            found[entry_id].setdefault(one.email, one)
    for entry_id, *values in db.session.execute(owners):
        one = Addressee(*values)
        found[entry_id].setdefault(one.email, one)
    return {entry_id: list(people.values()) for entry_id, people in found.items()}


def edition_code(edition_id: uuid.UUID) -> str:
    """The code in an edition's addresses."""
    return db.session.scalar(sa.select(Edition.code).where(Edition.id == edition_id))
