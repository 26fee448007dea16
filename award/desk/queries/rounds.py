"""How far the rounds of an edition are."""

import uuid
from collections import defaultdict

import sqlalchemy as sa

from award.db import db
from award.desk.waiting import RoundFigures
from award.editions.models import Round
from award.judging.models import Assignment
from award.judging.states import TaskState

PUBLISHED = (TaskState.PUBLISHED, TaskState.OPENED, TaskState.SCORED)


def rounds_of(edition_id: uuid.UUID) -> list[RoundFigures]:
    """The edition's rounds with their published tasks by state."""
    statement = (
        sa.select(
            Round.id,
            Round.name,
            Round.state,
            Round.closes_at,
            Assignment.state.label("task"),
            sa.func.count(Assignment.id),
        )
        .outerjoin(Assignment, sa.and_(Assignment.round_id == Round.id, Assignment.state.in_(PUBLISHED)))
        .where(Round.edition_id == edition_id)
        .group_by(Round.id, Round.name, Round.state, Round.closes_at, Round.position, Assignment.state)
        .order_by(Round.position, Assignment.state)
    )
    tasks: dict[tuple, dict[TaskState, int]] = defaultdict(dict)
    for *round, task, count in db.session.execute(statement):
        tasks[tuple(round)].update({task: count} if task else {})
    return [RoundFigures(*round, counts) for round, counts in tasks.items()]
