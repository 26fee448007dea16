"""Rounds for the office: the works that come before them, seats, progress in four states."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from award.accounts.models import Person, RoleGrant
from award.accounts.states import Role
from award.db import db
from award.editions.models import Edition, Round, Subcommittee, SubcommitteeScope
from award.editions.states import RoundState
from award.entries.models import Entry, Part
from award.entries.states import EntryState
from award.judging.conflicts import Conflict, WorkFacts, conflict_of
from award.judging.models import Assignment, CalibrationWork, RoundClosing, Seat, Standing
from award.judging.queries.facts import facts_of_edition, facts_of_judges, facts_of_works
from award.judging.states import KEPT, LEFT, WITH_JUDGE, TaskState

SHOWN_AT_MOST = 25


ONE_ROUND = sa.select(Round).where(Round.id == sa.bindparam("round_id")).options(joinedload(Round.edition))


CLOSING = sa.select(RoundClosing).where(RoundClosing.round_id == sa.bindparam("round_id"))


def round_by_id(round_id: uuid.UUID) -> Round | None:
    """A round with its edition."""
    return db.session.scalar(ONE_ROUND, {"round_id": round_id})


def round_by_codes(edition_code: str, round_code: str) -> Round | None:
    """A round by the codes of its edition and its own."""
    statement = (
        sa.select(Round)
        .join(Edition, Edition.id == Round.edition_id)
        .where(Edition.code == edition_code, Round.code == round_code)
        .options(joinedload(Round.edition))
    )
    return db.session.scalar(statement)


def rounds_of(edition_id: uuid.UUID) -> list[tuple[Round, dict[TaskState, int]]]:
    """The rounds of an edition in order, with the tasks in each state: two statements."""
    rounds = db.session.scalars(sa.select(Round).where(Round.edition_id == edition_id).order_by(Round.position)).all()
    rows = db.session.execute(
        sa.select(Assignment.round_id, Assignment.state, sa.func.count())
        .where(Assignment.round_id.in_([r.id for r in rounds]))
        .group_by(Assignment.round_id, Assignment.state)
    )
    counts: dict[uuid.UUID, dict[TaskState, int]] = {round_.id: {} for round_ in rounds}
    for round_id, state, count in rows:
        counts[round_id][state] = count
    return [(round_, counts[round_.id]) for round_ in rounds]


def another_open(round_: Round) -> Round | None:
    """Another round of the edition that is open. A calibration round has other works, so it may be open beside one."""
    if round_.calibration:
        return None
    statement = sa.select(Round).where(
        Round.edition_id == round_.edition_id,
        Round.id != round_.id,
        Round.state == RoundState.OPEN,
        ~Round.calibration,
    )
    return db.session.scalar(statement.order_by(Round.position).limit(1))


def previous_round(round_: Round) -> Round | None:
    """The round before this one in its edition, calibration aside."""
    statement = (
        sa.select(Round)
        .where(Round.edition_id == round_.edition_id, Round.position < round_.position, ~Round.calibration)
        .order_by(Round.position.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def next_has_tasks(round_: Round) -> bool:
    """Whether a later round of the edition has tasks, proposed ones too."""
    statement = (
        sa.select(Assignment.id)
        .join(Round, Round.id == Assignment.round_id)
        .where(Round.edition_id == round_.edition_id, Round.position > round_.position, ~Round.calibration)
    )
    return db.session.scalar(sa.select(statement.exists()))


PARTS = sa.select(sa.func.count()).where(Part.entry_id == Entry.id).correlate(Entry).scalar_subquery().label("parts")


def _calibrating(round_: Round) -> sa.Select:
    columns = (Entry.id, Entry.code, Entry.title, Entry.genre_id, PARTS, CalibrationWork.subcommittee_id)
    return (
        sa.select(*columns)
        .join(CalibrationWork, CalibrationWork.entry_id == Entry.id)
        .where(CalibrationWork.round_id == round_.id)
        .order_by(Entry.code, Entry.id)
    )


def facts_before(round_: Round) -> dict[uuid.UUID, WorkFacts]:
    """What counts about every work that comes before the round, at least."""
    if not round_.calibration:
        return facts_of_edition(round_.edition_id)
    return facts_of_works(sa.select(CalibrationWork.entry_id).where(CalibrationWork.round_id == round_.id))


def works(round_: Round) -> sa.Select:
    """Rows (id, code, title, genre, number of parts, sub-committee) of the works that come before the round, by code: in the first round all
    eligible works, later those that passed the round before; in a calibration round those that were chosen for it. The
    sub-committee is None where none judges the work."""
    if round_.calibration:
        return _calibrating(round_)
    scope = sa.and_(
        SubcommitteeScope.category_id == Entry.category_id,
        sa.or_(SubcommitteeScope.genre_id.is_(None), SubcommitteeScope.genre_id == Entry.genre_id),
    )
    own = (
        sa.select(SubcommitteeScope.subcommittee_id)
        .where(scope)
        .order_by(SubcommitteeScope.genre_id.is_(None), SubcommitteeScope.id)
        .limit(1)
        .correlate(Entry)
        .scalar_subquery()
    )
    statement = (
        sa.select(
            *(Entry.id, Entry.code, Entry.title, Entry.genre_id, PARTS),
            own.label("subcommittee_id"),
        )
        .where(Entry.edition_id == round_.edition_id, Entry.state == EntryState.ELIGIBLE)
        .order_by(Entry.code)
    )
    before = previous_round(round_)
    if before is not None:
        passed = sa.select(Standing.entry_id).where(Standing.round_id == before.id, Standing.passed)
        statement = statement.where(Entry.id.in_(passed))
    return statement


def works_of(round_: Round) -> list:
    """The works that come before the round, as rows."""
    return list(db.session.execute(works(round_)))


def sits_in(round_: Round) -> sa.ColumnElement[bool]:
    """Whether a `Seat` is one of the round's jury."""
    own = Seat.round_id == round_.id
    return own if round_.own_jury else sa.or_(Seat.round_id.is_(None), own)


