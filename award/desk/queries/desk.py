"""What waits for a person."""

import uuid
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.accounts.states import Role
from award.council.models import CouncilSession, Prize, SessionMember
from award.council.queries import own_objections
from award.council.states import ObjectionState, PrizeState, SessionState
from award.db import db
from award.desk.queries.rounds import rounds_of
from award.desk.waiting import Figures, RoundFigures
from award.entries.models import Entry
from award.entries.queries import asked_of
from award.entries.states import EntryState
from award.forwarding.queries import fallen_batches, requests_to
from award.jobs.models import Job
from award.jobs.states import JobState
from award.judging.queries import my_rounds
from award.judging.states import TaskState
from award.outbox.models import Letter
from award.outbox.states import LetterState

MOST_OWN = 10
IN_COUNCIL = {Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.JUDGE}
PUBLISHED = (TaskState.PUBLISHED, TaskState.OPENED, TaskState.SCORED)


def figures_for(person: Any, roles: set[Role], edition_id: uuid.UUID | None) -> Figures:
    """What the person's desk is decided from; only what their roles ask for is read."""
    office = edition_id is not None and bool(roles & {Role.SECRETARY, Role.CHAIR, Role.OBSERVER})
    administrator = Role.ADMINISTRATOR in roles
    return Figures(
        own=_own_works(person.id),
        words=asked_of(person),
        requests=requests_to(person.id),
        objections=[one for one in own_objections(person.id) if one.state is ObjectionState.ASKED],
        marking=_marking(person, edition_id) if edition_id and roles & {Role.JUDGE, Role.CHAIR} else [],
        entries=_entries_by_state(edition_id) if office else {},
        rounds=rounds_of(edition_id) if office else [],
        prepared_prizes=_prepared_prizes(edition_id) if office and roles & {Role.SECRETARY, Role.CHAIR} else 0,
        fallen=fallen_batches(edition_id) if office and roles & {Role.SECRETARY, Role.CHAIR} else [],
        meeting=_meeting(person.id, edition_id, roles) if edition_id and roles & IN_COUNCIL else None,
        **(_installation(administrator) if administrator or Role.SECRETARY in roles else {}),
    )


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


def _entries_by_state(edition_id: uuid.UUID) -> dict[EntryState, int]:
    statement = sa.select(Entry.state, sa.func.count()).where(Entry.edition_id == edition_id).group_by(Entry.state)
    found = dict(db.session.execute(statement).all())
    return {state: found[state] for state in EntryState if state in found}


def _prepared_prizes(edition_id: uuid.UUID) -> int:
    statement = sa.select(sa.func.count()).select_from(Prize)
    return db.session.scalar(statement.where(Prize.edition_id == edition_id, Prize.state == PrizeState.PREPARED))


def _meeting(person_id: uuid.UUID, edition_id: uuid.UUID, roles: set[Role]) -> sa.Row | None:
    """The open session of the council, (id, number), for its members and the office."""
    statement = sa.select(CouncilSession.id, CouncilSession.number).where(
        CouncilSession.edition_id == edition_id, CouncilSession.state == SessionState.OPEN
    )
    if not roles & {Role.SECRETARY, Role.CHAIR}:
        seat = sa.exists().where(SessionMember.session_id == CouncilSession.id, SessionMember.person_id == person_id)
        statement = statement.where(seat)
    return db.session.execute(statement).one_or_none()


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
