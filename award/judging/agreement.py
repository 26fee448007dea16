"""How far judges agree: Krippendorff's alpha, Kendall's W and the intraclass correlation. Pure; exact fractions.

Marks come as `{work: {judge: mark}}`, marks as whole hundredths. Nothing here changes a ranking: raw marks stay
official, these figures stand beside them.

Sources: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); P. E. Shrout and J. L. Fleiss,
"Intraclass Correlations: Uses in Assessing Rater Reliability", Psychological Bulletin 86 (1979) 420-428; S. Siegel,
"Nonparametric Statistics" (1956), chapter 9; B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993),
chapter 13 (percentile intervals).
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Marks = Mapping[Hashable, Mapping[Hashable, int | Fraction]]
Rows = list[list[int | Fraction]]

SAMPLES = 1000
# So many single marks are looked at for one interval at the most: a large round gets fewer samples, never fewer than
# `FEWEST_SAMPLES`, below which the ends of an interval mean little.
MOST_LOOKED_AT = 2_000_000
FEWEST_SAMPLES = 200


@dataclass(frozen=True)
class Figure:
    """A coefficient with its interval of 95 % over samples of the works; `works` and `judges` it was counted on."""

    value: Fraction
    low: Fraction
    high: Fraction
    works: int
    judges: int


def alpha(marks: Marks) -> Fraction | None:
    """Krippendorff's alpha for an interval scale, missing marks allowed: 1 is perfect agreement, 0 what chance gives.

    Works with one mark say nothing and are left out. None where fewer than two marks remain or all are equal.
    """
    return _alpha(_pairable(marks))


def ordinal_alpha(marks: Marks) -> Fraction | None:
    """Krippendorff's alpha for an ordinal scale. Its distance of two marks is the squared difference of their mean
    ranks among all marks, so that it is the interval alpha of those ranks."""
    rows = _pairable(marks)
    # Twice the ranks are whole numbers, which are counted many times faster; the coefficient does not know a unit.
    rank = {value: int(2 * rank) for value, rank in mean_ranks(value for row in rows for value in row).items()}
    return _alpha([[rank[value] for value in row] for row in rows])


def concordance(marks: Marks) -> Fraction | None:
    """Kendall's W, corrected for ties, over the works that every judge has marked: 1 where all judges rank alike,
    0 where their ranks cancel out. None with fewer than two such works, fewer than two judges, or no differences."""
    return _concordance(_crossed(marks))


def intraclass(marks: Marks) -> Fraction | None:
    """The intraclass correlation of a single mark: ICC(2,1) of Shrout and Fleiss (absolute agreement, judges as a
    sample) where every judge has marked every work, otherwise ICC(1,1) with the mean panel size of unequal panels."""
    rows = _pairable(marks)
    if len(rows) < 2:
        return None
    panels = {frozenset(given) for given in marks.values() if len(given) > 1}
    return _two_way(_crossed(marks)) if len(panels) == 1 else _one_way(rows)


def interval(
    marks: Marks, coefficient: Callable[[Marks], Fraction | None], *, seed: str, samples: int = SAMPLES
) -> Figure | None:
    """A coefficient with its percentile interval: works are drawn with replacement, the coefficient counted anew.

    `seed` makes the draw repeatable (the head of the round's ledger). None where the coefficient is not defined.
    """
    value = coefficient(marks)
    if value is None:
        return None
    drawn, names = random.Random(seed), list(marks)
    count = sum(len(given) for given in marks.values())
    rounds = max(FEWEST_SAMPLES, min(samples, MOST_LOOKED_AT // max(count, 1)))
    found = []
    for _ in range(rounds):
        sample = {number: marks[name] for number, name in enumerate(drawn.choices(names, k=len(names)))}
        again = coefficient(sample)
        if again is not None:
            found.append(again)
    low, high = percentile_interval(found)
    judges = {judge for given in marks.values() for judge in given}
    return Figure(value, low, high, sum(len(given) > 1 for given in marks.values()), len(judges))


def percentile_interval(values: Iterable[Fraction]) -> tuple[Fraction, Fraction]:
    """The values at 2.5 % and 97.5 % of a sample, by nearest rank."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(last * Fraction(25, 1000))], ordered[round(last * Fraction(975, 1000))]


def mean_ranks(values: Iterable[int | Fraction]) -> dict[int | Fraction, Fraction]:
    """The rank of each value from the lowest, 1 upwards; equal values share the mean of their ranks."""
    ranks, before = {}, 0
    for value, count in sorted(Counter(values).items()):
        ranks[value] = before + Fraction(count + 1, 2)
        before += count
    return ranks


def _pairable(marks: Marks) -> Rows:
    return [list(given.values()) for given in marks.values() if len(given) > 1]


def _crossed(marks: Marks) -> Rows:
    """Marks of the works that every judge has marked, judges in one order."""
    judges = sorted({judge for given in marks.values() for judge in given}, key=str)
    return [[given[judge] for judge in judges] for given in marks.values() if len(given) == len(judges) > 1]


def _alpha(rows: Rows) -> Fraction | None:
    count = sum(map(len, rows))
    total, squares = sum(map(sum, rows)), sum(value * value for row in rows for value in row)
    expected = Fraction(count * squares - total * total)
    if count < 2 or not expected:
        return None
    observed = sum(Fraction(spread) / (size - 1) for size, spread in _by_size(rows, _spread).items())
    return 1 - observed * (count - 1) / expected


def _by_size(rows: Rows, figure: Callable[[Sequence[int | Fraction]], int | Fraction]) -> dict[int, int | Fraction]:
    """A figure of each row, added up over the rows of one length: whole numbers stay whole until the end."""
    sums: dict[int, int | Fraction] = {}
    for row in rows:
        sums[len(row)] = sums.get(len(row), 0) + figure(row)
    return sums


def _spread(row: Sequence[int | Fraction]) -> int | Fraction:
    """The sum of the squared differences of all pairs."""
    return len(row) * sum(value * value for value in row) - sum(row) ** 2


def _concordance(rows: Rows) -> Fraction | None:
    if len(rows) < 2:
        return None
    works, judges = len(rows), len(rows[0])
    sums, ties = [Fraction(0)] * works, 0
    for column in zip(*rows, strict=True):
        rank = mean_ranks(column)
        sums = [before + rank[value] for before, value in zip(sums, column, strict=True)]
        ties += sum(count**3 - count for count in Counter(column).values())
    mean = Fraction(judges * (works + 1), 2)
    spread = sum((one - mean) ** 2 for one in sums)
    most = judges**2 * (works**3 - works) - judges * ties
    return 12 * spread / most if most else None


def _one_way(rows: Rows) -> Fraction | None:
    """ICC(1,1); for unequal panels the size is n₀ = (N − Σn²/N) / (works − 1)."""
    works, count = len(rows), sum(map(len, rows))
    of_rows = sum(Fraction(squares) / size for size, squares in _by_size(rows, lambda row: sum(row) ** 2).items())
    between = (of_rows - Fraction(sum(map(sum, rows)) ** 2) / count) / (works - 1)
    within = sum(Fraction(spread) / size for size, spread in _by_size(rows, _spread).items()) / (count - works)
    size = (count - Fraction(sum(len(row) ** 2 for row in rows), count)) / (works - 1)
    whole = between + (size - 1) * within
    return (between - within) / whole if whole else None


def _two_way(rows: Rows) -> Fraction | None:
    """ICC(2,1) from the mean squares of works, of judges and of what is left."""
    if len(rows) < 2:
        return None
    works, judges = len(rows), len(rows[0])
    mean = Fraction(sum(map(sum, rows)), works * judges)
    of_works = judges * sum((Fraction(sum(row), judges) - mean) ** 2 for row in rows)
    of_judges = works * sum((Fraction(sum(column), works) - mean) ** 2 for column in zip(*rows, strict=True))
    whole = sum((value - mean) ** 2 for row in rows for value in row)
    square_works = of_works / (works - 1)
    square_judges = of_judges / (judges - 1)
    square_rest = (whole - of_works - of_judges) / ((works - 1) * (judges - 1))
    most = square_works + (judges - 1) * square_rest + Fraction(judges, works) * (square_judges - square_rest)
    return (square_works - square_rest) / most if most else None
