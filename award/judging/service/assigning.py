"""Finding judges for works: a proposal that only the office sees, then its publication as one act."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import RoundMode, RoundState
from award.judging.assignment import Lack, Plan, assign
from award.judging.conflicts import conflict_of
from award.judging.models import Assignment
from award.judging.queries import facts, rounds
from award.judging.states import KEPT, TASK, TaskState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.service import post

Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass
class Proposal:
    """What `propose` found: how many tasks are new, and the works (by code) that still lack judges, with how many and
    why."""

    tasks: int = 0
    lacking: dict[str, int] = field(default_factory=dict)
    why: dict[str, Lack] = field(default_factory=dict)


def propose(round_: Round, *, actor: Any) -> Proposal:
    """Proposes a judge for every place that is free, in place of an earlier proposal; published tasks stay."""
    _still_assigns(round_)
    works, proposal = rounds.works_of(round_), Proposal()
    if not works:
        raise Refusal(say("No work comes before this round yet: works must be found eligible first."))
    _drop_proposed(round_)
    earlier = rounds.tasks(round_.id)
    known = facts.facts_of_edition(round_.edition_id)
    judges = facts.facts_of_judges((seat.person_id for seat, _, _ in rounds.seats(round_.edition_id)), round_.edition)
    for subcommittee_id, members, own in _by_subcommittee(round_, works):
        clashes = {(j, w.id) for j in members for w in own if conflict_of(judges[j], known[w.id])}
        plan = _plan(round_, members, own, clashes, earlier)
        proposal.why |= {work.code: plan.why[work.id] for work in own if work.id in plan.why}
        proposal.tasks += _store(round_, subcommittee_id, plan, own, earlier, actor)
        proposal.lacking |= {work.code: plan.lacking[work.id] for work in own if work.id in plan.lacking}
    after = {"tasks": proposal.tasks, "lacking": proposal.lacking}
    record("judging.propose", round_, actor=actor, after=after)
    return proposal


def _still_assigns(round_: Round) -> None:
    if round_.mode is RoundMode.BALLOT:
        raise Refusal(say("The round “%(round)s” decides by ballot: it has no score sheets.", round=round_.name))
    if round_.state is RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is closed.", round=round_.name))


def _drop_proposed(round_: Round) -> None:
    db.session.execute(
        sa.delete(Assignment).where(Assignment.round_id == round_.id, Assignment.state == TaskState.PROPOSED)
    )


def _by_subcommittee(round_: Round, works: list):
    """(sub-committee, its judges with their caps, its works) for each that has works; works of none come last."""
    members: dict[uuid.UUID | None, dict[uuid.UUID, int | None]] = defaultdict(dict)
    for seat, _name, subcommittee in rounds.seats(round_.edition_id):
        members[subcommittee.id][seat.person_id] = seat.most_works
    own = defaultdict(list)
    for work in works:
        own[work.subcommittee_id].append(work)
    for subcommittee_id in sorted(own, key=str):
        yield subcommittee_id, members[subcommittee_id], own[subcommittee_id]


def _plan(round_: Round, members: Mapping, own: list, clashes: set[Pair], earlier: list[Assignment]) -> Plan:
    """The plan of one sub-committee: who left a task with a reason does not get it again."""
    ids = {work.id for work in own}
    kept = {(t.judge_id, t.entry_id) for t in earlier if t.state in KEPT and t.entry_id in ids}
    left = {(t.judge_id, t.entry_id) for t in earlier if t.state in (TaskState.ABSTAINED, TaskState.RECUSED)}
    return assign(
        [work.id for work in own],
        members,
        round_.judges_per_work,
        conflicts=clashes | left,
        kept=kept - clashes,
        kinds={work.id: (work.genre_id, work.parts > 1) for work in own},
    )


def _store(round_: Round, subcommittee_id: Any, plan: Plan, own: list, earlier: list[Assignment], actor: Any) -> int:
    """Writes the plan down as proposed tasks; returns how many are new."""
    there = {(task.judge_id, task.entry_id): task for task in earlier}
    places = {work.id: number for number, work in enumerate(own, 1)}
    given = {"why": "automatic", "given_by_id": actor.id if actor else None, "given_at": clock.now()}
    fresh = []
    for judge_id, entry_id in sorted(plan.pairs, key=lambda pair: (places[pair[1]], str(pair[0]))):
        task = there.get((judge_id, entry_id))
        if task is not None and task.state in KEPT:
            task.position = places[entry_id]
            continue
        if task is None:
            task = Assignment(round_id=round_.id, entry_id=entry_id, judge_id=judge_id, state=TaskState.PROPOSED)
        else:
            task.state, task.reason = TASK.target("propose", task.state), None
        values = {**given, "subcommittee_id": subcommittee_id, "position": places[entry_id]}
        for name, value in values.items():
            setattr(task, name, value)
        fresh.append(task)
    db.session.add_all(fresh)
    db.session.flush()
    return len(fresh)


def publish(round_: Round, *, actor: Any) -> int:
    """Gives all proposed tasks to their judges at once, with a letter to each; returns how many tasks."""
    _still_assigns(round_)
    proposed = rounds.tasks(round_.id, TaskState.PROPOSED)
    if not proposed:
        raise Refusal(say("There is no proposal to publish."))
    counts: dict[uuid.UUID, int] = defaultdict(int)
    for task in proposed:
        task.state, task.published_at = TASK.target("publish", task.state), clock.now()
        counts[task.judge_id] += 1
    db.session.flush()
    record("judging.publish", round_, actor=actor, after={"tasks": len(proposed), "judges": len(counts)})
    for judge in rounds.jury(round_.id):
        if counts[judge.id]:
            _tell(judge, round_, counts[judge.id])
    return len(proposed)


def _tell(judge: Any, round_: Round, works: int) -> None:
    post(
        "judging/published",
        to=judge,
        edition=round_.edition,
        name=judge.full_name,
        edition_title=round_.edition.title,
        round=round_.name,
        works=works,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        round_id=round_.id,
    )
