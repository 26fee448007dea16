"""What was found, as Markdown."""

import statistics
from collections.abc import Iterable

from tests.bench.acts import GROWTH_GOAL
from tests.bench.crowd import Crowd
from tests.bench.measuring import median_ratio
from tests.bench.stage import Finding


def floors_table(rows: Iterable[tuple[str, int, dict[str, float]]]) -> str:
    """The floors of each database and size, in milliseconds."""
    lines: list[str] = []
    for kind, entries, costs in rows:
        if not lines:
            lines = [f"| Database | Entries | {' | '.join(costs)} |", "|---|---:|" + "---:|" * len(costs)]
        lines.append(f"| {kind} | {entries:,} | " + " | ".join(f"{cost:.2f}" for cost in costs.values()) + " |")
    return "\n".join(lines)


def acts_table(findings: list[Finding]) -> str:
    """One line for each act, database and size; growth stands at the larger size."""
    lines = [
        "| Act | Database | Entries | CPU ms | Statements | × its floor | Goal | Growth | Goals |",
        "|---|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    small: dict[tuple[str, str], Finding] = {}
    for found in findings:
        first = small.setdefault((found.act.name, found.kind), found)
        growth = None if first is found else median_ratio(found.costs, first.costs)
        goal = f"≤ {found.act.goal:g}" if found.act.goal else "–"
        lines.append(
            f"| {found.act.name} | {found.kind} | {found.entries:,} | {statistics.median(found.costs):.2f} "
            f"| {found.statements:.1f} | {found.ratio:.1f} {_floor(found)} | {goal} "
            f"| {f'{growth:.2f}' if growth else '–'} | {_verdict(found, growth)} |"
        )
    return "\n".join(lines)


def crowd_line(kind: str, crowd: Crowd) -> str:
    """How it went with many at once."""
    said = f"{crowd.clients} clients sent in a whole work each at the same moment on {kind}: "
    said += f"{len(crowd.codes)} sent in, {len(crowd.failures)} failures, {crowd.seconds:.1f} s in all."
    return "\n".join([said, *(f"- {failure}" for failure in crowd.failures)])


def _floor(found: Finding) -> str:
    return "× " + " + ".join(f"{count} {name}" if count > 1 else name for name, count in found.act.floor.items())


def _verdict(found: Finding, growth: float | None) -> str:
    missed = [
        name
        for name, value, goal in (
            ("ratio", found.ratio, found.act.goal),
            ("growth", growth, found.act.growth_goal and GROWTH_GOAL),
        )
        if value and goal and round(value, 2) > goal
    ]
    judged = found.act.goal or (growth and found.act.growth_goal)
    return f"**missed** ({', '.join(missed)})" if missed else "met" if judged else "–"
