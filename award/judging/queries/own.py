"""What a judge sees of the own sheets of a round, and nothing of anybody else's: sheets that can be confirmed, totals,
papers. Works in conflict, and works that left the award, are in none of it, nor in its numbers."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.editions.models import Category, Round, Subcommittee
from award.entries.models import Entry
from award.judging.models import Assignment, Coverage, ScoreSheet
from award.judging.pattern import Share
from award.judging.queries.facts import conflicting_works, judge_facts
from award.judging.queries.queues import MINE, as_seen, hidden_tasks, values_of
from award.judging.queries.rounds import works
from award.judging.queries.tasks import TASK_ROWS, Task, task_of
from award.judging.states import KEPT, TaskState

COMPLETE = sa.and_(MINE, Assignment.state == TaskState.OPENED, ScoreSheet.total.is_not(None))
READY = (
    sa.select(
        *(Assignment.id, Assignment.entry_id, Entry.code, Entry.title, Category.name.label("category")),
        *(ScoreSheet.total, ScoreSheet.version, Coverage.seen, Coverage.whole),
    )
    .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(Category, Category.id == Entry.category_id)
    .outerjoin(Coverage, sa.and_(Coverage.person_id == Assignment.judge_id, Coverage.entry_id == Assignment.entry_id))
    .where(COMPLETE)
    .order_by(Assignment.position, Assignment.id)
)
OWN = (
    sa.select(Assignment.subcommittee_id, Assignment.state, ScoreSheet.total)
    .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
    .where(MINE, Assignment.state.in_(KEPT))
    .order_by(Assignment.position, Assignment.id)
)


def _mine(person: Person, round_: Round) -> dict[str, Any]:
    return values_of(person, round_, hidden_tasks(person, round_))


def ready(person: Person, round_: Round) -> list[Any]:
    """The judge's sheets with every mark that are not confirmed, in the order of the queue, as rows."""
    return as_seen(round_, list(db.session.execute(READY, _mine(person, round_))))


@dataclass(frozen=True)
class Own:
    """The judge's totals so far, of confirmed sheets and of complete drafts, and the share in each sub-committee."""

    totals: list[Decimal]
    confirmed: int
    shares: list[tuple[Subcommittee, Share]]


def own_marks(person: Person, round_: Round) -> Own:
    """How the judge marks in a round; counts of a sub-committee are over the works that the judge may know of."""
    totals, given, confirmed = defaultdict(list), defaultdict(int), 0
    for subcommittee_id, state, total in db.session.execute(OWN, _mine(person, round_)):
        given[subcommittee_id] += 1
        confirmed += state is TaskState.SCORED
        if total is not None:
            totals[subcommittee_id].append(total)
    known = _known(person, round_)
    panels = sa.select(Subcommittee).where(Subcommittee.id.in_(list(given))).order_by(Subcommittee.position)
    shares = []
    for one in db.session.scalars(panels):
        rule = round_.passing(one.code)
        limits = (None, rule.pass_mark) if rule.pass_count is None else (rule.pass_count, None)
        shares.append((one, Share(one.name, given[one.id], known.get(one.id, 0), totals[one.id], *limits)))
    return Own([total for own in totals.values() for total in own], confirmed, shares)


def _known(person: Person, round_: Round) -> dict[uuid.UUID, int]:
    """How many works of the round each sub-committee has, without those that the judge stays away from."""
    selects, values = conflicting_works(judge_facts(person, round_.edition))
    before = works(round_).order_by(None).subquery()
    statement = (
        sa.select(before.c.subcommittee_id, sa.func.count())
        .where(before.c.id.not_in(sa.union(*selects)))
        .group_by(before.c.subcommittee_id)
    )
    return dict(db.session.execute(statement, values).all())


CONFIRMED = (
    TASK_ROWS.join(Subcommittee, Subcommittee.id == Assignment.subcommittee_id)
    .where(MINE, Assignment.state == TaskState.SCORED, Subcommittee.code == sa.bindparam("subcommittee"))
    .order_by(Assignment.position, Assignment.id)
)


def confirmed_tasks(person: Person, round_: Round, subcommittee: str) -> list[Task]:
    """The judge's confirmed sheets in the sub-committee with this code, in the order of the queue."""
    rows = db.session.execute(CONFIRMED, _mine(person, round_) | {"subcommittee": subcommittee})
    return [task_of(row) for row in rows]


def subcommittee_name(subcommittee_id: uuid.UUID) -> str:
    """What a sub-committee is called."""
    return db.session.get(Subcommittee, subcommittee_id).name
