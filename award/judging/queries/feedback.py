"""What judges wrote for the author of a work."""

import uuid
from typing import NamedTuple

import sqlalchemy as sa

from award.db import db
from award.editions.models import Round
from award.editions.states import RoundState
from award.judging.models import Assignment, ScoreSheet
from award.judging.states import TaskState


class Feedback(NamedTuple):
    """One judge's remark, without the judge; `round` is the round's name."""

    round: str
    text: str


def feedback_on(entry_id: uuid.UUID) -> list[Feedback]:
    """The remarks for the author on confirmed sheets of closed rounds that pass them on, by round; within it in no order
    that tells who wrote them. Whoever shows them asks first whether the results are out: rounds do not know that."""
    rows = db.session.execute(
        sa.select(Round.name, ScoreSheet.feedback)
        .join(Assignment, Assignment.id == ScoreSheet.assignment_id)
        .join(Round, Round.id == Assignment.round_id)
        .where(
            *(Assignment.entry_id == entry_id, Assignment.state == TaskState.SCORED),
            *(Round.feedback, Round.state == RoundState.CLOSED, ScoreSheet.feedback != ""),
        )
        .order_by(Round.position, ScoreSheet.feedback)
    )
    return [Feedback(*row) for row in rows]
