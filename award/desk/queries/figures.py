"""What the figures of an edition are made of: groups of works counted by the database, in a fixed number of statements."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from award.accounts.models import OrganisationName, Person
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.desk.figures import Count, Facts, Group, Judged, Knows, weeks
from award.desk.queries.rounds import rounds_of
from award.editions.models import Edition, Round
from award.editions.queries import kept
from award.entries.models import Author, Entry, Part
from award.entries.states import SENT_IN, EntryState
from award.forwarding.queries import history
from award.judging.models import Assignment
from award.judging.states import LEFT, TaskState
from award.kit import clock
from award.screening import figures as screening
from award.screening import queries as screened

GIVEN = (PrizeState.PREPARED, PrizeState.RELEASED)
AWAY = (TaskState.ABSTAINED, TaskState.RECUSED)


@dataclass(frozen=True)
class YearCounted:
    """An edition with its works and its prized works, whoever may know of these."""

    edition_id: uuid.UUID
    code: str
    title: str
    year: int
    count: Count
    released: bool
    prized: int


def facts(edition_id: uuid.UUID, knows: Knows, years: Sequence[Any], forwarded: Sequence[Any]) -> Facts:
    """Everything that the figures are made of; eleven statements for any number of works, and one where nobody may know
    the prizes less."""
    edition = kept([edition_id])[edition_id]
    outlets, branches = _by_outlet(edition_id, knows.prized_outlets), _by_branch(edition_id, knows.prized_outlets)
    names = _names({group.key for group in (*outlets, *branches) if isinstance(group.key, uuid.UUID)})
    choices = screened.reasons(edition_id)
    found = screening.figures(
        screened.works_to_count(edition_id), screened.decisions_to_count(edition_id), [one.code for one in choices]
    )
    return Facts(
        edition=edition,
        knows=knows,
        works=_works(edition_id, knows.prizes),
        outlets=_named(outlets, names),
        branches=_named(branches, names),
        weeks=_by_week(edition_id),
        reasons=found.reasons,
        reason_names={one.code: one.name for one in choices},
        rounds=rounds_of(edition_id) if knows.progress else [],
        judges=_judges(edition_id) if knows.progress else [],
        prizes=_prizes(edition_id) if knows.prizes else None,
        years=years,
        forwarded=forwarded,
    )


def years_counted() -> list[YearCounted]:
    """Every edition with its works and prized works, the oldest first: two statements."""
    works = (
        sa.select(Edition.id, Edition.code, Edition.short_title, Edition.year, Entry.state, sa.func.count(Entry.id))
        .outerjoin(Entry, sa.and_(Entry.edition_id == Edition.id, Entry.state.in_(SENT_IN)))
        .group_by(Edition.id, Edition.code, Edition.short_title, Edition.year, Edition.created_at, Entry.state)
        .order_by(Edition.year, Edition.created_at, Edition.code)
    )
    prizes = (
        sa.select(Prize.edition_id, Prize.state, sa.func.count(sa.distinct(Prize.entry_id)))
        .where(Prize.state.in_(GIVEN))
        .group_by(Prize.edition_id, Prize.state)
    )
    given: dict[uuid.UUID, dict[PrizeState, int]] = defaultdict(dict)
    for edition_id, state, number in db.session.execute(prizes):
        given[edition_id][state] = number
    states: dict[tuple, dict[EntryState, int]] = defaultdict(dict)
    for *edition, state, number in db.session.execute(works):
        states[tuple(edition)].update({state: number} if state else {})
    return [
        YearCounted(*edition, _count(found), PrizeState.RELEASED in given[edition[0]], sum(given[edition[0]].values()))
        for edition, found in states.items()
    ]


def forwarded_of(edition_ids: Iterable[uuid.UUID]) -> list[Any]:
    """What these editions sent upward, and what came back."""
    return history(list(edition_ids))


def _count(found: dict[EntryState, int]) -> Count:
    return Count(sum(found.values()), found.get(EntryState.ELIGIBLE, 0), found.get(EntryState.INELIGIBLE, 0))


def _counted_works(edition_id: uuid.UUID, with_prizes: bool) -> sa.Subquery:
    """The works of an edition, each with whether it has a prize; without prizes nothing is said of them."""
    prized = sa.exists().where(Prize.entry_id == Entry.id, Prize.state.in_(GIVEN)) if with_prizes else sa.false()
    columns = (Entry.id, Entry.category_id, Entry.theme_id, Entry.state, prized.label("prized"))
    return sa.select(*columns).where(Entry.edition_id == edition_id).subquery()


def _works(edition_id: uuid.UUID, with_prizes: bool) -> list[Group]:
    works = _counted_works(edition_id, with_prizes).c
    columns = (works.category_id, works.theme_id, works.state, works.prized)
    statement = sa.select(*columns, sa.func.count()).group_by(*columns)
    return [
        Group(category, theme, state, bool(prized), number)
        for category, theme, state, prized, number in db.session.execute(statement)
    ]


def _by_outlet(edition_id: uuid.UUID, with_prizes: bool) -> list[Group]:
    """A work counts for each outlet that carried a part of it."""
    written = sa.case((Part.outlet_id.is_(None), Part.outlet_name), else_="").label("written")
    held = sa.select(Part.entry_id, Part.outlet_id.label("organisation_id"), written).where(
        sa.or_(Part.outlet_id.is_not(None), Part.outlet_name != "")
    )
    return _held(edition_id, with_prizes, held.distinct().subquery())


def _by_branch(edition_id: uuid.UUID, with_prizes: bool) -> list[Group]:
    """A work counts for each branch that one of its authors belongs to."""
    held = (
        sa.select(Author.entry_id, Person.branch_id.label("organisation_id"), sa.literal("").label("written"))
        .join(Person, Person.id == Author.person_id)
        .where(Person.branch_id.is_not(None))
    )
    return _held(edition_id, with_prizes, held.distinct().subquery())


def _held(edition_id: uuid.UUID, with_prizes: bool, held: sa.Subquery) -> list[Group]:
    works = _counted_works(edition_id, with_prizes)
    columns = (held.c.organisation_id, held.c.written, works.c.state, works.c.prized)
    statement = (
        sa.select(*columns, sa.func.count())
        .select_from(works)
        .outerjoin(held, held.c.entry_id == works.c.id)
        .group_by(*columns)
    )
    return [
        Group(None, None, state, bool(prized), number, organisation_id or written or None)
        for organisation_id, written, state, prized, number in db.session.execute(statement)
    ]


def _names(organisation_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What organisations are called today; a renamed one has one name."""
    statement = (
        sa.select(OrganisationName.organisation_id, OrganisationName.name)
        .where(OrganisationName.organisation_id.in_(organisation_ids), OrganisationName.valid_from <= clock.today())
        .order_by(OrganisationName.valid_from)
    )
    return dict(db.session.execute(statement).all())


