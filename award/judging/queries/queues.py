"""A judge's queues: own tasks only, and never what others gave. Works in conflict, and works that left the award, are
not in them: not in the rows and not in the numbers."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Category, Edition, Round
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging.models import Assignment, ScoreSheet
from award.judging.queries.facts import entries_in_conflict, judge_facts
from award.judging.states import LEFT, WITH_JUDGE, TaskState

SIZE = 25


@dataclass(frozen=True)
class Progress:
    """How far a judge is: tasks in each state and how many there are."""

    counts: dict[TaskState, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Marked, or left with a reason."""
        return self.counts.get(TaskState.SCORED, 0) + self.counts.get(TaskState.ABSTAINED, 0)


def _hidden(person: Person, round_id: uuid.UUID) -> list[uuid.UUID]:
    """Tasks of the judge that may not be seen: a conflict came up after publication, or the work has left."""
    judge = judge_facts(person.id, person.email, person.outlet_id)
    statement = (
        sa.select(Assignment.id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Assignment.judge_id == person.id, Assignment.round_id == round_id)
        .where(sa.or_(Entry.state != EntryState.ELIGIBLE, Entry.id.in_(entries_in_conflict(judge))))
    )
    return list(db.session.scalars(statement))


def _mine(person: Person, round_id: uuid.UUID, hidden: list[uuid.UUID]) -> sa.ColumnElement[bool]:
    condition = sa.and_(
        Assignment.judge_id == person.id, Assignment.round_id == round_id, Assignment.state.in_(WITH_JUDGE)
    )
    return sa.and_(condition, Assignment.id.not_in(hidden)) if hidden else condition


def queue(person: Person, round_id: uuid.UUID, *, which: str = "all", page: int = 1) -> tuple[Page, Progress]:
    """One page of the judge's tasks in a round with own totals, and the progress over all of them; `which` is all,
    left or later."""
    mine = _mine(person, round_id, _hidden(person, round_id))
    wanted = {"left": Assignment.state.in_(LEFT), "later": Assignment.later}.get(which, sa.true())
    statement = (
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
    count = sa.select(sa.func.count()).select_from(Assignment).where(mine, wanted)
    return paged(statement, page=page, size=SIZE, count=count), _progress(mine)


def _progress(mine: sa.ColumnElement[bool]) -> Progress:
    rows = db.session.execute(sa.select(Assignment.state, sa.func.count()).where(mine).group_by(Assignment.state))
    return Progress(dict(rows.all()))


def next_left(person: Person, round_id: uuid.UUID, after: int = -1) -> uuid.UUID | None:
    """The judge's next task that is still to be done, beginning again at the first; None when all is done."""
    left = sa.and_(_mine(person, round_id, _hidden(person, round_id)), Assignment.state.in_(LEFT))
    statement = (
        sa.select(Assignment.id)
        .where(left)
        .order_by(Assignment.position <= after, Assignment.later, Assignment.position)
        .limit(1)
    )
    return db.session.scalar(statement)


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