def seats(round_: Round) -> list[tuple[Seat, str, Subcommittee]]:
    """The seats of the round's jury in all sub-committees with the judges' names, judges in the order of their names."""
    statement = (
        sa.select(Seat, Person.full_name, Subcommittee)
        .join(Person, Person.id == Seat.person_id)
        .join(Subcommittee, Subcommittee.id == Seat.subcommittee_id)
        .where(Subcommittee.edition_id == round_.edition_id, sits_in(round_))
        .order_by(Subcommittee.position, Person.name_key, Person.id)
    )
    return db.session.execute(statement).all()


def sits_already(subcommittee_id: uuid.UUID, person_id: uuid.UUID, round_: Round | None) -> bool:
    """Whether the judge sits in the sub-committee, in the round or in every round; without a round, in any."""
    mine = sa.select(Seat.id).where(Seat.subcommittee_id == subcommittee_id, Seat.person_id == person_id)
    return db.session.scalar(sa.select((mine.where(sits_in(round_)) if round_ else mine).exists()))


def seated_from(subcommittee_id: uuid.UUID, outlets: Iterable[uuid.UUID], round_: Round | None) -> int:
    """How many judges of these outlets sit in the sub-committee in the round; without one, in any."""
    statement = (
        sa.select(sa.func.count(sa.distinct(Seat.person_id)))
        .select_from(Seat)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.subcommittee_id == subcommittee_id, Person.outlet_id.in_(list(outlets)))
    )
    return db.session.scalar(statement.where(sits_in(round_)) if round_ else statement)


@dataclass(frozen=True)
class SeatInEdition:
    """A seat with the judge's name, the sub-committee and the edition: what the page about it needs."""

    __tablename__ = Seat.__tablename__

    seat: Seat
    name: str
    subcommittee: Subcommittee
    edition: Edition

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.edition.id


def seat_in_edition(seat_id: uuid.UUID) -> SeatInEdition | None:
    """One seat."""
    statement = (
        sa.select(Seat, Person.full_name, Subcommittee, Edition)
        .join(Person, Person.id == Seat.person_id)
        .join(Subcommittee, Subcommittee.id == Seat.subcommittee_id)
        .join(Edition, Edition.id == Subcommittee.edition_id)
        .where(Seat.id == seat_id)
    )
    row = db.session.execute(statement).one_or_none()
    return SeatInEdition(*row) if row else None


def judge(person_id: uuid.UUID) -> Person | None:
    """A person with their roles."""
    statement = sa.select(Person).where(Person.id == person_id).options(selectinload(Person.grants))
    return db.session.scalar(statement)


def proposed(round_id: uuid.UUID) -> int:
    """How many tasks are proposed and not published."""
    statement = sa.select(sa.func.count()).where(
        Assignment.round_id == round_id, Assignment.state == TaskState.PROPOSED
    )
    return db.session.scalar(statement)


def found_conflicts(round_: Round) -> tuple[int, list[tuple[str, str, Conflict]]]:
    """How many conflicts there are between seated judges and the works before them, and the first of them as (judge,
    code of the work, conflict)."""
    known, sitting = facts_before(round_), seats(round_)
    people = facts_of_judges((seat.person_id for seat, _, _ in sitting), round_.edition)
    found = []
    for work in works_of(round_):
        for seat, name, subcommittee in sitting:
            if subcommittee.id == work.subcommittee_id:
                conflict = conflict_of(people[seat.person_id], known[work.id])
                if conflict:
                    found.append((name, work.code, conflict))
    return len(found), sorted(found, key=lambda row: row[:2])[:SHOWN_AT_MOST]


