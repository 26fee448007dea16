"""The queue: how much of each sub-type waits, which work comes next for whom, who is looking at which."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.entries.models import Entry
from award.entries.states import EntryState
from award.kit import clock
from award.screening.filters import Filters
from award.screening.models import Claim, Pair, Postponed
from award.screening.queries.works import Choices, conditions_of, overdue, waits
from award.screening.states import Judgement


@dataclass
class SubType:
    """One genre of a category (or a category without genres): how many works it has, how many of them wait for a check,
    for how many the day of the supplement has passed, how many the asking person put off."""

    category_id: uuid.UUID
    genre_id: uuid.UUID | None
    total: int
    waiting: int
    overdue: int
    returned: int
    postponed: int

    @property
    def done(self) -> int:
        """Works that wait for nobody in the office."""
        return self.total - self.waiting


def sub_types(edition_id: uuid.UUID, person_id: uuid.UUID) -> list[SubType]:
    """Every sub-type that has works; one statement."""
    put_off = sa.exists().where(Postponed.entry_id == Entry.id, Postponed.person_id == person_id)
    statement = (
        sa.select(
            Entry.category_id,
            Entry.genre_id,
            sa.func.count(),
            _sum(waits()),
            _sum(overdue()),
            _sum(Entry.state == EntryState.RETURNED),
            _sum(sa.and_(waits(), put_off)),
        )
        .where(*_counted(edition_id))
        .group_by(Entry.category_id, Entry.genre_id)
    )
    return [SubType(*row) for row in db.session.execute(statement)]


def open_pairs(edition_id: uuid.UUID) -> int:
    """How many pairs of works that are alike nobody has looked at."""
    statement = sa.select(sa.func.count()).where(Pair.edition_id == edition_id, Pair.judgement == Judgement.OPEN)
    return db.session.scalar(statement)


def next_waiting(
    edition_id: uuid.UUID, filters: Filters, offered: Choices, *, person_id: uuid.UUID, after: Entry | None = None
) -> Entry | None:
    """The next work that waits, for this person: by code from the present one on, then from the beginning, then those
    that the person put off, the longest first; none that somebody else is looking at."""
    theirs = sa.exists().where(Claim.entry_id == Entry.id, Claim.until > clock.now(), Claim.person_id != person_id)
    put_off = sa.select(Postponed.at).where(Postponed.entry_id == Entry.id, Postponed.person_id == person_id)
    at = put_off.correlate(Entry).scalar_subquery()
    conditions = [*conditions_of(edition_id, filters, offered), waits(), ~theirs]
    order: list[Any] = [at.is_not(None), at, Entry.code]
    if after is not None:
        conditions.append(Entry.id != after.id)
        order.insert(2, Entry.code < after.code)
    return db.session.scalar(sa.select(Entry).where(*conditions).order_by(*order).limit(1))


@dataclass(frozen=True)
class Place:
    """Where a waiting work stands: its number among all of the sub-type, of how many, and how many still wait. No number
    for a work that does not wait."""

    number: int | None
    total: int
    waiting: int


def place(entry: Entry, filters: Filters, offered: Choices) -> Place:
    """`12/37`: eleven of the 37 are answered, or wait with a lower code; one statement."""
    narrowed = Filters(category=filters.category, genre=filters.genre)
    counted = [*conditions_of(entry.edition_id, narrowed, offered), *_counted(entry.edition_id)]
    here = sa.and_(Entry.id == entry.id, waits())
    row = db.session.execute(
        sa.select(sa.func.count(), _sum(waits()), _sum(sa.and_(waits(), Entry.code < entry.code)), _sum(here)).where(
            *counted
        )
    ).one()
    total, waiting, before, inside = row
    return Place(total - waiting + before + 1 if inside else None, total, waiting)


def _counted(edition_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return Entry.edition_id == edition_id, Entry.code.is_not(None), Entry.state != EntryState.WITHDRAWN


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


@dataclass(frozen=True)
class Holder:
    """Somebody else who is looking at a work now."""

    name: str
    until: datetime


def holder(entry_id: uuid.UUID, person_id: uuid.UUID) -> Holder | None:
    """Who else is looking at the work."""
    row = db.session.execute(
        sa.select(Person.full_name, Claim.until)
        .join(Person, Person.id == Claim.person_id)
        .where(Claim.entry_id == entry_id, Claim.person_id != person_id, Claim.until > clock.now())
    ).one_or_none()
    return Holder(*row) if row else None


def claim_on(entry_id: uuid.UUID) -> Claim | None:
    """The claim on a work, also one that ran out."""
    return db.session.get(Claim, entry_id)


def is_postponed(entry_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether the person put the work off."""
    return db.session.get(Postponed, (entry_id, person_id)) is not None
