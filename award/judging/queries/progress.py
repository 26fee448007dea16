"""How far a round is, for the office: tasks in their states, never a mark."""

import uuid
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Round
from award.entries.models import Entry
from award.judging.models import Assignment, ScoreSheet
from award.judging.queries.rounds import SHOWN_AT_MOST, works
from award.judging.states import LEFT, WITH_JUDGE, TaskState


def progress_by_judge(round_id: uuid.UUID) -> list[tuple[str, dict[TaskState, int]]]:
    """Names of judges in their order, with published tasks in each state; never a mark."""
    states = [*WITH_JUDGE, TaskState.RECUSED]
    # Counted before the names are looked up: the index holds all that counting needs.
    counted = (
        sa.select(Assignment.judge_id, Assignment.state, sa.func.count().label("tasks"))
        .where(Assignment.round_id == round_id, Assignment.state.in_(states))
        .group_by(Assignment.judge_id, Assignment.state)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(Person.full_name, Person.id, counted.c.state, counted.c.tasks)
        .join(Person, Person.id == counted.c.judge_id)
        .order_by(Person.name_key, Person.id)
    )
    found: dict[uuid.UUID, tuple[str, dict[TaskState, int]]] = {}
    for name, person_id, state, count in rows:
        found.setdefault(person_id, (name, {}))[1][state] = count
    return list(found.values())


def _number(*states: TaskState) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((Assignment.state.in_(states), 1), else_=0))


def progress_by_work(round_: Round, *, page: int, which: str = "all") -> Page:
    """One page of the works with tasks in each of the four states; never a mark. `which` is all, left (somebody has
    still to mark it) or short (fewer confirmed sheets than the quorum)."""
    published = (Assignment.round_id == round_.id, Assignment.state.not_in([TaskState.PROPOSED, TaskState.CANCELLED]))
    by_work = sa.select(Assignment.entry_id).where(*published).group_by(Assignment.entry_id)
    if which == "left":
        by_work = by_work.having(_number(*LEFT) > 0)
    elif which == "short":
        by_work = by_work.having(_number(TaskState.SCORED) < round_.quorum)
    wanted = by_work.subquery()
    # Only the works of the page are counted in detail; which they are, and of how many, an index tells.
    shown = (
        sa.select(Entry.id, Entry.code, Entry.title)
        .join(wanted, wanted.c.entry_id == Entry.id)
        .order_by(Entry.code, Entry.id)
    )
    count = sa.select(sa.func.count()).select_from(wanted)
    return paged(shown, page=page, count=count, read=lambda rows: _with_tasks(published, list(rows)))


def _with_tasks(published: tuple[Any, ...], works: Sequence[Any]) -> tuple[Any, ...]:
    """The works as rows with how many of their tasks are `unopened`, `opened`, `scored` and `away`."""
    counts = {
        "unopened": _number(TaskState.PUBLISHED),
        "opened": _number(TaskState.OPENED),
        "scored": _number(TaskState.SCORED),
        "away": _number(TaskState.ABSTAINED, TaskState.RECUSED),
    }
    chosen = Assignment.entry_id.in_([work.id for work in works])
    statement = sa.select(Assignment.entry_id, *counts.values()).where(*published, chosen).group_by(Assignment.entry_id)
    found = {entry_id: dict(zip(counts, numbers, strict=True)) for entry_id, *numbers in db.session.execute(statement)}
    return tuple(SimpleNamespace(**work._asdict(), **found[work.id]) for work in works)


def unconfirmed(round_id: uuid.UUID) -> int:
    """How many sheets are fully marked but not confirmed: they do not count."""
    statement = (
        sa.select(sa.func.count())
        .select_from(Assignment)
        .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(Assignment.round_id == round_id, Assignment.state == TaskState.OPENED, ScoreSheet.total.is_not(None))
    )
    return db.session.scalar(statement)


def below_quorum(round_: Round, *, most: int | None = SHOWN_AT_MOST) -> tuple[int, list]:
    """How many works of the round have fewer confirmed sheets than the quorum, and the first of them as rows; all of
    them where `most` is None."""
    before_round = works(round_).subquery()
    # Counted once over the round and then joined: counting for each work anew takes minutes for thousands of works.
    given = (
        sa.select(Assignment.entry_id, sa.func.count().label("marks"))
        .where(Assignment.round_id == round_.id, Assignment.state == TaskState.SCORED)
        .group_by(Assignment.entry_id)
        .subquery()
    )
    number = sa.func.coalesce(given.c.marks, 0)
    statement = (
        sa.select(before_round.c.code, before_round.c.title, number.label("marks"))
        .outerjoin(given, given.c.entry_id == before_round.c.id)
        .where(number < round_.quorum)
        .order_by(before_round.c.code)
    )
    # One pass tells the rows and how many there are.
    rows = list(db.session.execute(statement.add_columns(sa.func.count().over().label("works")).limit(most)))
    return (rows[0].works if rows else 0), rows
