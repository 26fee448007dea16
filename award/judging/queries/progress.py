"""How far a round is, for the office: tasks in their states, never a mark."""

import uuid

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
    rows = db.session.execute(
        sa.select(Person.full_name, Person.id, Assignment.state, sa.func.count())
        .join(Person, Person.id == Assignment.judge_id)
        .where(Assignment.round_id == round_id, Assignment.state.in_(states))
        .group_by(Person.id, Person.full_name, Person.name_key, Assignment.state)
        .order_by(Person.name_key, Person.id)
    )
    found: dict[uuid.UUID, tuple[str, dict[TaskState, int]]] = {}
    for name, person_id, state, count in rows:
        found.setdefault(person_id, (name, {}))[1][state] = count
    return list(found.values())


def progress_by_work(round_: Round, *, page: int, which: str = "all") -> Page:
    """One page of the works with tasks in each of the four states; never a mark. `which` is all, left (somebody has
    still to mark it) or short (fewer confirmed sheets than the quorum)."""

    def number(*states: TaskState) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((Assignment.state.in_(states), 1), else_=0))

    published = sa.and_(
        Assignment.round_id == round_.id, Assignment.state.not_in([TaskState.PROPOSED, TaskState.CANCELLED])
    )
    statement = (
        sa.select(
            Entry.id,
            Entry.code,
            Entry.title,
            number(TaskState.PUBLISHED).label("unopened"),
            number(TaskState.OPENED).label("opened"),
            number(TaskState.SCORED).label("scored"),
            number(TaskState.ABSTAINED, TaskState.RECUSED).label("away"),
        )
        .join(Assignment, Assignment.entry_id == Entry.id)
        .where(published)
        .group_by(Entry.id, Entry.code, Entry.title)
        .order_by(Entry.code)
    )
    if which == "all":
        count = sa.select(sa.func.count(sa.distinct(Assignment.entry_id))).where(published)
        return paged(statement, page=page, count=count)
    chosen = number(*LEFT) > 0 if which == "left" else number(TaskState.SCORED) < round_.quorum
    ids = sa.select(Assignment.entry_id).where(published).group_by(Assignment.entry_id).having(chosen).subquery()
    return paged(statement.having(chosen), page=page, count=sa.select(sa.func.count()).select_from(ids))


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
    count = db.session.scalar(sa.select(sa.func.count()).select_from(statement.order_by(None).subquery()))
    return count, list(db.session.execute(statement.limit(most)))
