"""Keeping the report that stands beside a closed round's ranking."""

from collections import defaultdict
from typing import Any

from award.db import db
from award.editions.models import Round
from award.judging import tally
from award.judging.models import RoundReport
from award.judging.queries import counting, results, rounds
from award.judging.reliability import report
from award.kit import clock


def store_report(round_: Round) -> RoundReport | None:
    """Counts the report of a closed round and keeps it in place of an earlier one; None where the round is not closed."""
    closing = rounds.closing(round_.id)
    if closing is None:
        return None
    kept = results.report(round_.id) or RoundReport(round_id=round_.id)
    kept.at, kept.content = clock.now(), _content(round_, closing.ledger_head)
    db.session.add(kept)
    db.session.flush()
    return kept


def _content(round_: Round, seed: str) -> dict[str, Any]:
    rules = counting.rules_by_subcommittee(round_)
    rows = counting.counted(round_.id, with_marks=True)
    marks: dict[Any, dict[Any, dict[Any, int]]] = defaultdict(lambda: defaultdict(dict))
    for entry_id, subcommittee_id in results.frozen_works(round_.id):
        marks[subcommittee_id][entry_id] = {}
    for row in rows:
        if row.entry_id in marks[row.subcommittee_id]:
            marks[row.subcommittee_id][row.entry_id][row.judge_id] = row.total
    criteria = counting.criteria_of((row.entry_id, row.marks) for row in rows)
    beside = tally.Beside(criteria, counting.chairs_order(round_.id))
    return {str(key): report(own, rules[key], beside, seed=seed) for key, own in marks.items()}
