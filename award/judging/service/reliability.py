"""Counting the report that stands beside a closed round's ranking, and keeping it.

Counting takes many seconds in a large round, so it is done outside of any transaction: `for_report` reads, `count_report`
thinks, `keep_report` writes, unless the round was closed anew between.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from award.db import db
from award.editions.models import Round
from award.judging import tally
from award.judging.firmness import Marks
from award.judging.models import RoundReport
from award.judging.queries import counting, results, rounds
from award.judging.reliability import report
from award.kit import clock


@dataclass(frozen=True)
class ForReport:
    """What a report is counted from, free of the session: marks and rules of each sub-committee, by its identity."""

    closing_id: uuid.UUID
    ledger_head: str
    marks: dict[uuid.UUID, Marks]
    rules: dict[uuid.UUID, tally.Rules]
    beside: tally.Beside


def store_report(round_: Round) -> RoundReport | None:
    """Reads, counts and keeps the report of a closed round in one go; None where the round is not closed."""
    found = for_report(round_)
    return keep_report(round_, found, count_report(found)) if found else None


def for_report(round_: Round) -> ForReport | None:
    """What the report of a closed round is counted from; None where it is not closed."""
    closing = rounds.closing(round_.id)
    if closing is None:
        return None
    rows = counting.counted(round_.id, with_marks=True)
    marks: dict[Any, dict[Any, dict[Any, int]]] = defaultdict(lambda: defaultdict(dict))
    for entry_id, subcommittee_id in results.frozen_works(round_.id):
        marks[subcommittee_id][entry_id] = {}
    for row in rows:
        if row.entry_id in marks[row.subcommittee_id]:
            marks[row.subcommittee_id][row.entry_id][row.judge_id] = row.total
    criteria = counting.criteria_of((row.entry_id, row.marks) for row in rows)
    beside = tally.Beside(criteria, counting.chairs_order(round_.id))
    return ForReport(closing.id, closing.ledger_head, marks, counting.rules_by_subcommittee(round_), beside)


def count_report(found: ForReport) -> dict[str, Any]:
    """The report of each sub-committee. Asks nothing of the database."""
    return {
        str(key): report(own, found.rules[key], found.beside, seed=found.ledger_head)
        for key, own in found.marks.items()
    }


def keep_report(round_: Round, found: ForReport, content: dict[str, Any]) -> RoundReport | None:
    """Keeps the report in place of an earlier one; None where that closing stands no more."""
    closing = rounds.closing(round_.id)
    if closing is None or closing.id != found.closing_id:
        return None
    kept = results.report(round_.id) or RoundReport(round_id=round_.id)
    kept.at, kept.content = clock.now(), content
    db.session.add(kept)
    db.session.flush()
    return kept
