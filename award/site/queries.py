"""Reading what the public may see."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db, schema_fault
from award.editions.models import Category, Edition
from award.editions.queries import NEWEST_FIRST
from award.editions.states import EditionState
from award.entries.models import Entry
from award.gallery.queries import IS_SHOWN
from award.jobs.models import Job
from award.kit.messages import Message
from award.outbox.models import Letter

WITH_DATES = (
    selectinload(Edition.deadlines),
    selectinload(Edition.rounds),
    selectinload(Edition.categories).selectinload(Category.genres),
)


def front_edition() -> Edition | None:
    """The edition of the first page with its dates and categories: the newest that is open or over, not archived."""
    statement = (
        sa.select(Edition)
        .where(Edition.state.in_([EditionState.OPEN, EditionState.CLOSED]))
        .order_by(*NEWEST_FIRST)
        .limit(1)
        .options(*WITH_DATES)
    )
    return db.session.scalar(statement)


def edition_with_dates(code: str) -> Edition | None:
    """One edition with its dates and categories."""
    return db.session.scalar(sa.select(Edition).where(Edition.code == code).options(*WITH_DATES))


def earlier_editions(but: uuid.UUID | None) -> list[sa.Row]:
    """Code, title and year of the other editions whose results are out, the newest first."""
    released = sa.exists().where(Prize.edition_id == Edition.id, Prize.state == PrizeState.RELEASED)
    statement = sa.select(Edition.code, Edition.title, Edition.year).where(released, Edition.id != but)
    return list(db.session.execute(statement.order_by(*NEWEST_FIRST)))


@dataclass(frozen=True)
class PublicEdition:
    """An edition as the list of all shows it: how many prizes are out, how many works the gallery shows."""

    code: str
    title: str
    number: str | None
    year: int
    state: EditionState
    prizes: int
    shown: int


def public_editions() -> list[PublicEdition]:
    """Every edition that has left preparation, the newest first: one statement."""
    prizes = sa.select(sa.func.count()).where(Prize.edition_id == Edition.id, Prize.state == PrizeState.RELEASED)
    shown = sa.select(sa.func.count()).select_from(Entry).where(Entry.edition_id == Edition.id, *IS_SHOWN)
    columns = (Edition.code, Edition.title, Edition.number, Edition.year, Edition.state)
    statement = sa.select(
        *columns, prizes.correlate(Edition).scalar_subquery(), shown.correlate(Edition).scalar_subquery()
    ).where(Edition.state != EditionState.PREPARING)
    return [PublicEdition(*row) for row in db.session.execute(statement.order_by(*NEWEST_FIRST))]


def database_fits() -> Message | None:
    """What to do when the database does not fit this version of the program; None when it does."""
    return schema_fault()


def database_answers() -> bool:
    """Whether the database answers a question."""
    try:
        return db.session.scalar(sa.select(sa.literal(1))) == 1
    except sa.exc.SQLAlchemyError:
        db.session.rollback()
        return False


def counters() -> list[tuple[str, str, int]]:
    """Jobs, letters and entries by state: name of the counter, state, count."""
    found = []
    for name, state in (("jobs", Job.state), ("letters", Letter.state), ("entries", Entry.state)):
        statement = sa.select(state, sa.func.count()).group_by(state).order_by(state)
        found += [(name, value.value, count) for value, count in db.session.execute(statement)]
    return found
