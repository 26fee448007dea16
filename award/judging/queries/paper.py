"""Judges who mark on paper in a round, what was typed of their sheets, and their printed packs."""

import uuid
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, paged
from award.entries.models import Entry
from award.judging.models import Assignment, JointAct, PaperPack, PaperTyping
from award.judging.queries.tasks import Task, task
from award.judging.states import WITH_JUDGE, JointKind, TaskState


def _agreed(round_id: uuid.UUID) -> sa.Select:
    return (
        sa.select(Assignment.judge_id)
        .join(JointAct, JointAct.assignment_id == Assignment.id)
        .where(JointAct.round_id == round_id, JointAct.kind == JointKind.ON_PAPER, JointAct.agreed)
    )


def on_paper(round_id: uuid.UUID, judge_id: uuid.UUID) -> bool:
    """Whether chair and secretary have let the judge mark on paper in this round."""
    return db.session.scalar(sa.select(_agreed(round_id).where(Assignment.judge_id == judge_id).exists()))


def task_on_paper(task_id: uuid.UUID) -> Task | None:
    """A task of a judge who marks on paper; None for any other."""
    found = task(task_id)
    if found is None or found.assignment.state not in WITH_JUDGE:
        return None
    return found if on_paper(found.round.id, found.assignment.judge_id) else None


def paper_judges(round_id: uuid.UUID) -> list[Any]:
    """The judges of a round as rows (id, name, one of their tasks, whether on paper, works, marked, pack's instant), by
    their names: one statement."""
    statement = (
        sa.select(
            Person.id,
            Person.full_name,
            sa.func.min(sa.cast(Assignment.id, sa.String)).label("task_id"),
            Person.id.in_(_agreed(round_id)).label("on_paper"),
            sa.func.count().label("works"),
            sa.func.sum(sa.case((Assignment.state == TaskState.SCORED, 1), else_=0)).label("marked"),
            PaperPack.at.label("packed_at"),
        )
        .join(Assignment, Assignment.judge_id == Person.id)
        .outerjoin(PaperPack, sa.and_(PaperPack.judge_id == Person.id, PaperPack.round_id == Assignment.round_id))
        .where(Assignment.round_id == round_id, Assignment.state.in_(WITH_JUDGE))
        .group_by(Person.id, Person.full_name, Person.name_key, PaperPack.at)
        .order_by(Person.name_key, Person.id)
    )
    rows = [row._asdict() for row in db.session.execute(statement)]
    return [SimpleNamespace(**row | {"task_id": uuid.UUID(row["task_id"])}) for row in rows]


def sheets_of(round_id: uuid.UUID, *, page: int) -> Page:
    """One page of the works of judges on paper: rows (task, code, title, judge, state, how many typed it), by judge."""
    typed = sa.select(sa.func.count()).where(PaperTyping.assignment_id == Assignment.id).scalar_subquery()
    chosen = (
        Assignment.round_id == round_id,
        Assignment.state.in_(WITH_JUDGE),
        Assignment.judge_id.in_(_agreed(round_id)),
    )
    columns = (Assignment.id, Entry.code, Entry.title, Person.full_name.label("judge"), Assignment.state)
    statement = (
        sa.select(*columns, typed.label("typed"))
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Person, Person.id == Assignment.judge_id)
        .where(*chosen)
        .order_by(Person.name_key, Person.id, Assignment.position, Assignment.id)
    )
    return paged(statement, page=page, count=sa.select(sa.func.count()).select_from(Assignment).where(*chosen))


def typings(assignment_id: uuid.UUID) -> list[tuple[PaperTyping, str]]:
    """What was typed of one sheet, with the typists' names, the first first."""
    statement = (
        sa.select(PaperTyping, Person.full_name)
        .join(Person, Person.id == PaperTyping.typist_id)
        .where(PaperTyping.assignment_id == assignment_id)
        .order_by(PaperTyping.at, PaperTyping.id)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def pack(round_id: uuid.UUID, judge_id: uuid.UUID) -> PaperPack | None:
    """The printed pack of a judge, if it was made."""
    return db.session.scalar(sa.select(PaperPack).where(PaperPack.round_id == round_id, PaperPack.judge_id == judge_id))


def tasks_to_print(round_id: uuid.UUID, judge_id: uuid.UUID) -> list[uuid.UUID]:
    """The judge's tasks in the order of the queue."""
    mine = (Assignment.round_id == round_id, Assignment.judge_id == judge_id, Assignment.state.in_(WITH_JUDGE))
    return list(db.session.scalars(sa.select(Assignment.id).where(*mine).order_by(Assignment.position, Assignment.id)))
