"""Reading prizes: what was prepared and what was released, and the works that have them."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.council.models import Posting, Prize
from award.council.states import PrizeState, Rule
from award.db import db
from award.editions.models import Category, Edition, PrizeLevel, Round
from award.editions.money import amount
from award.editions.states import PrizeKind, RoundState
from award.entries.models import Author, Entry, Part
from award.entries.states import EntryState
from award.judging.models import Standing
from award.kit import clock


@dataclass(frozen=True)
class HeldPrize:
    """A prize, with what is needed to count it, list it and check it. What is of its work is None or empty where an
    organisation has it; `money` is in whole đồng."""

    id: uuid.UUID
    entry_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    recipient: str
    code: str
    title: str
    entry_state: EntryState | None
    owner_id: uuid.UUID | None
    category_id: uuid.UUID | None
    genre_id: uuid.UUID | None
    category: str
    level_id: uuid.UUID
    level: str
    kind: PrizeKind
    money: int | None
    state: PrizeState
    rule: Rule
    departs: list[str]
    departure: str | None
    prepared_by: str
    released_at: Any

    @property
    def named(self) -> str:
        """By what a list calls it: the code of the work, else the name of who has it."""
        return self.code or self.recipient


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
    """A prize as lists print it; `authors` are (full name, pen names) in order. `recipient` is the person or organisation
    that has it, where it is not the authors of the work; of an organisation's prize what is of a work is empty."""

    entry_id: uuid.UUID | None
    code: str
    title: str
    recipient: str
    level: str
    level_code: str
    kind: PrizeKind
    category: str
    category_code: str
    released_at: Any
    withdrawn_at: Any = None
    money: int | None = None
    authors: list[tuple[str, str]] = field(default_factory=list)
    outlet: str = ""
    parts: int = 0


PRINTED = [one.name for one in fields(Result)][:11]
# What the public sees; a withdrawn prize keeps its line there, without a reason.
PUBLIC = (PrizeState.POSTED, PrizeState.RELEASED, PrizeState.WITHDRAWN)
# States in which a prize takes a place.
COUNTING = (PrizeState.PREPARED, PrizeState.POSTED, PrizeState.RELEASED)
MONEY = (
    PrizeLevel.money,
    PrizeLevel.base_multiple,
    Edition.base_salary,
    Edition.money_round_to,
    Edition.money_rounding,
)


def prizes_of_edition(
    edition_id: uuid.UUID, released_only: bool = False, *, withdrawn: bool = False
) -> list[HeldPrize]:
    """The edition's prizes in the order of levels, categories, codes and names: those that count, or those `withdrawn`.
    One statement."""
    statement = (
        sa.select(
            Prize.id,
            Prize.entry_id,
            Prize.organisation_id,
            Prize.recipient,
            sa.func.coalesce(Entry.code, "").label("code"),
            sa.func.coalesce(Entry.title, "").label("title"),
            Entry.state.label("entry_state"),
            Entry.owner_id,
            Entry.category_id,
            Entry.genre_id,
            sa.func.coalesce(Category.name, "").label("category"),
            Prize.level_id,
            PrizeLevel.name.label("level"),
            PrizeLevel.kind,
            Prize.state,
            Prize.rule,
            Prize.departs,
            Prize.departure,
            Person.full_name.label("prepared_by"),
            Prize.released_at,
            *MONEY,
        )
        .outerjoin(Entry, Entry.id == Prize.entry_id)
        .outerjoin(Category, Category.id == Entry.category_id)
        .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .join(Edition, Edition.id == Prize.edition_id)
        .join(Person, Person.id == Prize.prepared_by_id)
        .where(Prize.edition_id == edition_id, (Prize.state == PrizeState.WITHDRAWN) == withdrawn)
        .order_by(PrizeLevel.position, Category.position, Entry.code, Prize.recipient)
    )
    if released_only:
        statement = statement.where(Prize.state == PrizeState.RELEASED)
    own = [field.name for field in fields(HeldPrize) if field.name != "money"]
    return [
        HeldPrize(**{name: getattr(row, name) for name in own}, money=amount(row, row))
        for row in db.session.execute(statement)
    ]


