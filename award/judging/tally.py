"""From marks to a ranking. Exact throughout: totals are whole hundredths, scores are fractions.

How it works, in words that the minutes can repeat:

- Only confirmed sheets count. A judge who abstained, was recused or did not mark gives no mark: it is not a zero. A work
  with fewer marks than the quorum has no score, no rank, and does not pass.
- *mean*: the sum divided by the number of marks. *trimmed mean*: the same without one highest and one lowest mark,
  where there are at least as many marks as the round says (three, or more). *median*: the middle mark, or the mean of
  the two in the middle.
- *votes*, for a round that decides by ballot: a yes, or a work that was chosen, is one, a no is nothing; the score is the
  number of votes for the work, and a work with fewer ballots than the quorum has none.
- Equal scores are separated by the round's rules for ties, one after the other, each only among those still equal:
  *a criterion* (the score of that criterion alone, by the same method), *median* (of the totals), *top marks* (who has
  more of the highest total that any of them was given), *chair* (the order that the chair has set on the record). What
  is still equal shares a rank, and the next rank counts all before it: 1, 2, 2, 4. Scores are compared exactly; they
  are rounded, to two decimals and half up, only to be shown.
- A work passes if its rank is not beyond the number of places, or its score not below the mark (the number of votes);
  where the round has neither, all with a score pass. What the round says of one sub-committee stands in place of this. Ties that remain at the border all pass: nobody is dropped by chance or by the order
  of a list.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

TALLY_VERSION = "3"
ROUNDING = "two decimals, half up, for showing only"
# A rule for ties is one of these words, or `criterion:` and the code of a criterion of the round.
CRITERION = "criterion:"
MEDIAN, TOP_MARKS, CHAIR = "median", "top_marks", "chair"
VOTES = "votes"


@dataclass(frozen=True)
class Rules:
    """How a round is tallied: `method` is mean, trimmed_mean, median or votes; `pass_mark` in hundredths; `ties` are the rules
    that separate equal scores, in their order; `trim_from` is the least number of marks that is trimmed."""

    method: str
    quorum: int
    pass_count: int | None = None
    pass_mark: int | None = None
    ties: tuple[str, ...] = ()
    trim_from: int = 3


class Place(NamedTuple):
    """The result of one work; `score` and `rank` are None below the quorum; `by` is the rule for ties that set it apart
    from a work of equal score."""

    work: Hashable
    score: Fraction | None
    rank: int | None
    passed: bool
    totals: Sequence[int]
    by: str | None = None


class _Scored(NamedTuple):
    """A work with its score over the common denominator."""

    size: int
    work: Hashable
    totals: Sequence[int]


@dataclass(frozen=True)
class Beside:
    """What rules for ties look at besides totals: the marks (hundredths) of each criterion by work, and the chair's order
    (a smaller number stands first)."""

    criteria: Mapping[Hashable, Mapping[str, Sequence[int]]]
    chair: Mapping[Hashable, int]


NOTHING = Beside({}, {})


def score_of(totals: Sequence[int], method: str, trim_from: int = 3) -> tuple[int, int] | None:
    """The score in hundredths as (numerator, denominator), not reduced; None without a mark."""
    if not totals:
        return None
    if method == "mean":
        return sum(totals), len(totals)
    if method == VOTES:
        return sum(totals), 1
    if method == "trimmed_mean":
        if len(totals) < max(trim_from, 3):
            return sum(totals), len(totals)
        return sum(totals) - max(totals) - min(totals), len(totals) - 2
    if method == "median":
        ordered, middle = sorted(totals), len(totals) // 2
        return (ordered[middle], 1) if len(totals) % 2 else (ordered[middle - 1] + ordered[middle], 2)
    raise ValueError(f"no method {method!r}")


def rank(works: Iterable[tuple[Hashable, Sequence[int]]], rules: Rules, beside: Beside = NOTHING) -> list[Place]:
    """The ranking of works that compete with each other, best first, equal ones in the order given, unranked last.

    Each work comes with the totals (in hundredths) of its confirmed sheets.
    """
    scored, unscored = [], []
    for work, totals in works:
        score = score_of(totals, rules.method, rules.trim_from) if len(totals) >= rules.quorum else None
        if score is None:
            unscored.append(Place(work, None, None, False, totals))
        else:
            scored.append((work, score, totals))
    return [*_ranked(scored, rules, beside), *unscored]


def _ranked(scored: list[tuple], rules: Rules, beside: Beside) -> Iterator[Place]:
    common = math.lcm(*{score[1] for _, score, _ in scored})
    sized = [_Scored(score[0] * (common // score[1]), work, totals) for work, score, totals in scored]
    above = 0
    for equals in _grouped(sized, lambda one: one.size):
        size = equals[0].size
        score = Fraction(size, common * 100)
        for together, by in _separated(equals, rules, beside):
            passed = _passes(above + 1, size, common, rules)
            yield from (Place(one.work, score, above + 1, passed, one.totals, by) for one in together)
            above += len(together)


def _grouped(works: Iterable[_Scored], key: Callable[[_Scored], Any]) -> list[list[_Scored]]:
    """Works with equal keys together, the highest key first."""
    groups: dict[Any, list[_Scored]] = {}
    for one in works:
        groups.setdefault(key(one), []).append(one)
    return [groups[found] for found in sorted(groups, reverse=True)]


def _separated(
    equals: list[_Scored], rules: Rules, beside: Beside, turn: int = 0, by: str | None = None
) -> Iterator[tuple[list[_Scored], str | None]]:
    """Works of equal score in the order of the rules for ties: those still together, and the last rule that spoke."""
    if len(equals) == 1 or turn == len(rules.ties):
        yield equals, by
        return
    rule = rules.ties[turn]
    groups = _grouped(equals, _key_of(rule, equals, rules, beside))
    for together in groups:
        yield from _separated(together, rules, beside, turn + 1, rule if len(groups) > 1 else by)


def _key_of(rule: str, equals: list[_Scored], rules: Rules, beside: Beside) -> Callable[[_Scored], Any]:
    """What a rule for ties compares; more stands before less."""
    if rule.startswith(CRITERION):
        code = rule.removeprefix(CRITERION)
        return lambda one: _fraction(
            score_of(beside.criteria.get(one.work, {}).get(code, ()), rules.method, rules.trim_from)
        )
    if rule == MEDIAN:
        return lambda one: _fraction(score_of(one.totals, "median"))
    if rule == TOP_MARKS:
        highest = max(max(one.totals) for one in equals)
        return lambda one: list(one.totals).count(highest)
    if rule == CHAIR:
        return lambda one: -beside.chair.get(one.work, math.inf)
    raise ValueError(f"no rule for ties {rule!r}")


def _fraction(score: tuple[int, int] | None) -> Fraction:
    return Fraction(*score) if score else Fraction(-1)


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
