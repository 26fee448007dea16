"""Publishing an assignment: what is new goes to its judges and what leaves is taken from them, as one act."""

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import RoundState
from award.judging.models import Assignment, AssignmentProposal
from award.judging.queries import proposals
from award.judging.service import ledger
from award.judging.service.blinding import ask_for_blind_copies
from award.judging.states import TASK, Leaving, SheetEvent, TaskState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.drafts import Draft
from award.outbox.service import post


def publish(round_: Round, *, actor: Any) -> int:
    """Gives all proposed tasks to their judges at once and takes away what the proposal takes away, with one letter to
    each judge concerned; returns how many tasks are new. What its judge has opened meanwhile stays, unless a conflict
    keeps the judge from it."""
    if round_.state is RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is closed.", round=round_.name))
    given = proposals.proposed_by_judge(round_.id)
    taken = _take_away(round_, actor)
    if not given and not taken:
        raise Refusal(say("There is no proposal to publish."))
    _give(round_)
    if round_.blind:
        ask_for_blind_copies(round_)
    count = sum(given.values())
    judges = len(given.keys() | taken.keys())
    record("judging.publish", round_, actor=actor, after={"tasks": count, "taken": taken.total(), "judges": judges})
    for draft in _drafts(round_, given, taken):
        post(draft.template, to=draft.to, edition=round_.edition, **draft.values)
    return count


def publication_letters(round_: Round) -> list[Draft]:
    """The letters that publishing the proposal would send now, in the order of the judges' names; none where the round is
    closed."""
    if round_.state is RoundState.CLOSED:
        return []
    taken = Counter(task.judge_id for task in proposals.leaving(round_.id) if _goes(task))
    return _drafts(round_, proposals.proposed_by_judge(round_.id), taken)


def _give(round_: Round) -> None:
    """One statement: a round may have many thousands of tasks."""
    values = {
        "state": TASK.target("publish", TaskState.PROPOSED),
        "published_at": clock.now(),
        "opened_at": None,
        "leaving": None,
    }
    proposed = (Assignment.round_id == round_.id, Assignment.state == TaskState.PROPOSED)
    db.session.execute(sa.update(Assignment).where(*proposed).values(values))
    db.session.execute(sa.delete(AssignmentProposal).where(AssignmentProposal.round_id == round_.id))


def _take_away(round_: Round, actor: Any) -> Counter[uuid.UUID]:
    """How many tasks were taken from each judge; each stands in the ledger."""
    taken: Counter[uuid.UUID] = Counter()
    for task in proposals.leaving(round_.id):
        goes, why, task.leaving = _goes(task), task.leaving, None
        if goes:
            task.state, task.reason = TASK.target("cancel", task.state), why.value
            ledger.append(task, SheetEvent.TAKEN, {"reason": why.value}, actor=actor)
            taken[task.judge_id] += 1
    db.session.flush()
    return taken


def _goes(task: Assignment) -> bool:
    """Whether a task that the proposal takes away is taken: not what its judge has opened, unless for a conflict."""
    return task.state is TaskState.PUBLISHED or task.leaving is Leaving.CONFLICT


def _drafts(round_: Round, given: Mapping[uuid.UUID, int], taken: Counter[uuid.UUID]) -> list[Draft]:
    return [
        Draft("judging/published", judge, _values(judge, round_, given.get(judge.id, 0), taken[judge.id]))
        for judge in proposals.people(given.keys() | taken.keys())
    ]


def _values(judge: Any, round_: Round, works: int, taken: int) -> dict[str, Any]:
    return {
        "name": judge.full_name,
        "edition_title": round_.edition.title,
        "round": round_.name,
        "ballot": round_.is_ballot,
        "works": works,
        "taken": taken,
        "opens_at": round_.opens_at,
        "closes_at": round_.closes_at,
        "round_id": round_.id,
    }
