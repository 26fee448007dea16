"""Finding judges for works: a proposal that only the office sees, then its publication as one act.

The flow of a large round takes seconds, so it is solved outside of any transaction, by the worker: `gather` reads,
`solve` thinks, `keep_proposal` writes, if nothing was changed between.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import RoundState
from award.jobs.service import enqueue
from award.judging.assignment import Lack, Plan, assign, everyone
from award.judging.conflicts import conflict_of
from award.judging.models import Assignment, AssignmentProposal
from award.judging.queries import facts, proposals, rounds
from award.judging.queries.blinding import who_know_names
from award.judging.states import KEPT, TASK, Leaving, TaskState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment

Pair = tuple[uuid.UUID, uuid.UUID]

# So many pairs of a work and a judge are thought through while the page waits; more are left to the worker.
AT_ONCE = 2_000


@dataclass
class Proposal:
    """What `propose` found: how many tasks are new, how many would be taken away, and the works (by code) that still
    lack judges, with how many and why."""

    tasks: int = 0
    taken: int = 0
    lacking: dict[str, int] = field(default_factory=dict)
    why: dict[str, Lack] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What the office wants of a proposal. `even`: works that nobody has opened may move to other judges, so that loads
    become even again; else whatever was given stays. `proportional`: loads follow the judges' own caps."""

    even: bool = False
    proportional: bool = False


@dataclass(frozen=True)
class Question:
    """One sub-committee as plain values: its works in order (rows), its judges with their caps, who stays away from what,
    what stays, what may move."""

    subcommittee_id: uuid.UUID | None
    works: list[Any]
    judges: Mapping[uuid.UUID, int | None]
    conflicts: frozenset[Pair]
    kept: frozenset[Pair]
    liked: frozenset[Pair]


@dataclass(frozen=True)
class Gathered:
    """All questions of a round, and by what one sees later whether they are still the same. `quorum` is set where
    everybody judges everything but what they stay away from, as in a ballot."""

    questions: list[Question]
    seal: Any
    quorum: int | None = None

    @property
    def size(self) -> int:
        """Pairs of a work and a judge that are thought about."""
        return sum(len(one.works) * len(one.judges) for one in self.questions)


def ask_for_proposal(round_: Round, wishes: Wishes, *, actor: Any) -> Proposal | None:
    """Proposes at once where the round is small; else the worker does it, and None is returned."""
    gathered = gather(round_, wishes)
    if gathered.size <= AT_ONCE:
        return keep_proposal(round_, gathered, solve(round_.judges_per_work, gathered, wishes), actor=actor)
    enqueue(
        "judging.propose",
        key=proposals.job_key(round_.id),
        round_id=str(round_.id),
        actor_id=str(actor.id),
        even=wishes.even,
        proportional=wishes.proportional,
    )
    return None


def propose(round_: Round, *, even: bool = False, proportional: bool = False, actor: Any) -> Proposal:
    """Proposes a judge for every place that is free, in place of an earlier proposal; published tasks stay unless
    `even` lets those move that nobody has opened. Tasks in conflict are marked to be taken away."""
    wishes = Wishes(even, proportional)
    gathered = gather(round_, wishes)
    return keep_proposal(round_, gathered, solve(round_.judges_per_work, gathered, wishes), actor=actor)


def gather(round_: Round, wishes: Wishes) -> Gathered:
    """Reads what the flow is made of. Raises `WrongMoment` for a closed round, `Refusal` for one without works."""
    _still_assigns(round_)
    works = rounds.works_of(round_)
    if not works:
        raise Refusal(say("No work comes before this round yet: works must be found eligible first."))
    earlier = [task for task in proposals.pairs_of(round_.id) if task.state is not TaskState.PROPOSED]
    known = rounds.facts_before(round_)
    judges = facts.facts_of_judges((seat.person_id for seat, _, _ in rounds.seats(round_)), round_.edition)
    questions, knowing = [], who_know_names(round_)
    for subcommittee_id, members, own in _by_subcommittee(round_, works):
        clashes = {(j, w.id) for j in members for w in own if j in knowing or conflict_of(judges[j], known[w.id])}
        questions.append(_question(subcommittee_id, members, own, clashes, earlier, wishes))
    return Gathered(questions, _seal(questions), round_.quorum if round_.has_everyone else None)


def _seal(questions: list[Question]) -> Any:
    return [
        (q.subcommittee_id, [w.id for w in q.works], dict(q.judges), q.conflicts, q.kept, q.liked) for q in questions
    ]


def _question(subcommittee_id, members, own, clashes, earlier, wishes) -> Question:
    """Who left a task with a reason does not get it again; what is in conflict now does not stay."""
    ids = {work.id for work in own}
    there = [task for task in earlier if task.entry_id in ids]
    kept = {(t.judge_id, t.entry_id) for t in there if t.state in KEPT} - clashes
    free = {(t.judge_id, t.entry_id) for t in there if t.state is TaskState.PUBLISHED} & kept if wishes.even else set()
    left = {(t.judge_id, t.entry_id) for t in there if t.state in (TaskState.ABSTAINED, TaskState.RECUSED)}
    return Question(subcommittee_id, own, members, frozenset(clashes | left), frozenset(kept - free), frozenset(free))


