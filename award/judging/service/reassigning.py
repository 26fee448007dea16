"""Giving a single work to another judge by hand."""

from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.states import RoundState
from award.judging.models import Assignment
from award.judging.queries import joint, rounds
from award.judging.queries.blinding import who_know_names
from award.judging.service import ledger
from award.judging.service.telling import tell_of_task
from award.judging.states import TASK, SheetEvent, TaskState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment


def reassign(assignment: Assignment, judge: Any, *, reason: str, actor: Any) -> Assignment:
    """Takes a task that is not marked yet from its judge and gives the work to another one of the sub-committee.

    Raises `WrongMoment` for a marked task or a closed round, `Refusal` for somebody who may not judge the work.
    """
    round_ = rounds.round_by_id(assignment.round_id)
    if round_.state is RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is closed.", round=round_.name))
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    if judge is not None and judge.id in who_know_names(round_):
        raise Refusal(say("Names are hidden in this round, and this judge’s other role here shows them."), "judge")
    if judge is None or judge.id not in {one.id for one in joint.possible_heirs(assignment)}:
        raise Refusal(say("This judge cannot be given the work: a conflict, the work already, or no seat."), "judge")
    assignment.state, assignment.reason = TASK.target("cancel", assignment.state), reason
    heir = joint.task_of(judge.id, assignment) or Assignment(
        round_id=round_.id, entry_id=assignment.entry_id, judge_id=judge.id, state=TaskState.PROPOSED
    )
    values = {
        "subcommittee_id": assignment.subcommittee_id,
        "state": TASK.target("give", heir.state),
        "opened_at": None,
        "position": assignment.position,
        "why": "by hand",
        "reason": None,
        "given_by_id": actor.id,
        "given_at": clock.now(),
        "published_at": clock.now(),
    }
    for name, value in values.items():
        setattr(heir, name, value)
    db.session.add(heir)
    db.session.flush()
    ledger.append(assignment, SheetEvent.REASSIGNED, {"reason": reason, "to": str(heir.id)}, actor=actor)
    told = {"from": assignment.judge_id, "to": judge.id, "reason": reason}
    record("judging.reassign", heir, actor=actor, edition=round_.edition, after=told)
    tell_of_task("judging/given", judge, round_, heir)
    return heir