def _named(groups: list[Group], names: dict[uuid.UUID, str]) -> list[Group]:
    named = [(names.get(one.key) if isinstance(one.key, uuid.UUID) else one.key, one) for one in groups]
    return [Group(None, None, one.state, one.prized, one.count, name) for name, one in named]


def _by_week(edition_id: uuid.UUID) -> list[tuple[Any, int]]:
    """Works by the week in which they were sent in; the first also holds what came before it."""
    these = (Entry.edition_id == edition_id, Entry.submitted_at.is_not(None), Entry.state.in_(SENT_IN))
    first, last = db.session.execute(
        sa.select(sa.func.min(Entry.submitted_at), sa.func.max(Entry.submitted_at)).where(*these)
    ).one()
    if first is None:
        return []
    mondays = weeks(clock.local(first), clock.local(last))
    ends = [clock.from_local(datetime.combine(monday + timedelta(days=7), time())) for monday in mondays]
    week = sa.case(*((Entry.submitted_at < end, number) for number, end in enumerate(ends)), else_=len(ends) - 1)
    found = dict(db.session.execute(sa.select(week, sa.func.count()).where(*these).group_by(week)).all())
    return [(monday, found.get(number, 0)) for number, monday in enumerate(mondays)]


def _judges(edition_id: uuid.UUID) -> list[Judged]:
    """Judges by round and name with their tasks; never a mark."""

    def number(*states: TaskState) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((Assignment.state.in_(states), 1), else_=0))

    counts = (number(*LEFT, TaskState.SCORED), number(TaskState.SCORED), number(*AWAY))
    statement = (
        sa.select(Round.id, Person.full_name, *counts)
        .join(Assignment, Assignment.round_id == Round.id)
        .join(Person, Person.id == Assignment.judge_id)
        .where(Round.edition_id == edition_id, Assignment.state.in_([*LEFT, TaskState.SCORED, *AWAY]))
        .group_by(Round.id, Round.position, Person.id, Person.full_name, Person.name_key)
        .order_by(Round.position, Person.name_key, Person.id)
    )
    return [Judged(*row) for row in db.session.execute(statement)]


def _prizes(edition_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Prizes by level, prepared or released."""
    statement = (
        sa.select(Prize.level_id, sa.func.count())
        .where(Prize.edition_id == edition_id, Prize.state.in_(GIVEN))
        .group_by(Prize.level_id)
    )
    return dict(db.session.execute(statement).all())
