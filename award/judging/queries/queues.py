"""A judge's queues: own tasks only, and never what others gave. Works in conflict, and works that left the award, are
not in them: not in the rows and not in the numbers."""

import uuid
from collections import Counter
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db
from award.editions.models import Category, Edition, Round
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging.conflicts import JudgeFacts
from award.judging.models import Assignment, Coverage, ScoreSheet
from award.judging.queries.blinding import hides_names, names_of
from award.judging.queries.facts import all_facts, conflicting_works, in_conflict, judge_facts
from award.judging.states import LEFT, WITH_JUDGE, TaskState

SIZE = 25
LEFT_THE_AWARD = [state for state in EntryState if state is not EntryState.ELIGIBLE]


@dataclass(frozen=True)
class Progress:
    """How far a judge is: tasks in each state, and how many were put off."""

    counts: dict[TaskState, int]
    later: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Marked, or left with a reason."""
        return self.counts.get(TaskState.SCORED, 0) + self.counts.get(TaskState.ABSTAINED, 0)

    @property
    def left(self) -> int:
        return self.total - self.done


class Queue(NamedTuple):
    """One page of a judge's queue, the progress over all of it, and the next task to be done, if one is left."""

    page: Page
    progress: Progress
    next_id: uuid.UUID | None


def hidden_tasks(person: Person, round_: Round) -> list[sa.Row]:
    """Tasks (id, state, later) of the judge that may not be seen: a conflict came up after publication, or the work has left the award."""
    return hidden_by(judge_facts(person, round_.edition), round_)


def hidden_by(facts: JudgeFacts, round_: Round) -> list[sa.Row]:
    """The same of the judge with these facts.

    Both are few, so they are looked up from their side: a long queue costs no more than a short one.
    """
    selects, values = conflicting_works(facts)
    known = values | {"round_id": round_.id, "edition_id": round_.edition_id}
    return list(db.session.execute(_hidden(tuple(selects)), known))


@cache
def _hidden(selects: tuple[sa.Select, ...]) -> sa.Select:
    """Built once for each set of facts that a judge may have."""
    left = sa.select(Entry.id).where(Entry.edition_id == sa.bindparam("edition_id"), Entry.state.in_(LEFT_THE_AWARD))
    return sa.select(Assignment.id, Assignment.state, Assignment.later).where(
        Assignment.judge_id == sa.bindparam("judge_id"),
        Assignment.round_id == sa.bindparam("round_id"),
        Assignment.entry_id.in_(left.union(*selects)),
    )


GIVEN = sa.and_(
    Assignment.judge_id == sa.bindparam("judge_id"),
    Assignment.round_id == sa.bindparam("round_id"),
    Assignment.state.in_(WITH_JUDGE),
)
MINE = sa.and_(GIVEN, Assignment.id.not_in(sa.bindparam("hidden", expanding=True)))
ROWS = (
    sa.select(
        Assignment.id,
        Assignment.state,
        Assignment.later,
        Assignment.entry_id,
        Entry.code,
        Entry.title,
        Category.name.label("category"),
        ScoreSheet.total,
        Coverage.seen,
        Coverage.whole,
    )
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(Category, Category.id == Entry.category_id)
    .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
    .outerjoin(Coverage, sa.and_(Coverage.person_id == Assignment.judge_id, Coverage.entry_id == Assignment.entry_id))
    .where(MINE)
    .order_by(Assignment.position, Assignment.id)
    .limit(SIZE)
    .offset(sa.bindparam("before"))
)
SHOWN = {"left": ROWS.where(Assignment.state.in_(LEFT)), "later": ROWS.where(Assignment.later)}
# Of all that was given, so that the queue's index alone answers; what is hidden is taken off afterwards.
COUNTS = (
    sa.select(Assignment.state, Assignment.later, sa.func.count())
    .where(GIVEN)
    .group_by(Assignment.state, Assignment.later)
)
NEXT = (
    sa.select(Assignment.id)
    .where(MINE, Assignment.state.in_(LEFT))
    .order_by(Assignment.later, Assignment.position <= sa.bindparam("after"), Assignment.position)
    .limit(1)
)


def queue(person: Person, round_: Round, *, which: str = "all", page: int = 1) -> Queue:
    """One page of the judge's tasks in a round with own totals; `which` is all, left or later."""
    hidden = hidden_tasks(person, round_)
    mine = values_of(person, round_, hidden)
    progress = _progress(mine, hidden)
    total = {"left": progress.left, "later": progress.later}.get(which, progress.total)
    number = min(max(page, 1), max(1, -(-total // SIZE)))
    rows = list(db.session.execute(SHOWN.get(which, ROWS), mine | {"before": (number - 1) * SIZE}))
    following = db.session.scalar(NEXT, mine | {"after": -1}) if progress.left else None
    return Queue(Page(as_seen(round_, rows), number, SIZE, total), progress, following)


def as_seen(round_: Round, rows: list[sa.Row]) -> list[Any]:
    """The rows with their titles as the judge may read them."""
    if not hides_names(round_):
        return rows
    names = names_of(row.entry_id for row in rows)
    return [SimpleNamespace(**{**row._mapping, "title": names[row.entry_id].masked(row.title)}) for row in rows]


def values_of(person: Person, round_: Round, hidden: list[sa.Row]) -> dict[str, Any]:
    """The values of `MINE`."""
    return {"judge_id": person.id, "round_id": round_.id, "hidden": [task.id for task in hidden]}


def _progress(mine: dict[str, Any], hidden: list[sa.Row]) -> Progress:
    """One statement."""
    found = Counter({(state, later): count for state, later, count in db.session.execute(COUNTS, mine)})
    found -= Counter((task.state, task.later) for task in hidden if task.state in WITH_JUDGE)
    counts: dict[TaskState, int] = {}
    for (state, _), count in found.items():
        counts[state] = counts.get(state, 0) + count
    return Progress(counts, sum(count for (_, later), count in found.items() if later))


def progress_of(person: Person, round_: Round) -> Progress:
    """How far the judge is in a round, over the works that may be known."""
    hidden = hidden_tasks(person, round_)
    return _progress(values_of(person, round_, hidden), hidden)


def next_left(person: Person, round_: Round, after: int = -1) -> uuid.UUID | None:
    """The judge's next task that is still to be done, those put off last, beginning again at the first; None when
    all is done."""
    return db.session.scalar(NEXT, values_of(person, round_, hidden_tasks(person, round_)) | {"after": after})


def my_rounds(person: Person) -> list[tuple[Round, Edition, Progress]]:
    """The rounds in which the person has tasks, the newest first, with the progress in each."""
    stays_away, values = in_conflict(all_facts(person))
    rows = db.session.execute(
        sa.select(Assignment.round_id, Assignment.state, sa.func.count())
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Edition, Edition.id == Entry.edition_id)
        .where(Assignment.judge_id == person.id, Assignment.state.in_(WITH_JUDGE))
        .where(Entry.state == EntryState.ELIGIBLE, sa.not_(stays_away))
        .group_by(Assignment.round_id, Assignment.state),
        values,
    )
    counts: dict[uuid.UUID, dict[TaskState, int]] = {}
    for round_id, state, count in rows:
        counts.setdefault(round_id, {})[state] = count
    rounds = db.session.execute(
        sa.select(Round, Edition)
        .join(Edition, Edition.id == Round.edition_id)
        .where(Round.id.in_(list(counts)))
        .order_by(Round.opens_at.desc(), Round.id)
    )
    return [(round_, edition, Progress(counts[round_.id])) for round_, edition in rounds]
