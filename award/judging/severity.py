"""Who marks low, who marks high, and what the ranking would be without it. Pure; exact fractions.

Raw marks stay official: nothing here enters a ranking. Marks come as `{work: {judge: mark}}`, in whole hundredths.

The adjusted means are those of the additive model mark = work + judge + rest, by least squares: the two-way layout
without interaction for unequal cells (H. Scheffé, "The Analysis of Variance" (1959), section 4.4). Works are
eliminated first, so that one equation remains for each judge. Checked against the six targets and four judges of P. E.
Shrout and J. L. Fleiss, "Intraclass Correlations: Uses in Assessing Rater Reliability" (1979), table 2.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from award.kit.messages import Message, say

Marks = Mapping[Hashable, Mapping[Hashable, int]]
# With fewer works shared with other judges a judge's severity is mostly chance.
LEAST_SHARED = 5


@dataclass(frozen=True)
class Severity:
    """One judge: the mean difference (hundredths) of own marks from those of the others on the same works (below zero:
    severe), on how many works, and the mean and the spread (standard deviation squared) of all own marks."""

    difference: Fraction | None
    shared: int
    mean: Fraction
    variance: Fraction | None


@dataclass(frozen=True)
class Adjusted:
    """Means free of severity, by work, and each judge's part in them (they add up to nothing); or why there are none."""

    means: Mapping[Hashable, Fraction]
    judges: Mapping[Hashable, Fraction]
    why_not: Message | None = None


def severities(marks: Marks) -> dict[Hashable, Severity]:
    """Every judge with at least one mark."""
    own, differences = defaultdict(list), defaultdict(list)
    for given in marks.values():
        total = sum(given.values())
        for judge, mark in given.items():
            own[judge].append(mark)
            if len(given) > 1:
                differences[judge].append(mark - Fraction(total - mark, len(given) - 1))
    return {judge: _severity(own[judge], differences[judge]) for judge in own}


def _severity(own: list[int], differences: list[Fraction]) -> Severity:
    count, mean = len(own), Fraction(sum(own), len(own))
    variance = sum((mark - mean) ** 2 for mark in own) / (count - 1) if count > 1 else None
    difference = sum(differences) / len(differences) if differences else None
    return Severity(difference, len(differences), mean, variance)


def adjusted(marks: Marks, names: Mapping[Hashable, Any] | None = None) -> Adjusted:
    """Means of the works as if all judges were equally severe; `names` says judges in the sentence why not."""
    shared = {work: given for work, given in marks.items() if given}
    why_not = _too_little_overlap(shared, names or {})
    if why_not:
        return Adjusted({}, {}, why_not)
    judges = _effects(shared)
    means = {
        work: Fraction(sum(mark - judges[judge] for judge, mark in given.items()), len(given))
        for work, given in shared.items()
    }
    return Adjusted(means, judges)


def _too_little_overlap(marks: Marks, names: Mapping[Hashable, Any]) -> Message | None:
    counts: dict[Hashable, int] = defaultdict(int)
    for given in marks.values():
        for judge in given:
            counts[judge] += len(given) > 1
    if len(counts) < 2:
        return say("There are no adjusted means: fewer than two judges have marked.")
    few = [names.get(judge, judge) for judge, count in counts.items() if count < LEAST_SHARED]
    if few:
        return say(
            "There are no adjusted means: %(judges)s shared fewer than %(least)s works with other judges.",
            judges=few,
            least=LEAST_SHARED,
        )
    if len(groups(marks)) > 1:
        return say("There are no adjusted means: some judges have no work in common with the others, even by a chain.")
    return None


def groups(marks: Marks) -> list[set[Hashable]]:
    """Judges who can be compared with each other: joined by works in common, even by a chain of them."""
    found: list[set[Hashable]] = []
    for given in marks.values():
        joined = set(given)
        apart = []
        for group in found:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        found = [*apart, joined] if joined else apart
    return found


def _effects(marks: Marks) -> dict[Hashable, Fraction]:
    """Each judge's part: the solution of the normal equations whose sum is zero."""
    judges = sorted({judge for given in marks.values() for judge in given}, key=str)
    place = {judge: number for number, judge in enumerate(judges)}
    size = len(judges)
    table = [[Fraction(0)] * (size + 1) for _ in judges]
    for given in marks.values():
        share, mean = Fraction(1, len(given)), Fraction(sum(given.values()), len(given))
        rows = [place[judge] for judge in given]
        for judge, mark in given.items():
            row = table[place[judge]]
            row[place[judge]] += 1
            row[size] += mark - mean
            for other in rows:
                row[other] -= share
    table[-1] = [Fraction(1)] * size + [Fraction(0)]
    return dict(zip(judges, _solved(table), strict=True))


def _solved(table: list[list[Fraction]]) -> list[Fraction]:
    """Gauss and Jordan on an augmented square system with one solution."""
    size = len(table)
    for column in range(size):
        pivot = next(row for row in range(column, size) if table[row][column])
        table[column], table[pivot] = table[pivot], table[column]
        head = table[column][column]
        table[column] = [value / head for value in table[column]]
        for row in range(size):
            factor = table[row][column]
            if row != column and factor:
                table[row] = [a - factor * b for a, b in zip(table[row], table[column], strict=True)]
    return [row[size] for row in table]
