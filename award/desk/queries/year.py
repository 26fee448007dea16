"""Where an edition is in its year, in one statement."""

import uuid
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.desk.year import Year, next_date
from award.editions.models import Edition
from award.editions.queries import NEWEST_FIRST, kept_at
from award.editions.states import EditionState, RoundState
from award.kit import clock


class _Dated(NamedTuple):
    """A deadline, or a round with its state."""

    name: str
    round_state: RoundState | None
    starts_at: datetime
    ends_at: datetime


def _year_statement(chosen: sa.ColumnElement[bool]) -> sa.Select:
    released = sa.exists().where(Prize.edition_id == Edition.id, Prize.state == PrizeState.RELEASED)
    return sa.select(Edition.id, Edition.stamp, released).where(chosen)


# Built once: every page asks one of them.
_NEWEST = sa.select(Edition.id).where(Edition.state != EditionState.ARCHIVED).order_by(*NEWEST_FIRST).limit(1)
_NEWEST_PUBLIC = _NEWEST.where(Edition.state != EditionState.PREPARING)
_YEAR_OF_ONE = _year_statement(Edition.id == sa.bindparam("edition_id"))
_YEAR_OF_NEWEST = _year_statement(Edition.id == _NEWEST.scalar_subquery())
_YEAR_OF_NEWEST_PUBLIC = _year_statement(Edition.id == _NEWEST_PUBLIC.scalar_subquery())


def year_of(edition_id: uuid.UUID | None, *, public: bool = False) -> Year | None:
    """Where an edition is in its year, or the newest one that is not archived, for the `public` the newest that has left
    preparation; one statement."""
    newest = _YEAR_OF_NEWEST_PUBLIC if public else _YEAR_OF_NEWEST
    statement = newest if edition_id is None else _YEAR_OF_ONE
    row = db.session.execute(statement, {"edition_id": edition_id} if edition_id else {}).one_or_none()
    if row is None:
        return None
    identity, stamp, released = row
    edition = kept_at(identity, stamp)
    entering, now = edition.deadline("entries"), clock.now()
    dates = [] if edition.state is EditionState.ARCHIVED else _dates(edition)
    return Year(
        edition.id,
        edition.code,
        edition.short_title,
        edition.organiser,
        edition.state,
        bool(released),
        next_date(dates, now),
        entering.hard_at if entering else None,
        next_date([date for date in dates if date.round_state], now),
    )


def _dates(edition: Edition) -> list[_Dated]:
    dates = [_Dated(one.name, None, one.shown_at, one.shown_at) for one in edition.deadlines]
    dates += [_Dated(one.name, one.state, one.opens_at, one.closes_at) for one in edition.rounds]
    return sorted(dates, key=lambda date: (date.ends_at, date.name))
