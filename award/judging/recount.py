"""Counting a closed round again, on plain values: so that anybody with the numbers can check the result."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from award.judging import ledger, tally


@dataclass(frozen=True)
class Frozen:
    """One standing as it was frozen."""

    code: str
    subcommittee: str
    rank: int | None
    score: str | None
    passed: bool
    inputs: Sequence[str]


@dataclass(frozen=True)
class Closed:
    """How the round was closed."""

    round: str
    rules: tally.Rules
    tally_version: str
    ledger_head: str


def recount(
    closed: Closed,
    standings: Sequence[Frozen],
    sheets: Mapping[UUID, tuple[str, int]],
    links: Iterable[Any],
) -> dict[str, Any]:
    """The inputs, the method and the ranking counted again, and every difference from what was frozen.

    `sheets` maps each task to its work's code and the confirmed total in hundredths; `links` is the round's ledger.
    """
    links = list(links)
    totals = defaultdict(list)
    for code, total in sheets.values():
        totals[code].append(total)
    counted = _counted(closed, standings, totals)
    broken = ledger.first_break(links)
    differences = [*_differences(standings, counted), *_against_ledger(sheets, links)]
    if broken is not None:
        differences.append(f"ledger: event {broken} does not fit")
    head = links[-1].hash if links else ledger.chain.GENESIS
    if head != closed.ledger_head:
        differences.append("ledger: its head is not the one of the closing")
    return {
        "round": closed.round,
        "method": closed.rules.method,
        "quorum": closed.rules.quorum,
        "pass_count": closed.rules.pass_count,
        "pass_mark": closed.rules.pass_mark and tally.in_points(closed.rules.pass_mark),
        "tally_version": closed.tally_version,
        "recounted_with": tally.TALLY_VERSION,
        "rounding": tally.ROUNDING,
        "ledger": {"events": len(links), "head": head, "broken_at": broken},
        "works": [{"code": row.code, "totals": _points(totals[row.code])} for row in standings],
        "ranking": [_row(code, place) for code, place in counted.items()],
        "differences": differences,
        "agrees": not differences,
    }


def _points(totals: Iterable[int]) -> list[str]:
    return [tally.in_points(total) for total in sorted(totals)]


def _counted(closed: Closed, standings: Sequence[Frozen], totals: Mapping[str, list[int]]) -> dict[str, tally.Place]:
    competing = defaultdict(list)
    for row in standings:
        competing[row.subcommittee].append((row.code, sorted(totals[row.code])))
    return {place.work: place for works in competing.values() for place in tally.rank(works, closed.rules)}


def _row(code: str, place: tally.Place) -> dict[str, Any]:
    shown = tally.shown(place.score)
    return {
        "code": code,
        "rank": place.rank,
        "score": tally.written(place.score),
        "shown": None if shown is None else str(shown),
        "passed": place.passed,
    }


def _differences(standings: Sequence[Frozen], counted: Mapping[str, tally.Place]) -> list[str]:
    found = []
    for row in standings:
        place = counted[row.code]
        again = (place.rank, tally.written(place.score), place.passed, _points(place.totals))
        before = (row.rank, row.score, row.passed, list(row.inputs))
        if again != before:
            found.append(f"{row.code}: frozen {before}, counted {again}")
    return found


def _against_ledger(sheets: Mapping[UUID, tuple[str, int]], links: Iterable[Any]) -> list[str]:
    """Sheets that say something else than the ledger."""
    written = {task: int(Decimal(total) * 100) for task, total in ledger.counted_totals(links).items()}
    stored = {task: total for task, (_code, total) in sheets.items()}
    return [
        f"task {task}: the sheet says {stored.get(task)}, the ledger {written.get(task)} (hundredths)"
        for task in sorted(written.keys() | stored.keys(), key=str)
        if written.get(task) != stored.get(task)
    ]
