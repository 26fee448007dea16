"""Where an edition is in its year, in one statement at most."""

import uuid
from datetime import datetime
from functools import lru_cache
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


# Built once: every page asks one of them.
_NEWEST = (
    sa.select(Edition.id, Edition.stamp).where(Edition.state != EditionState.ARCHIVED).order_by(*NEWEST_FIRST).limit(1)
)
_NEWEST_PUBLIC = _NEWEST.where(Edition.state != EditionState.PREPARING)
_RELEASED = sa.select(
    sa.exists().where(Prize.edition_id == sa.bindparam("edition_id"), Prize.state == PrizeState.RELEASED)
)


def year_of(edition: Edition | None, *, public: bool = False) -> Year | None:
    """Where an edition is in its year, or the newest one that is not archived, for the `public` the newest that has left
    preparation. At most one statement, none where the edition at this stamp was asked for before."""
    if edition is None:
        row = db.session.execute(_NEWEST_PUBLIC if public else _NEWEST).one_or_none()
    else:
        row = edition.id, edition.stamp
    if row is None:
        return None
    edition, dates, released = _known_at(*row)
    entering, now = edition.deadline("entries"), clock.now()
    return Year(
        edition.id,
        edition.code,
        edition.short_title,
        edition.organiser,
        edition.state,
        released,
        next_date(dates, now),
        entering.hard_at if entering else None,
        next_date([date for date in dates if date.round_state], now),
    )


def results_are_out(edition_id: uuid.UUID, stamp: str) -> bool:
    """Whether an edition's results are public. No statement where the edition at this stamp was asked for before."""
    return _known_at(edition_id, stamp)[2]


@lru_cache(maxsize=16)
def _known_at(edition_id: uuid.UUID, stamp: str) -> tuple[Edition, list[_Dated], bool]:
    """What does not change with the hour; a release too gives a new stamp."""
    edition = kept_at(edition_id, stamp)
    released = db.session.scalar(_RELEASED, {"edition_id": edition_id})
    return edition, [] if edition.state is EditionState.ARCHIVED else _dates(edition), bool(released)


def _dates(edition: Edition) -> list[_Dated]:
    dates = [_Dated(one.name, None, one.shown_at, one.shown_at) for one in edition.deadlines]
    dates += [_Dated(one.name, one.state, one.opens_at, one.closes_at) for one in edition.rounds]
    return sorted(dates, key=lambda date: (date.ends_at, date.name))