def is_released(edition_id: uuid.UUID) -> bool:
    """Whether the edition's results are out."""
    released = sa.exists().where(Prize.edition_id == edition_id, Prize.released_at.is_not(None))
    return db.session.scalar(sa.select(released))


def released_results(edition_id: uuid.UUID) -> list[Result]:
    """What is public of the prizes, as lists print them: posted, released or withdrawn since. A list that is posted before
    the decision is public for its days; after them the release brings it back."""
    found = prize_list(edition_id, PUBLIC)
    if any(one.released_at for one in found):
        return found
    ends_at = db.session.scalar(sa.select(Posting.ends_at).where(Posting.edition_id == edition_id))
    return found if ends_at and clock.now() <= ends_at else []


def prize_list(edition_id: uuid.UUID, states: Collection[PrizeState] = COUNTING) -> list[Result]:
    """The prizes in these states as documents print them: by level, the highest first; within a level by category, then as the works
    stand in the round closed last, those without a place there last, by code, and by name. Four statements at most."""
    closed = sa.select(Round.id).where(Round.edition_id == edition_id, Round.state == RoundState.CLOSED)
    last = closed.order_by(Round.position.desc()).limit(1).scalar_subquery()
    statement = (
        sa.select(
            Prize.entry_id,
            sa.func.coalesce(Entry.code, "").label("code"),
            sa.func.coalesce(Entry.title, "").label("title"),
            Prize.recipient,
            PrizeLevel.name.label("level"),
            PrizeLevel.code.label("level_code"),
            PrizeLevel.kind,
            sa.func.coalesce(Category.name, "").label("category"),
            sa.func.coalesce(Category.code, "").label("category_code"),
            Prize.released_at,
            Prize.withdrawn_at,
            *MONEY,
        )
        .outerjoin(Entry, Entry.id == Prize.entry_id)
        .outerjoin(Category, Category.id == Entry.category_id)
        .outerjoin(Standing, sa.and_(Standing.entry_id == Prize.entry_id, Standing.round_id == last))
        .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .join(Edition, Edition.id == Prize.edition_id)
        .where(Prize.edition_id == edition_id, Prize.state.in_(states))
        .order_by(
            PrizeLevel.position,
            Category.position,
            Standing.shown_score.is_(None),
            Standing.shown_score.desc(),
            Standing.place,
            Entry.code,
            Prize.recipient,
        )
    )
    results = [
        Result(*(getattr(row, name) for name in PRINTED), money=amount(row, row))
        for row in db.session.execute(statement)
    ]
    _add_bylines(results)
    return results


def lines(entry_ids: Iterable[uuid.UUID], round_id: uuid.UUID | None) -> dict[uuid.UUID, Line]:
    """Works by identity, the highest score first, with what the round made of them: three statements."""
    wanted = [entry_id for entry_id in entry_ids if entry_id]
    statement = (
        sa.select(Entry.id, Entry.code, Entry.title, Entry.category_id, Standing.shown_score, Standing.rank)
        .outerjoin(Standing, sa.and_(Standing.entry_id == Entry.id, Standing.round_id == round_id))
        .where(Entry.id.in_(wanted))
        .order_by(Standing.shown_score.is_(None), Standing.shown_score.desc(), Standing.place, Entry.code)
    )
    found = {row.id: Line(*row) for row in db.session.execute(statement)} if wanted else {}
    _add_bylines(found.values())
    return found


def _add_bylines(works: Iterable[Line | Result]) -> None:
    """Gives each work its authors, the outlets that published it, each once, and the number of its parts."""
    works = list(works)
    wanted = {work.entry_id for work in works} - {None}
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


def prizes(edition_id: uuid.UUID, *, counting: bool = False) -> list[Prize]:
    """The rows of an edition's prizes: all, or those that take a place."""
    statement = sa.select(Prize).where(Prize.edition_id == edition_id).order_by(Prize.id)
    return list(db.session.scalars(statement.where(Prize.state.in_(COUNTING)) if counting else statement))


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
    wanted = [entry_id for entry_id in entry_ids if entry_id]
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
