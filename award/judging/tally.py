"""From marks to a ranking. Exact throughout: totals are whole hundredths, scores are fractions.

How it works, in words that the minutes can repeat:

- Only confirmed sheets count. A work with fewer of them than the quorum has no score, no rank, and does not pass.
- *mean*: the sum divided by the number of marks. *trimmed mean*: the same without one highest and one lowest mark,
  where there are at least three. *median*: the middle mark, or the mean of the two in the middle.
- Equal scores share a rank, and the next rank counts all before it: 1, 2, 2, 4. Scores are compared exactly; they are
  rounded, to two decimals and half up, only to be shown.
- A work passes if its rank is not beyond the number of places, or its score not below the mark; where the round has
  neither, all with a score pass. Ties at the border all pass: nobody is dropped by chance or by the order of a list.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

TALLY_VERSION = "1"
ROUNDING = "two decimals, half up, for showing only"


@dataclass(frozen=True)
class Rules:
    """How a round is tallied: `method` is mean, trimmed_mean or median; `pass_mark` in hundredths."""

    method: str
    quorum: int
    pass_count: int | None = None
    pass_mark: int | None = None


class Place(NamedTuple):
    """The result of one work; `score` and `rank` are None below the quorum."""

    work: Hashable
    score: Fraction | None
    rank: int | None
    passed: bool
    totals: Sequence[int]


def score_of(totals: Sequence[int], method: str) -> tuple[int, int] | None:
    """The score in hundredths as (numerator, denominator), not reduced; None without a mark."""
    if not totals:
        return None
    if method == "mean":
        return sum(totals), len(totals)
    if method == "trimmed_mean":
        if len(totals) < 3:
            return sum(totals), len(totals)
        return sum(totals) - max(totals) - min(totals), len(totals) - 2
    if method == "median":
        ordered, middle = sorted(totals), len(totals) // 2
        return (ordered[middle], 1) if len(totals) % 2 else (ordered[middle - 1] + ordered[middle], 2)
    raise ValueError(f"no method {method!r}")


def rank(works: Iterable[tuple[Hashable, Sequence[int]]], rules: Rules) -> list[Place]:
    """The ranking of works that compete with each other, best first, equal ones in the order given, unranked last.

    Each work comes with the totals (in hundredths) of its confirmed sheets.
    """
    scored, unscored = [], []
    for work, totals in works:
        score = score_of(totals, rules.method) if len(totals) >= rules.quorum else None
        if score is None:
            unscored.append(Place(work, None, None, False, totals))
        else:
            scored.append((work, score, totals))
    return _ranked(scored, rules) + unscored


def _ranked(scored: list[tuple], rules: Rules) -> list[Place]:
    common = math.lcm(*{score[1] for _, score, _ in scored})
    ordered = sorted(
        ((score[0] * (common // score[1]), work, totals) for work, score, totals in scored), key=lambda row: -row[0]
    )
    places, previous = [], None
    for number, (size, work, totals) in enumerate(ordered, 1):
        if size != previous:
            previous, result = size, (Fraction(size, common * 100), number, _passes(number, size, common, rules))
        places.append(Place(work, *result, totals))
    return places


def _passes(place: int, size: int, common: int, rules: Rules) -> bool:
    if rules.pass_count is None and rules.pass_mark is None:
        return True
    by_count = rules.pass_count is not None and place <= rules.pass_count
    return by_count or (rules.pass_mark is not None and size >= rules.pass_mark * common)


def shown(score: Fraction | None) -> Decimal | None:
    """The score for people: two decimals, half up."""
    return None if score is None else Decimal(math.floor(score * 100 + Fraction(1, 2))).scaleb(-2)


def written(score: Fraction | None) -> str | None:
    """The score without loss, as `numerator/denominator`."""
    return None if score is None else f"{score.numerator}/{score.denominator}"


def in_points(hundredths: int) -> str:
    """A total as decimal text with two places: `7.50`."""
    return str(Decimal(hundredths).scaleb(-2))
