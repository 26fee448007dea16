"""Invariants that no constraint of the database can hold: each is a sentence and the things that break it."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from award.accounts.models import RoleGrant
from award.accounts.states import BARRED_FROM_ENTERING
from award.audit.queries import broken_at
from award.council.models import Prize
from award.council.places import Room
from award.council.queries import (
    broken_counts,
    broken_minutes,
    edition_with_table,
    rulings_by_members_kept_out,
    situation,
    withdrawn_without_ground,
)
from award.db import db
from award.editions.models import Edition, Round
from award.editions.states import RoundState
from award.entries.models import Attachment, Author, Entry
from award.entries.states import SENT_IN
from award.files.models import StoredFile
from award.files.states import FileState
from award.judging.models import Assignment, RoundClosing, ScoreSheet, Seat, Standing
from award.judging.states import LEFT, TaskState

INVARIANTS: list[tuple[str, Callable[[], list[str]]]] = []


def invariant(sentence: str) -> Callable:
    """Registers a question to the database; it answers the names of whatever breaks the sentence."""

    def decorate(broken: Callable[[], list[str]]) -> Callable[[], list[str]]:
        INVARIANTS.append((sentence, broken))
        return broken

    return decorate


def broken_invariants() -> Iterator[tuple[str, list[str]]]:
    """Every sentence with what breaks it (an empty list where it holds)."""
    for sentence, broken in INVARIANTS:
        yield sentence, broken()


def _names(statement: sa.Select) -> list[str]:
    return [" · ".join(str(value) for value in row) for row in db.session.execute(statement)]


@invariant("The record of what happened is unbroken")
def record_unbroken() -> list[str]:
    broken = broken_at()
    return [] if broken is None else [f"event {broken}"]


@invariant("Numbers of works run without a gap in each category")
def numbers_without_gap() -> list[str]:
    return _names(
        sa.select(Entry.category_id, sa.func.count(), sa.func.max(Entry.number))
        .where(Entry.number.isnot(None))
        .group_by(Entry.category_id)
        .having(sa.func.count() != sa.func.max(Entry.number))
    )


@invariant("Every file of a work that was sent in has arrived")
def files_arrived() -> list[str]:
    return _names(
        sa.select(Entry.code, StoredFile.name)
        .join(Attachment, Attachment.entry_id == Entry.id)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(Entry.state.in_(SENT_IN), StoredFile.state.not_in([FileState.STORED, FileState.VERIFIED]))
        .order_by(Entry.code, StoredFile.name)
    )


@invariant("Nobody who organises or judges an edition is an author in it")
def nobody_judges_and_enters() -> list[str]:
    return _names(
        sa.select(Entry.code, Author.full_name)
        .join(Author, Author.entry_id == Entry.id)
        .join(RoleGrant, RoleGrant.person_id == Author.person_id)
        .where(
            RoleGrant.edition_id == Entry.edition_id,
            RoleGrant.revoked_at.is_(None),
            RoleGrant.role.in_(BARRED_FROM_ENTERING),
            Entry.state.in_(SENT_IN),
        )
        .order_by(Entry.code, Author.position)
    )


@invariant("Every task that is still to be marked lies with a judge who sits in its sub-committee, in its round")
def tasks_with_members() -> list[str]:
    in_round = sa.or_(Seat.round_id == Round.id, sa.and_(Seat.round_id.is_(None), ~Round.own_jury))
    seated = sa.exists().where(
        Seat.subcommittee_id == Assignment.subcommittee_id, Seat.person_id == Assignment.judge_id, in_round
    )
    return _names(
        sa.select(Assignment.id)
        .join(Round, Round.id == Assignment.round_id)
        .where(Assignment.state.in_(LEFT), Round.state != RoundState.CLOSED, ~seated)
    )


@invariant("A marked task has a confirmed and complete sheet, and no other has")
def sheets_match_tasks() -> list[str]:
    whole = sa.and_(ScoreSheet.confirmed_at.isnot(None), ScoreSheet.total.isnot(None))
    return _names(
        sa.select(Assignment.id, Assignment.state)
        .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(
            sa.or_(
                sa.and_(Assignment.state == TaskState.SCORED, sa.or_(ScoreSheet.id.is_(None), ~whole)),
                sa.and_(Assignment.state.in_([TaskState.PUBLISHED, TaskState.OPENED]), whole),
            )
        )
    )


@invariant("A closed round has its closing, an open one has no standings")
def closings_match_rounds() -> list[str]:
    closing = sa.exists().where(RoundClosing.round_id == Round.id)
    standing = sa.exists().where(Standing.round_id == Round.id)
    closed = Round.state == RoundState.CLOSED
    return _names(
        sa.select(Round.code, Round.state).where(
            sa.or_(sa.and_(closed, ~closing), sa.and_(~closed, sa.or_(closing, standing)))
        )
    )


@invariant("No prize has more works than places")
def prizes_within_places() -> list[str]:
    codes = db.session.scalars(sa.select(Edition.code).join(Prize, Prize.edition_id == Edition.id).distinct())
    return [name for code in sorted(codes) for name in _exceeded(code)]


def _exceeded(code: str) -> list[str]:
    """The prizes of an edition given more often than it has places, those handed on counted with them."""
    found = situation(edition_with_table(code))
    names = {row.id: row.name for row in found.table.rows}
    return [
        f"{code} · {names[key]}"
        for kind in dict.fromkeys(row.kind for row in found.table.rows)
        for key in Room.of(found.table.levels(kind), found.table.awards(found.held, kind)).exceeded()
    ]


INVARIANTS.append(("Every ballot has as many papers as voters who voted, and those that were counted", broken_counts))
INVARIANTS.append(("The minutes of a closed session are those that were sealed", broken_minutes))
INVARIANTS.append(("Every withdrawn prize has a ruling or two persons behind it", withdrawn_without_ground))
INVARIANTS.append(("Nobody who is kept out of an objection rules on it", rulings_by_members_kept_out))
