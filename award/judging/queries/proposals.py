"""A proposed assignment beside the present one: what is added, kept and taken away."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Subcommittee
from award.entries.models import Entry
from award.jobs.queries import progress_of
from award.judging.models import Assignment, AssignmentProposal
from award.judging.states import KEPT, LEFT, TaskState


def job_key(round_id: uuid.UUID) -> str:
    """By what the worker's proposal of a round is known."""
    return f"judging.propose:{round_id}"


def at_work(round_id: uuid.UUID) -> tuple[int, int] | None:
    """How far the worker's proposal is, as (done, total); None where none is made."""
    return progress_of([job_key(round_id)]).get(job_key(round_id))


def pairs_of(round_id: uuid.UUID) -> list[Any]:
    """Every task of a round as a row (id, work, judge, state), in a fixed order."""
    columns = (Assignment.id, Assignment.entry_id, Assignment.judge_id, Assignment.state)
    statement = sa.select(*columns).where(Assignment.round_id == round_id)
    return list(db.session.execute(statement.order_by(Assignment.position, Assignment.id)))


def proposal(round_id: uuid.UUID) -> AssignmentProposal | None:
    """What was found when the present proposal was made."""
    return db.session.scalar(sa.select(AssignmentProposal).where(AssignmentProposal.round_id == round_id))


def names(judge_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Full names."""
    return {one.id: one.full_name for one in people(judge_ids)}


def people(judge_ids: Collection[uuid.UUID]) -> list[Person]:
    """People in the order of their names."""
    statement = sa.select(Person).where(Person.id.in_(list(judge_ids))).order_by(Person.name_key, Person.id)
    return list(db.session.scalars(statement)) if judge_ids else []


def proposed_by_judge(round_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many tasks are proposed for each judge."""
    statement = (
        sa.select(Assignment.judge_id, sa.func.count())
        .where(Assignment.round_id == round_id, Assignment.state == TaskState.PROPOSED)
        .group_by(Assignment.judge_id)
    )
    return dict(db.session.execute(statement).all())


def leaving(round_id: uuid.UUID) -> list[Assignment]:
    """Tasks that the publication takes away, in a fixed order."""
    marked = (Assignment.round_id == round_id, Assignment.leaving.is_not(None), Assignment.state.in_(LEFT))
    return list(db.session.scalars(sa.select(Assignment).where(*marked).order_by(Assignment.position, Assignment.id)))


@dataclass(frozen=True)
class Load:
    """What one judge has in a sub-committee now, what would come and what would go; `cap` is their own limit."""

    judge: str
    subcommittee: str
    now: int
    added: int
    taken: int

    @property
    def kept(self) -> int:
        return self.now - self.taken

    @property
    def then(self) -> int:
        return self.kept + self.added


def compared(round_id: uuid.UUID) -> list[Load]:
    """The loads before and after, by sub-committee and the judges' names: one statement."""

    def number(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((sa.and_(*conditions), 1), else_=0))

    statement = (
        sa.select(
            Person.full_name,
            Subcommittee.name,
            number(Assignment.state.in_(KEPT)),
            number(Assignment.state == TaskState.PROPOSED),
            number(Assignment.leaving.is_not(None), Assignment.state.in_(LEFT)),
        )
        .join(Person, Person.id == Assignment.judge_id)
        .join(Subcommittee, Subcommittee.id == Assignment.subcommittee_id)
        .where(Assignment.round_id == round_id, Assignment.state.in_(KEPT | {TaskState.PROPOSED}))
        .group_by(
            Person.id, Person.full_name, Person.name_key, Subcommittee.id, Subcommittee.name, Subcommittee.position
        )
        .order_by(Subcommittee.position, Person.name_key, Person.id)
    )
    return [Load(*row) for row in db.session.execute(statement)]


def changes(round_id: uuid.UUID, *, page: int) -> Page:
    """One page of what would change: rows (code, title, judge, why it leaves or None where it is new), by code."""
    changed = sa.or_(
        Assignment.state == TaskState.PROPOSED, sa.and_(Assignment.leaving.is_not(None), Assignment.state.in_(LEFT))
    )
    statement = (
        sa.select(Entry.code, Entry.title, Person.full_name.label("judge"), Assignment.leaving)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Person, Person.id == Assignment.judge_id)
        .where(Assignment.round_id == round_id, changed)
        .order_by(Entry.code, Assignment.leaving, Person.name_key, Person.id)
    )
    count = sa.select(sa.func.count()).select_from(Assignment).where(Assignment.round_id == round_id, changed)
    return paged(statement, page=page, count=count)
