"""Where an edition is in its year, in one statement."""

import uuid

import sqlalchemy as sa

from award.council.models import Prize
from award.council.states import PrizeState
from award.db import Instant, db
from award.desk.year import Year, next_date
from award.editions.models import Deadline, Edition, Round
from award.editions.queries import NEWEST_FIRST
from award.editions.states import EditionState
from award.kit import clock


def _dates() -> sa.Subquery:
    nothing = sa.null().label("round_state")
    deadlines = sa.select(
        Deadline.edition_id,
        Deadline.name,
        sa.type_coerce(nothing, Round.state.type).label("round_state"),
        Deadline.shown_at.label("starts_at"),
        Deadline.shown_at.label("ends_at"),
    )
    rounds = sa.select(Round.edition_id, Round.name, Round.state, Round.opens_at, Round.closes_at)
    return deadlines.union_all(rounds).subquery("dates")


def _last_instant() -> sa.ScalarSelect:
    """Until when works are taken."""
    entering = sa.and_(Deadline.edition_id == Edition.id, Deadline.code == "entries")
    return sa.select(Deadline.hard_at).where(entering).correlate(Edition).scalar_subquery()


def _year_statement(chosen: sa.ColumnElement[bool]) -> sa.Select:
    dates = _dates()
    released = sa.exists().where(Prize.edition_id == Edition.id, Prize.state == PrizeState.RELEASED)
    return (
        sa.select(
            Edition.id,
            Edition.code,
            Edition.short_title,
            Edition.organiser,
            Edition.state,
            released.label("released"),
            sa.type_coerce(_last_instant(), Instant).label("received_until"),
            dates.c.name,
            dates.c.round_state,
            sa.type_coerce(dates.c.starts_at, Instant).label("starts_at"),
            sa.type_coerce(dates.c.ends_at, Instant).label("ends_at"),
        )
        .outerjoin(dates, dates.c.edition_id == Edition.id)
        .where(chosen)
        .order_by(dates.c.ends_at, dates.c.name)
    )


# Built once: every page asks one of them.
_NEWEST = sa.select(Edition.id).where(Edition.state != EditionState.ARCHIVED).order_by(*NEWEST_FIRST).limit(1)
_YEAR_OF_ONE = _year_statement(Edition.id == sa.bindparam("edition_id"))
_YEAR_OF_NEWEST = _year_statement(Edition.id == _NEWEST.scalar_subquery())


def year_of(edition_id: uuid.UUID | None) -> Year | None:
    """Where an edition is in its year, or the newest one that is not archived; one statement."""
    if edition_id is None:
        rows = db.session.connection().execute(_YEAR_OF_NEWEST).all()
    else:
        rows = db.session.connection().execute(_YEAR_OF_ONE, {"edition_id": edition_id}).all()
    if not rows:
        return None
    first = rows[0]
    dated = [row for row in rows if row.name is not None]
    upcoming = None if first.state is EditionState.ARCHIVED else next_date(dated, clock.now())
    return Year(
        first.id,
        first.code,
        first.short_title,
        first.organiser,
        first.state,
        bool(first.released),
        upcoming,
        first.received_until,
    )
