"""The marks that count, and the ranking made of them as they are now."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from award.db import db
from award.editions.models import Round, Subcommittee
from award.judging import tally
from award.judging.models import Assignment, ScoreSheet, TieDecision
from award.judging.states import TaskState


def rules_of(round_: Round, subcommittee: str = "") -> tally.Rules:
    """How the round is tallied in the sub-committee with this code, as plain values."""
    passing = round_.passing(subcommittee)
    mark = passing.pass_votes if round_.is_ballot else passing.pass_mark
    return tally.Rules(
        tally.VOTES if round_.is_ballot else round_.method.value,
        round_.quorum,
        passing.pass_count,
        None if mark is None else int(mark * 100),
        tuple(round_.ties),
        round_.trim_from,
    )


def rules_by_subcommittee(round_: Round) -> dict[uuid.UUID, tally.Rules]:
    """The same for each sub-committee, by its identity."""
    statement = sa.select(Subcommittee.id, Subcommittee.code).where(Subcommittee.edition_id == round_.edition_id)
    return {identity: rules_of(round_, code) for identity, code in db.session.execute(statement)}


def counted(round_id: uuid.UUID, *, with_marks: bool = False) -> list[Any]:
    """Rows (work, sub-committee, judge, total in hundredths, and, where asked for, the marks by criterion) of every
    confirmed sheet, by work: the one select of the tally."""
    columns = [
        Assignment.entry_id,
        Assignment.subcommittee_id,
        Assignment.judge_id,
        sa.type_coerce(ScoreSheet.total, sa.BigInteger).label("total"),
    ]
    statement = (
        sa.select(*columns, *([ScoreSheet.marks] if with_marks else []))
        .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(Assignment.round_id == round_id, Assignment.state == TaskState.SCORED)
        .order_by(Assignment.entry_id, Assignment.id)
    )
    return list(db.session.execute(statement))


def chairs_order(round_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """The order of works that the chair has set on the record."""
    statement = sa.select(TieDecision.entry_id, TieDecision.place).where(TieDecision.round_id == round_id)
    return dict(db.session.execute(statement).all())


def tallied(round_: Round, works: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> dict[uuid.UUID, list[tally.Place]]:
    """The ranking of each sub-committee from the sheets as they are now; `works` are (work, sub-committee)."""
    rules = rules_by_subcommittee(round_)
    by_criterion = any(rule.startswith(tally.CRITERION) for rule in round_.ties)
    rows = counted(round_.id, with_marks=by_criterion)
    totals = defaultdict(list)
    for row in rows:
        totals[row.entry_id].append(row.total)
    competing = defaultdict(list)
    for entry_id, subcommittee_id in works:
        competing[subcommittee_id].append((entry_id, sorted(totals[entry_id])))
    criteria = criteria_of((row.entry_id, row.marks) for row in rows) if by_criterion else {}
    beside = tally.Beside(criteria, chairs_order(round_.id))
    return {key: tally.rank(own, rules[key], beside) for key, own in competing.items()}


def criteria_of(sheets: Iterable[tuple[Any, Mapping[str, str]]]) -> dict[Any, dict[str, list[int]]]:
    """The marks in hundredths of each criterion by work, from (work, marks of one sheet)."""
    found: dict[Any, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for work, marks in sheets:
        for code, mark in marks.items():
            found[work][code].append(int(Decimal(mark) * 100))
    return found
