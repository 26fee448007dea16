"""What the closing report of a round says: who took part, what is missing, what happened, and the seal of the ledger."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from award.accounts.models import Person
from award.db import db
from award.editions.models import Round
from award.entries.models import Entry
from award.judging.models import Assignment, RoundClosing, ScoreEvent
from award.judging.queries.coverage import unseen
from award.judging.queries.joint import acts
from award.judging.queries.late import late_marks
from award.judging.queries.progress import below_quorum, progress_by_judge
from award.judging.queries.results import decisions_on_ties, frozen, standing_rows, ties
from award.judging.queries.rounds import closing
from award.judging.states import SheetEvent, TaskState

# What is told event by event; savings and confirmations are only counted.
TOLD = (
    SheetEvent.RETURNED,
    SheetEvent.REASSIGNED,
    SheetEvent.TAKEN,
    SheetEvent.REOPENED,
    SheetEvent.ROUND_REOPENED,
)


@dataclass(frozen=True)
class Minutes:
    """Everything that the report says, as plain rows; judges by their names, works by their codes."""

    closing: RoundClosing
    closed_by: str
    judges: Sequence[tuple[str, dict[TaskState, int]]]
    works: int
    passed: int
    short: Sequence[Any]
    away: Sequence[Any]
    unseen: Sequence[Any]
    ties: Sequence[Any]
    decisions: Sequence[Any]
    events: dict[SheetEvent, int]
    told: Sequence[Any]
    late: Sequence[Any]
    acts: Sequence[Any]


def minutes(round_: Round, *, without: frozenset[uuid.UUID] = frozenset()) -> Minutes:
    """The report of a closed round; `WrongMoment` before. Of sub-committees `without`, places, how many passed and what has
    no rank are left out. The number of statements does not depend on the works."""
    ranked, end = standing_rows(frozen(round_)), closing(round_.id)
    rows = [row for row in ranked if row.subcommittee_id not in without]
    told = {row.code for row in rows}
    hidden = {row.code for row in ranked} - told
    return Minutes(
        closing=end,
        closed_by=db.session.scalar(sa.select(Person.full_name).where(Person.id == end.actor_id)),
        judges=progress_by_judge(round_.id),
        works=len(rows),
        passed=sum(row.passed for row in rows),
        short=[row for row in below_quorum(round_, most=None)[1] if row.code not in hidden],
        away=_away(round_.id),
        unseen=unseen(round_.id),
        ties=[tie for tie in ties(round_) if tie.works[0].subcommittee_id not in without],
        decisions=[row for row in decisions_on_ties(round_.id) if row.code in told],
        events=_counts(round_.id),
        told=_told(round_.id),
        late=late_marks(round_.id),
        acts=acts(round_.id),
    )


def _away(round_id: uuid.UUID) -> list[Any]:
    """Abstentions and recusals as rows (code, judge, state, reason), by code."""
    columns = (Entry.code, Person.full_name.label("judge"), Assignment.state, Assignment.reason)
    statement = (
        sa.select(*columns)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Person, Person.id == Assignment.judge_id)
        .where(Assignment.round_id == round_id)
        .where(Assignment.state.in_([TaskState.ABSTAINED, TaskState.RECUSED]))
        .order_by(Entry.code, Person.name_key, Person.id)
    )
    return list(db.session.execute(statement))


def _counts(round_id: uuid.UUID) -> dict[SheetEvent, int]:
    statement = sa.select(ScoreEvent.kind, sa.func.count()).where(ScoreEvent.round_id == round_id)
    counted = Counter(dict(db.session.execute(statement.group_by(ScoreEvent.kind)).all()))
    return {kind: counted[kind] for kind in SheetEvent if counted[kind]}


def _told(round_id: uuid.UUID) -> list[Any]:
    """Events that change who marks what, or take sheets back, as rows (number, instant, kind, code, judge, actor); of the
    whole round's reopening there is no code and no judge."""
    judge, actor = aliased(Person), aliased(Person)
    statement = (
        sa.select(
            ScoreEvent.sequence,
            ScoreEvent.at,
            ScoreEvent.kind,
            Entry.code,
            judge.full_name.label("judge"),
            actor.full_name.label("actor"),
        )
        .outerjoin(Assignment, Assignment.id == ScoreEvent.assignment_id)
        .outerjoin(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(judge, judge.id == Assignment.judge_id)
        .join(actor, actor.id == ScoreEvent.actor_id)
        .where(ScoreEvent.round_id == round_id, ScoreEvent.kind.in_(TOLD))
        .order_by(ScoreEvent.sequence)
    )
    return list(db.session.execute(statement))
