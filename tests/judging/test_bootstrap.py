"""Samples drawn at random against all samples there can be: cases so small that each can be written down."""

from collections import Counter
from fractions import Fraction
from itertools import product
from math import prod, sqrt

import pytest

from award.judging.agreement import interval
from award.judging.firmness import firmness
from award.judging.tally import Rules, rank

SAMPLES = 4000
RULES = Rules("mean", quorum=1)
# Beside one work on which the judges are far apart stand others on which they agree; what chance of a rank is just beyond
# the ends of 95 % and what is just within is set by where these stand.
APART = (1000, 400, 400, 400)
CASES = [
    {"apart": APART, "high": (980,) * 4, "middle": (840,) * 4, "low": (460,) * 4},
    {"apart": APART, "high": (840,) * 4, "middle": (560,) * 4, "low": (300,) * 4},
    {"apart": (900, 500), "also": (800, 600), "level": (700, 700)},
    {"apart": (900, 600, 600), "also": (1000, 400, 700), "low": (450, 450, 450)},
]


def every_rank(marks, rules=RULES):
    """The exact chance of each rank of each work: all samples with replacement, one like the other."""
    found = {work: Counter() for work in marks}
    # Samples of a work that hold the same marks in another order are one, with its weight.
    drawn = [Counter(tuple(sorted(one)) for one in product(totals, repeat=len(totals))) for totals in marks.values()]
    for sample in product(*drawn):
        chance = prod(Fraction(of[one], of.total()) for of, one in zip(drawn, sample, strict=True))
        for place in rank(zip(marks, sample, strict=True), rules):
            found[place.work][place.rank] += chance
    return found


def ends(chances):
    """The least value with at least 2.5 % at or below it, and the least with 97.5 %."""
    at = []
    for share in (Fraction(25, 1000), Fraction(975, 1000)):
        below = Fraction(0)
        for value, chance in sorted(chances.items()):
            below += chance
            if below >= share:
                at.append(value)
                break
    return tuple(at)


@pytest.mark.parametrize("marks", CASES)
@pytest.mark.parametrize("method", ["mean", "median"])
def test_the_ranks_that_chance_could_give_are_those_of_all_samples(marks, method):
    rules = Rules(method, quorum=1)
    exact = every_rank(marks, rules)
    given = {work: dict(enumerate(totals)) for work, totals in marks.items()}
    found = firmness(given, rules, seed="head", samples=SAMPLES)
    assert {work: (one.low, one.high) for work, one in found.items()} == {work: ends(c) for work, c in exact.items()}


def test_the_cases_have_ranks_just_beyond_and_just_within_the_ends():
    chances = every_rank(CASES[0])["apart"]
    assert chances == {1: Fraction(1, 256), 2: Fraction(12, 256), 3: Fraction(162, 256), 4: Fraction(81, 256)}
    assert ends(chances) == (2, 4)


def test_works_are_drawn_each_as_often_as_the_other():
    """A coefficient over five works, drawn anew with replacement: 3,125 samples, of which 126 differ."""
    worth = {"a": 1, "b": 10, "c": 100, "d": 1000, "e": 10000}
    marks = {work: {"x": value, "y": value} for work, value in worth.items()}
    drawn = Counter()

    def total(sample):
        value = sum(given["x"] for given in sample.values())
        drawn[value] += 1
        return Fraction(value)

    found = interval(marks, total, seed="head", samples=SAMPLES)
    exact = Counter(sum(sample) for sample in product(worth.values(), repeat=5))
    drawn[sum(worth.values())] -= 1  # the coefficient itself, before any sample
    assert sum(drawn.values()) == SAMPLES
    assert set(drawn) <= set(exact)
    for value, count in exact.items():
        chance = count / 5**5
        assert abs(drawn[value] / SAMPLES - chance) < 5 * sqrt(chance * (1 - chance) / SAMPLES)
    low, high = ends({value: Fraction(count, 5**5) for value, count in exact.items()})
    # The ends are sums of five works; one draw more or less of the greatest work within them is chance.
    assert abs(found.low - low) <= 1000
    assert abs(found.high - high) <= 10000