def solve(
    per_work: int, gathered: Gathered, wishes: Wishes, report: Callable[[int, int], None] = lambda done, total: None
) -> list[Plan]:
    """A plan for each question; `report` hears how much is done, between the flows. Asks nothing of the database."""
    plans, total = [], 2 * len(gathered.questions)
    for number, one in enumerate(gathered.questions):
        if gathered.quorum is not None:
            works = [work.id for work in one.works]
            plans.append(everyone(works, one.judges, gathered.quorum, conflicts=one.conflicts, kept=one.kept))
            continue
        plans.append(
            assign(
                [work.id for work in one.works],
                one.judges,
                per_work,
                conflicts=one.conflicts,
                kept=one.kept,
                liked=one.liked,
                kinds={work.id: (work.genre_id, work.parts > 1) for work in one.works},
                proportional=wishes.proportional,
                halfway=lambda done=2 * number + 1: report(done, total),
            )
        )
        report(2 * number + 2, total)
    return plans


def keep_proposal(round_: Round, gathered: Gathered, plans: list[Plan], *, actor: Any) -> Proposal:
    """Writes the plans down as proposed tasks, in place of an earlier proposal."""
    _clear(round_)
    earlier, found = rounds.tasks(round_.id), Proposal()
    for one, plan in zip(gathered.questions, plans, strict=True):
        codes = {work.id: work.code for work in one.works}
        found.tasks += _store(round_, one, plan, earlier, actor)
        found.taken += _mark_leaving(one, plan, earlier)
        found.lacking |= {codes[work]: missing for work, missing in plan.lacking.items()}
        found.why |= {codes[work]: lack for work, lack in plan.why.items()}
    _note(round_, found, actor)
    after = {"tasks": found.tasks, "taken": found.taken, "lacking": found.lacking}
    record("judging.propose", round_, actor=actor, after=after)
    return found


def _still_assigns(round_: Round) -> None:
    if round_.state is RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is closed.", round=round_.name))


def drop_proposal(round_: Round, *, actor: Any) -> None:
    """Forgets what is proposed; nothing that was published changes."""
    _clear(round_)
    record("judging.drop_proposal", round_, actor=actor)


def _clear(round_: Round) -> None:
    proposed = (Assignment.round_id == round_.id, Assignment.state == TaskState.PROPOSED)
    db.session.execute(sa.delete(Assignment).where(*proposed))
    leaving = (Assignment.round_id == round_.id, Assignment.leaving.is_not(None))
    db.session.execute(sa.update(Assignment).where(*leaving).values(leaving=None))
    db.session.execute(sa.delete(AssignmentProposal).where(AssignmentProposal.round_id == round_.id))


def _by_subcommittee(round_: Round, works: list):
    """(sub-committee, its judges with their caps, its works) for each that has works; works of none come last."""
    members: dict[uuid.UUID | None, dict[uuid.UUID, int | None]] = defaultdict(dict)
    for seat, _name, subcommittee in rounds.seats(round_):
        members[subcommittee.id][seat.person_id] = seat.most_works
    own = defaultdict(list)
    for work in works:
        own[work.subcommittee_id].append(work)
    for subcommittee_id in sorted(own, key=str):
        yield subcommittee_id, members[subcommittee_id], own[subcommittee_id]


def _store(round_: Round, one: Question, plan: Plan, earlier: list[Assignment], actor: Any) -> int:
    """Writes the plan down as proposed tasks; returns how many are new."""
    there = {(task.judge_id, task.entry_id): task for task in earlier}
    places = {work.id: number for number, work in enumerate(one.works, 1)}
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
        values = {**given, "subcommittee_id": one.subcommittee_id, "position": places[entry_id], "opened_at": None}
        for name, value in values.items():
            setattr(task, name, value)
        fresh.append(task)
    db.session.add_all(fresh)
    db.session.flush()
    return len(fresh)


def _mark_leaving(one: Question, plan: Plan, earlier: list[Assignment]) -> int:
    """Marks what the publication takes away: tasks in conflict, and those that moved; marked sheets never leave so."""
    ids, taken = {work.id for work in one.works}, 0
    for task in earlier:
        if task.entry_id not in ids or task.state not in (TaskState.PUBLISHED, TaskState.OPENED):
            continue
        pair = (task.judge_id, task.entry_id)
        if pair not in plan.pairs:
            task.leaving = Leaving.CONFLICT if pair in one.conflicts else Leaving.EVEN
            taken += 1
    db.session.flush()
    return taken


def _note(round_: Round, found: Proposal, actor: Any) -> None:
    names = proposals.names({judge for lack in found.why.values() for judge in (*lack.away, *lack.busy)})
    lacking = [
        {
            "code": code,
            "missing": lack.missing,
            "seated": lack.seated,
            "away": [names[judge] for judge in lack.away],
            "busy": [names[judge] for judge in lack.busy],
        }
        for code, lack in sorted(found.why.items())
    ]
    db.session.add(
        AssignmentProposal(
            round_id=round_.id, at=clock.now(), actor_id=actor.id, new=found.tasks, taken=found.taken, lacking=lacking
        )
    )
    db.session.flush()
