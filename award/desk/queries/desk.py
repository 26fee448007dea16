"""What waits for a person, and the figures of an edition."""

import uuid
from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.accounts.states import Role
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.desk.charts import Bar, bars, weeks
from award.desk.waiting import Figures, RoundFigures
from award.editions.models import Category, Round, Theme
from award.entries.models import Entry
from award.entries.queries import asked_of
from award.entries.states import SENT_IN, EntryState
from award.jobs.models import Job
from award.jobs.states import JobState
from award.judging.models import Assignment
from award.judging.queries import my_rounds
from award.judging.states import TaskState
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.states import LetterState

MOST_OWN = 10
PUBLISHED = (TaskState.PUBLISHED, TaskState.OPENED, TaskState.SCORED)


def figures_for(person: Any, roles: set[Role], edition_id: uuid.UUID | None) -> Figures:
    """What the person's desk is decided from; only what their roles ask for is read."""
    office = edition_id is not None and bool(roles & {Role.SECRETARY, Role.CHAIR, Role.OBSERVER})
    administrator = Role.ADMINISTRATOR in roles
    return Figures(
        own=_own_works(person.id),
        words=asked_of(person),
        marking=_marking(person, edition_id) if edition_id and roles & {Role.JUDGE, Role.CHAIR} else [],
        entries=_entries_by_state(edition_id) if office else {},
        rounds=_rounds(edition_id) if office else [],
        prepared_prizes=_prepared_prizes(edition_id) if office and roles & {Role.SECRETARY, Role.CHAIR} else 0,
        **(_installation(administrator) if administrator or Role.SECRETARY in roles else {}),
    )


def of_edition(edition_id: uuid.UUID) -> dict[str, Any]:
    """The office's figures of an edition: bars by state, category, theme and week, and the progress of its rounds."""
    states = _entries_by_state(edition_id)
    return {
        "states": bars(states.items()),
        "categories": bars(_by(Category, Entry.category_id, edition_id)),
        "themes": bars(_by(Theme, Entry.theme_id, edition_id)),
        "weeks": _by_week(edition_id),
        "rounds": _rounds(edition_id),
        "total": sum(count for state, count in states.items() if state in SENT_IN),
    }


def _own_works(person_id: uuid.UUID) -> list[sa.Row]:
    """The person's works that wait for them, the last touched first."""
    statement = (
        sa.select(Entry.id, Entry.title, Entry.state, Entry.state_reason, Entry.saved_at)
        .where(Entry.owner_id == person_id, Entry.state.in_([EntryState.DRAFT, EntryState.RETURNED]))
        .order_by(Entry.saved_at.desc(), Entry.id)
        .limit(MOST_OWN)
    )
    return list(db.session.execute(statement))


def _marking(person: Any, edition_id: uuid.UUID) -> list[RoundFigures]:
    """The rounds in which the person marks, with the tasks that the person may know of: a work in conflict counts
    nowhere."""
    mine = [(round, progress) for round, edition, progress in my_rounds(person) if edition.id == edition_id]
    return [
        RoundFigures(round.id, round.name, round.state, round.closes_at, progress.counts)
        for round, progress in sorted(mine, key=lambda one: one[0].position)
    ]


def _rounds(edition_id: uuid.UUID) -> list[RoundFigures]:
    """The edition's rounds with their published tasks by state."""
    statement = (
        sa.select(
            Round.id,
            Round.name,
            Round.state,
            Round.closes_at,
            Assignment.state.label("task"),
            sa.func.count(Assignment.id),
        )
        .outerjoin(Assignment, sa.and_(Assignment.round_id == Round.id, Assignment.state.in_(PUBLISHED)))
        .where(Round.edition_id == edition_id)
        .group_by(Round.id, Round.name, Round.state, Round.closes_at, Round.position, Assignment.state)
        .order_by(Round.position, Assignment.state)
    )
    tasks: dict[tuple, dict[TaskState, int]] = defaultdict(dict)
    for *round, task, count in db.session.execute(statement):
        tasks[tuple(round)].update({task: count} if task else {})
    return [RoundFigures(*round, counts) for round, counts in tasks.items()]


def _entries_by_state(edition_id: uuid.UUID) -> dict[EntryState, int]:
    statement = sa.select(Entry.state, sa.func.count()).where(Entry.edition_id == edition_id).group_by(Entry.state)
    found = dict(db.session.execute(statement).all())
    return {state: found[state] for state in EntryState if state in found}


def _by(kind: Any, column: Any, edition_id: uuid.UUID) -> list[tuple[str, int]]:
    """Works that were sent in, for each category or theme, in the order of the edition; empty ones too."""
    sent_in = sa.and_(column == kind.id, Entry.state.in_(SENT_IN))
    statement = (
        sa.select(kind.name, sa.func.count(Entry.id))
        .outerjoin(Entry, sent_in)
        .where(kind.edition_id == edition_id)
        .group_by(kind.id, kind.name, kind.position)
        .order_by(kind.position)
    )
    return [(name, count) for name, count in db.session.execute(statement)]


def _by_week(edition_id: uuid.UUID) -> list[Bar]:
    """Works by the week of their submission; the first bar also holds what came before it."""
    these = (Entry.edition_id == edition_id, Entry.submitted_at.isnot(None))
    first, last = db.session.execute(
        sa.select(sa.func.min(Entry.submitted_at), sa.func.max(Entry.submitted_at)).where(*these)
    ).one()
    if first is None:
        return []
    mondays = weeks(clock.local(first), clock.local(last))
    ends = [clock.from_local(datetime.combine(monday + timedelta(days=7), time())) for monday in mondays]
    week = sa.case(*((Entry.submitted_at < end, number) for number, end in enumerate(ends)), else_=len(ends) - 1)
    found = dict(db.session.execute(sa.select(week, sa.func.count()).where(*these).group_by(week)).all())
    return bars((monday, found.get(number, 0)) for number, monday in enumerate(mondays))


def _prepared_prizes(edition_id: uuid.UUID) -> int:
    statement = sa.select(sa.func.count()).select_from(Prize)
    return db.session.scalar(statement.where(Prize.edition_id == edition_id, Prize.state == PrizeState.PREPARED))


def _installation(administrator: bool) -> dict[str, int]:
    """Letters that failed; for the administrator also failed jobs and unconfirmed accounts. One statement."""
    letters = _count(Letter, Letter.state == LetterState.FAILED)
    if not administrator:
        return {"failed_letters": db.session.scalar(sa.select(letters))}
    jobs = _count(Job, Job.state == JobState.FAILED)
    people = _count(Person, Person.email_confirmed_at.is_(None), Person.closed_at.is_(None))
    row = db.session.execute(sa.select(letters, jobs, people)).one()
    return dict(zip(("failed_letters", "failed_jobs", "unconfirmed_people"), row, strict=True))


def _count(kind: Any, *conditions: Any) -> sa.ScalarSelect:
    return sa.select(sa.func.count()).select_from(kind).where(*conditions).scalar_subquery()
