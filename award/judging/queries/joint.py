"""Acts of two persons, and what the office sees of the judges of one work."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from award.accounts.models import Person
from award.db import db
from award.editions.models import Edition, Round
from award.entries.models import Entry
from award.judging.conflicts import conflict_of
from award.judging.models import Assignment, JointAct, Seat
from award.judging.queries.facts import facts_of_judges, facts_of_work
from award.judging.queries.rounds import round_by_id, sits_in
from award.judging.states import WITH_JUDGE, JointKind, TaskState


def waiting(round_id: uuid.UUID, kind: JointKind, assignment_id: uuid.UUID | None) -> bool:
    """Whether the same act is asked for and not answered."""
    statement = sa.select(JointAct.id).where(
        JointAct.round_id == round_id, JointAct.kind == kind, JointAct.agreed.is_(None)
    )
    same = JointAct.assignment_id == assignment_id if assignment_id else JointAct.assignment_id.is_(None)
    return db.session.scalar(sa.select(statement.where(same).exists()))


def unblinded(round_id: uuid.UUID) -> bool:
    """Whether two persons have let the judges of a blind round see the authors."""
    agreed = (JointAct.round_id == round_id, JointAct.kind == JointKind.UNBLIND, JointAct.agreed)
    return db.session.scalar(sa.select(sa.select(JointAct.id).where(*agreed).exists()))


def acts(round_id: uuid.UUID) -> list[Any]:
    """The round's acts of two persons as rows, those that wait first, then the newest first."""
    asker, answerer, judge = aliased(Person), aliased(Person), aliased(Person)
    statement = (
        sa.select(
            JointAct.id,
            JointAct.kind,
            JointAct.reason,
            JointAct.asked_by_id,
            JointAct.asked_at,
            JointAct.answered_at,
            JointAct.agreed,
            asker.full_name.label("asked_by"),
            answerer.full_name.label("answered_by"),
            judge.full_name.label("judge"),
            # Marking on paper is for all works of the judge.
            sa.case((JointAct.kind != JointKind.ON_PAPER, Entry.code)).label("code"),
        )
        .join(asker, asker.id == JointAct.asked_by_id)
        .outerjoin(answerer, answerer.id == JointAct.answered_by_id)
        .outerjoin(Assignment, Assignment.id == JointAct.assignment_id)
        .outerjoin(judge, judge.id == Assignment.judge_id)
        .outerjoin(Entry, Entry.id == Assignment.entry_id)
        .where(JointAct.round_id == round_id)
        .order_by(JointAct.agreed.is_not(None), JointAct.asked_at.desc(), JointAct.id)
    )
    return list(db.session.execute(statement))


@dataclass(frozen=True)
class ActInRound:
    """An act with its round: what the door asks about."""

    __tablename__ = JointAct.__tablename__

    act: JointAct
    round: Round

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def act_in_round(act_id: uuid.UUID) -> ActInRound | None:
    """One act."""
    act = db.session.get(JointAct, act_id)
    return ActInRound(act, round_by_id(act.round_id)) if act else None


def work_of(assignment: Assignment) -> tuple[str, str]:
    """Code and title of a task's work."""
    statement = sa.select(Entry.code, Entry.title).where(Entry.id == assignment.entry_id)
    return tuple(db.session.execute(statement).one())


@dataclass(frozen=True)
class WorkInRound:
    """A work before a round with the tasks of its judges: states, never a mark."""

    __tablename__ = Entry.__tablename__

    round: Round
    edition: Edition
    code: str
    title: str
    tasks: list[Any]

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def work_in_round(round_id: uuid.UUID, entry_id: uuid.UUID) -> WorkInRound | None:
    """The judges of one work in a round, by their names; None where the work has no task there."""
    round_ = round_by_id(round_id)
    statement = (
        sa.select(
            Assignment.id,
            Assignment.judge_id,
            Assignment.state,
            Assignment.reason,
            Person.full_name,
            Entry.code,
            Entry.title,
        )
        .join(Person, Person.id == Assignment.judge_id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Assignment.round_id == round_id, Assignment.entry_id == entry_id)
        .where(Assignment.state != TaskState.PROPOSED)
        .order_by(Person.name_key, Person.id)
    )
    rows = list(db.session.execute(statement)) if round_ else []
    return WorkInRound(round_, round_.edition, rows[0].code, rows[0].title, rows) if rows else None


@dataclass(frozen=True)
class TaskInRound:
    """A task as the office sees it."""

    __tablename__ = Assignment.__tablename__

    assignment: Assignment
    round: Round
    judge: str
    code: str
    title: str

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def task_in_round(task_id: uuid.UUID) -> TaskInRound | None:
    """One published task, for the office."""
    assignment = db.session.get(Assignment, task_id)
    if assignment is None or assignment.state is TaskState.PROPOSED:
        return None
    judge = db.session.scalar(sa.select(Person.full_name).where(Person.id == assignment.judge_id))
    return TaskInRound(assignment, round_by_id(assignment.round_id), judge, *work_of(assignment))


def task_of(judge_id: uuid.UUID, assignment: Assignment) -> Assignment | None:
    """The task of another judge on the same work of the same round, whatever its state."""
    return db.session.scalar(
        sa.select(Assignment).where(
            Assignment.round_id == assignment.round_id,
            Assignment.entry_id == assignment.entry_id,
            Assignment.judge_id == judge_id,
        )
    )


def possible_heirs(assignment: Assignment) -> list[Person]:
    """Judges of the sub-committee who could take the work over: without it, without a conflict, never left it; with
    their outlets, by their names."""
    had = sa.select(Assignment.judge_id).where(
        Assignment.round_id == assignment.round_id,
        Assignment.entry_id == assignment.entry_id,
        Assignment.state.in_([*WITH_JUDGE, TaskState.RECUSED]),
    )
    round_ = round_by_id(assignment.round_id)
    statement = (
        sa.select(Person)
        .join(Seat, Seat.person_id == Person.id)
        .where(Seat.subcommittee_id == assignment.subcommittee_id, Person.id.not_in(had), sits_in(round_))
        .options(joinedload(Person.outlet))
        .order_by(Person.name_key, Person.id)
    )
    people = list(db.session.scalars(statement))
    owner = db.session.scalar(sa.select(Entry.owner_id).where(Entry.id == assignment.entry_id))
    judges = facts_of_judges((one.id for one in people), round_.edition)
    work = facts_of_work(assignment.entry_id, owner)
    return [one for one in people if conflict_of(judges[one.id], work) is None]
