"""What stands beside the ranking of a closed round: agreement, severity, firmness, as one report of plain values. Pure.

Figures are kept as decimal text with four places, marks in points with two. Judges and works go by their keys; names
are put in when the report is shown.
"""

import math
from collections.abc import Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from award.judging import agreement, tally
from award.judging.firmness import firmness
from award.judging.severity import adjusted, severities

Marks = Mapping[Hashable, Mapping[Hashable, int]]

COEFFICIENTS = {
    "alpha": agreement.alpha,
    "ordinal_alpha": agreement.ordinal_alpha,
    "concordance": agreement.concordance,
    "intraclass": agreement.intraclass,
}


def report(marks: Marks, rules: tally.Rules, beside: tally.Beside, *, seed: str) -> dict[str, Any]:
    """The report of one sub-committee; `marks` are the totals (hundredths) by work and judge."""
    free = adjusted(marks)
    return {
        "agreement": {name: _figure(marks, coefficient, seed) for name, coefficient in COEFFICIENTS.items()},
        "judges": _judges(marks, free.judges),
        "works": _works(marks, rules, beside, free.means, seed),
        "adjusted": free.why_not is None,
        "why_not": free.why_not and {"text": free.why_not.text, "values": _plain(free.why_not.values)},
    }


def _figure(marks: Marks, coefficient: Any, seed: str) -> dict[str, Any] | None:
    found = agreement.interval(marks, coefficient, seed=seed)
    if found is None:
        return None
    ends = {name: _places(getattr(found, name), 4) for name in ("value", "low", "high")}
    return {**ends, "works": found.works, "judges": found.judges}


def _judges(marks: Marks, parts: Mapping[Hashable, Fraction]) -> list[dict[str, Any]]:
    return [
        {
            "judge": str(judge),
            "marked": sum(judge in given for given in marks.values()),
            "shared": one.shared,
            "mean": points(one.mean),
            "spread": None if one.variance is None else points(_root(one.variance)),
            "difference": points(one.difference),
            "part": points(parts.get(judge)),
        }
        for judge, one in sorted(severities(marks).items(), key=lambda pair: (pair[1].difference or 0, str(pair[0])))
    ]


def _works(
    marks: Marks, rules: tally.Rules, beside: tally.Beside, means: Mapping[Hashable, Fraction], seed: str
) -> list[dict[str, Any]]:
    stand = firmness(marks, rules, beside, seed=seed)
    order = tally.rank(((work, [mean]) for work, mean in means.items()), tally.Rules("mean", 1))
    ranks = {place.work: place.rank for place in order}
    return [
        {
            "work": str(work),
            "rank": one.rank,
            "passed": one.passed,
            "firmness": one.firmness.value,
            "hangs_on": [str(judge) for judge in one.hangs_on],
            "low": one.low,
            "high": one.high,
            "adjusted_mean": points(means.get(work)),
            "adjusted_rank": ranks.get(work),
        }
        for work, one in stand.items()
    ]


def points(hundredths: Fraction | int | None) -> str | None:
    """Hundredths as points with two places, half away from zero."""
    return None if hundredths is None else _places(Fraction(hundredths) / 100, 2)


def _places(value: Fraction, count: int) -> str:
    size = math.floor(abs(value) * 10**count + Fraction(1, 2))
    return str(Decimal(-size if value < 0 else size).scaleb(-count))


def _root(value: Fraction) -> Fraction:
    """The square root to a thousandth of a hundredth: a figure to be shown."""
    return Fraction(math.isqrt(math.floor(value * 10**6)), 10**3)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [str(one) for one in value] if isinstance(value, list) else value for name, value in values.items()}
