"""Judges who still have works to mark, and the letters that they were written."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from award.accounts.models import Person
from award.db import db
from award.editions.models import Round
from award.editions.states import RoundState
from award.entries.models.reminding import Reminder
from award.judging.models import Assignment
from award.judging.queries.queues import Progress, progress_of
from award.judging.states import LEFT


def open_rounds() -> list[Round]:
    """Rounds that are open, with their editions."""
    statement = sa.select(Round).where(Round.state == RoundState.OPEN)
    return list(db.session.scalars(statement.options(joinedload(Round.edition)).order_by(Round.opens_at, Round.id)))


def judges_behind(round_: Round, *, since: datetime | None = None) -> list[tuple[Person, Progress]]:
    """Judges with works left that they may know of, in the order of their names, and how far each is; with `since`
    only those who had one of them before that instant."""
    left = sa.select(Assignment.judge_id).where(Assignment.round_id == round_.id, Assignment.state.in_(LEFT))
    if since is not None:
        left = left.where(Assignment.published_at < since)
    statement = sa.select(Person).where(Person.id.in_(left), Person.closed_at.is_(None))
    people = db.session.scalars(statement.order_by(Person.name_key, Person.id)).all()
    found = [(person, progress_of(person, round_)) for person in people]
    return [(person, progress) for person, progress in found if progress.left]


def reminded(round_: Round, mark: str) -> set[uuid.UUID]:
    """Who got the letter of this mark already."""
    found = sa.select(Reminder.person_id).where(Reminder.edition_id == round_.edition_id, Reminder.mark == mark)
    return set(db.session.scalars(found))
