"""Counting a closed round again, on plain values: so that anybody with the numbers can check the result."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from award.judging import ledger, tally
from award.judging import recount_program as program


@dataclass(frozen=True)
class Frozen:
    """One standing as it was frozen."""

    code: str
    subcommittee: str
    rank: int | None
    score: str | None
    tie_rule: str | None
    passed: bool
    inputs: Sequence[str]


class Sheet(NamedTuple):
    """A confirmed sheet as it is stored: the code of its work (None where the work was out of the award when the round was
    closed, so that it is in the ledger but not in the ranking), the total in hundredths, the marks as decimal text."""

    code: str | None
    total: int | None
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Closed:
    """A closed round: how it was closed, the standings, and what they came from. `own_rules` are those of single
    sub-committees, by their codes. `sheets` are the confirmed sheets by task, `criteria` maps each code to the marks of
    each criterion, `chair` codes to the chair's order; `ledger` is the round's chain of events."""

    round: str
    rules: tally.Rules
    tally_version: str
    ledger_head: str
    standings: Sequence[Frozen]
    own_rules: Mapping[str, tally.Rules]
    sheets: Mapping[UUID, Sheet]
    criteria: Mapping[str, Mapping[str, Sequence[int]]]
    chair: Mapping[str, int]
    ledger: Iterable[Any]


def recount(closed: Closed) -> dict[str, Any]:
    """The inputs, the method and the ranking counted again, and every difference from what was frozen."""
    links = list(closed.ledger)
    inputs = inputs_of(closed)
    counted = {row["code"]: row for row in program.ranking(inputs)}
    broken = ledger.first_break(links)
    differences = [*_differences(closed.standings, counted), *_against_ledger(closed.sheets, links)]
    if broken is not None:
        differences.append(f"ledger: event {broken} does not fit")
    head = links[-1].hash if links else ledger.chain.GENESIS
    if head != closed.ledger_head:
        differences.append("ledger: its head is not the one of the closing")
    return {
        **inputs,
        "tally_version": closed.tally_version,
        "recounted_with": tally.TALLY_VERSION,
        "ledger": {"events": len(links), "head": head, "broken_at": broken},
        "ranking": [counted[row.code] for row in closed.standings],
        "differences": differences,
        "agrees": not differences,
    }


def inputs_of(closed: Closed) -> dict[str, Any]:
    """All that the ranking depends on, as JSON: the rules, and for each work its marks without names, in hundredths."""
    totals = defaultdict(list)
    for sheet in closed.sheets.values():
        totals[sheet.code].append(sheet.total)
    return {
        "round": closed.round,
        "rules": _plain(closed.rules),
        "own_rules": {code: _plain(own) for code, own in sorted(closed.own_rules.items())},
        "rounding": tally.ROUNDING,
        "works": [
            {
                "code": row.code,
                "subcommittee": row.subcommittee,
                "totals": sorted(totals[row.code]),
                "criteria": {code: sorted(marks) for code, marks in sorted(closed.criteria.get(row.code, {}).items())},
                "chair": closed.chair.get(row.code),
            }
            for row in closed.standings
        ],
    }


def _plain(rules: tally.Rules) -> dict[str, Any]:
    return {**asdict(rules), "ties": list(rules.ties)}


def _differences(standings: Sequence[Frozen], counted: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = []
    for row in standings:
        place = counted[row.code]
        again = (place["rank"], place["score"], place["by"], place["passed"], place["totals"])
        before = (row.rank, row.score, row.tie_rule, row.passed, list(row.inputs))
        if again != before:
            found.append(f"{row.code}: frozen {before}, counted {again}")
    return found


def _against_ledger(sheets: Mapping[UUID, Sheet], links: Iterable[Any]) -> list[str]:
    """Sheets that say something else than the ledger, in a total or in a single mark."""
    written = {
        task: (int(Decimal(content["total"]) * 100), dict(content.get("marks", {})))
        for task, content in ledger.counted_sheets(links).items()
    }
    stored = {task: (sheet.total, dict(sheet.marks)) for task, sheet in sheets.items()}
    return [
        f"task {task}: the sheet says {stored.get(task)}, the ledger {written.get(task)} (hundredths, marks)"
        for task in sorted(written.keys() | stored.keys(), key=str)
        if written.get(task) != stored.get(task)
    ]
