"""A judge's queues: own tasks only, and never what others gave. Works in conflict, and works that left the award, are
not in them: not in the rows and not in the numbers."""

import uuid
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db
from award.editions.models import Category, Edition, Round
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging.models import Assignment, ScoreSheet
from award.judging.queries.facts import entries_in_conflict, judge_facts
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


def _hidden(person: Person, round_: Round) -> list[uuid.UUID]:
    """Tasks of the judge that may not be seen: a conflict came up after publication, or the work has left the award.

    Both are few, so they are looked up from their side: a long queue costs no more than a short one.
    """
    judge = judge_facts(person.id, person.email, person.outlet_id)
    left = sa.select(Entry.id).where(Entry.edition_id == round_.edition_id, Entry.state.in_(LEFT_THE_AWARD))
    statement = sa.select(Assignment.id).where(
        Assignment.judge_id == person.id,
        Assignment.round_id == round_.id,
        Assignment.entry_id.in_(left.union(*entries_in_conflict(judge).selects)),
    )
    return list(db.session.scalars(statement))


def _mine(person: Person, round_id: uuid.UUID, hidden: list[uuid.UUID]) -> sa.ColumnElement[bool]:
    condition = sa.and_(
        Assignment.judge_id == person.id, Assignment.round_id == round_id, Assignment.state.in_(WITH_JUDGE)
    )
    return sa.and_(condition, Assignment.id.not_in(hidden)) if hidden else condition


def queue(person: Person, round_: Round, *, which: str = "all", page: int = 1) -> Queue:
    """One page of the judge's tasks in a round with own totals; `which` is all, left or later."""
    mine = _mine(person, round_.id, _hidden(person, round_))
    progress = _progress(mine)
    total = {"left": progress.left, "later": progress.later}.get(which, progress.total)
    number = min(max(page, 1), max(1, -(-total // SIZE)))
    rows = db.session.execute(_rows(mine, which).limit(SIZE).offset((number - 1) * SIZE))
    return Queue(Page(list(rows), number, SIZE, total), progress, _next(mine, -1) if progress.left else None)


def _rows(mine: sa.ColumnElement[bool], which: str) -> sa.Select:
    wanted = {"left": Assignment.state.in_(LEFT), "later": Assignment.later}.get(which, sa.true())
    return (
        sa.select(
            Assignment.id,
            Assignment.state,
            Assignment.later,
            Entry.code,
            Entry.title,
            Category.name.label("category"),
            ScoreSheet.total,
        )
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Category, Category.id == Entry.category_id)
        .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(mine, wanted)
        .order_by(Assignment.position, Assignment.id)
    )


def _progress(mine: sa.ColumnElement[bool]) -> Progress:
    """One statement."""
    counts: dict[TaskState, int] = {}
    put_off = 0
    keys = (Assignment.state, Assignment.later)
    for state, later, count in db.session.execute(sa.select(*keys, sa.func.count()).where(mine).group_by(*keys)):
        counts[state] = counts.get(state, 0) + count
        put_off += count if later else 0
    return Progress(counts, put_off)


def _next(mine: sa.ColumnElement[bool], after: int) -> uuid.UUID | None:
    statement = (
        sa.select(Assignment.id)
        .where(mine, Assignment.state.in_(LEFT))
        .order_by(Assignment.later, Assignment.position <= after, Assignment.position)
        .limit(1)
    )
    return db.session.scalar(statement)


def next_left(person: Person, round_: Round, after: int = -1) -> uuid.UUID | None:
    """The judge's next task that is still to be done, those put off last, beginning again at the first; None when
    all is done."""
    return _next(_mine(person, round_.id, _hidden(person, round_)), after)


def my_rounds(person: Person) -> list[tuple[Round, Edition, Progress]]:
    """The rounds in which the person has tasks, the newest first, with the progress in each."""
    judge = judge_facts(person.id, person.email, person.outlet_id)
    rows = db.session.execute(
        sa.select(Assignment.round_id, Assignment.state, sa.func.count())
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Assignment.judge_id == person.id, Assignment.state.in_(WITH_JUDGE))
        .where(Entry.state == EntryState.ELIGIBLE, Entry.id.not_in(entries_in_conflict(judge)))
        .group_by(Assignment.round_id, Assignment.state)
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