def subcommittees(edition_id: uuid.UUID) -> list[Subcommittee]:
    """The sub-committees of an edition, in order."""
    statement = sa.select(Subcommittee).where(Subcommittee.edition_id == edition_id).order_by(Subcommittee.position)
    return list(db.session.scalars(statement))


def subcommittee(subcommittee_id: uuid.UUID) -> Subcommittee | None:
    """One sub-committee."""
    return db.session.get(Subcommittee, subcommittee_id)


def possible_judges(edition_id: uuid.UUID) -> list[Person]:
    """People with the role of judge or chair in the edition with their outlets, in the order of their names."""
    granted = sa.select(RoleGrant.person_id).where(
        RoleGrant.role.in_([Role.JUDGE, Role.CHAIR]),
        RoleGrant.revoked_at.is_(None),
        sa.or_(RoleGrant.edition_id == edition_id, RoleGrant.edition_id.is_(None)),
    )
    people = sa.select(Person).where(Person.id.in_(granted)).options(joinedload(Person.outlet))
    return list(db.session.scalars(people.order_by(Person.name_key, Person.id)))


def tasks(round_id: uuid.UUID, *states: TaskState) -> list[Assignment]:
    """The tasks of a round, in these states or all, in a fixed order."""
    statement = sa.select(Assignment).where(Assignment.round_id == round_id)
    if states:
        statement = statement.where(Assignment.state.in_(states))
    return list(db.session.scalars(statement.order_by(Assignment.position, Assignment.id)))


def tasks_of_seat(seat: Seat) -> list[Assignment]:
    """The judge's tasks in the sub-committee that end with the seat, in rounds that are not closed; where the judge keeps
    another seat for a round, the tasks of that round stay."""
    other = aliased(Seat)
    keeps = sa.exists().where(
        other.id != seat.id,
        other.person_id == seat.person_id,
        other.subcommittee_id == seat.subcommittee_id,
        sa.or_(other.round_id == Round.id, sa.and_(other.round_id.is_(None), ~Round.own_jury)),
    )
    statement = (
        sa.select(Assignment)
        .join(Round, Round.id == Assignment.round_id)
        .where(Assignment.judge_id == seat.person_id, Assignment.subcommittee_id == seat.subcommittee_id)
        .where(Assignment.state.in_(LEFT | {TaskState.PROPOSED}), Round.state != RoundState.CLOSED, ~keeps)
        .order_by(Assignment.id)
    )
    return list(db.session.scalars(statement.where(Round.id == seat.round_id) if seat.round_id else statement))


def loads(round_id: uuid.UUID) -> dict[tuple[uuid.UUID, uuid.UUID], dict[TaskState, int]]:
    """Tasks in each state by (sub-committee, judge)."""
    keys = (Assignment.subcommittee_id, Assignment.judge_id, Assignment.state)
    rows = db.session.execute(
        sa.select(*keys, sa.func.count()).where(Assignment.round_id == round_id).group_by(*keys).order_by(*keys)
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], dict[TaskState, int]] = {}
    for subcommittee_id, judge_id, state, count in rows:
        found.setdefault((subcommittee_id, judge_id), {})[state] = count
    return found


def short_works(round_: Round) -> tuple[int, list]:
    """How many works have fewer judges than the round wants, proposed ones counted, and the first of them as rows
    (code, title, sub-committee's name, judges there)."""
    before_round = works(round_).subquery()
    alive = sa.and_(
        Assignment.entry_id == before_round.c.id,
        Assignment.round_id == round_.id,
        Assignment.state.in_(KEPT | {TaskState.PROPOSED}),
    )
    number = sa.select(sa.func.count()).select_from(Assignment).where(alive).scalar_subquery()
    statement = (
        sa.select(before_round.c.code, before_round.c.title, Subcommittee.name, number.label("judges"))
        .outerjoin(Subcommittee, Subcommittee.id == before_round.c.subcommittee_id)
        .where(number < round_.wanted_judges)
        .order_by(before_round.c.code)
    )
    count = db.session.scalar(sa.select(sa.func.count()).select_from(statement.order_by(None).subquery()))
    return count, list(db.session.execute(statement.limit(SHOWN_AT_MOST)))


def closing(round_id: uuid.UUID) -> RoundClosing | None:
    """How the round was closed."""
    return db.session.scalar(CLOSING, {"round_id": round_id})


def jury(round_id: uuid.UUID) -> list[Person]:
    """The people who had tasks in the round, in the order of their names."""
    having = sa.select(Assignment.judge_id).where(
        Assignment.round_id == round_id, Assignment.state.in_([*WITH_JUDGE, TaskState.RECUSED])
    )
    return list(db.session.scalars(sa.select(Person).where(Person.id.in_(having)).order_by(Person.name_key, Person.id)))
