"""Letters to a judge about one task."""

from typing import Any

from award.editions.models import Round
from award.judging.models import Assignment
from award.judging.queries import joint
from award.judging.queries.blinding import masked_title
from award.outbox.service import post


def tell_of_task(letter: str, judge: Any, round_: Round, task: Assignment, **more: Any) -> None:
    """Posts a letter with the work by its code and, where the round hides names, its title without them."""
    code, title = joint.work_of(task)
    post(
        letter,
        to=judge,
        edition=round_.edition,
        name=judge.full_name,
        round=round_.name,
        ballot=round_.is_ballot,
        code=code,
        title=masked_title(round_, task.entry_id, title),
        closes_at=round_.closes_at,
        task_id=task.id,
        **more,
    )
