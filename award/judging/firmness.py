"""How firm a ranking stands: what one judge alone decides, and within which ranks chance could move a work. Pure.

Two questions, each answered by counting the ranking anew with the rules of the round: what if one judge were left out
(leave one out), and what if the same number of marks had been drawn anew from each work's marks (bootstrap: B. Efron
and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13)? The official ranking stays as it is.
"""

import random
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from award.judging import tally
from award.judging.agreement import FEWEST_SAMPLES, MOST_LOOKED_AT, SAMPLES, percentile_interval
from award.kit.messages import mark
from award.kit.states import TitledEnum

Marks = Mapping[Hashable, Mapping[Hashable, int]]


class Firmness(TitledEnum):
    """How a work's place on its side of the border stands."""

    FIRM = "firm", mark("Firm")
    ONE_JUDGE = "one_judge", mark("Hangs on one judge")
    UNSCORED = "unscored", mark("Not ranked")


@dataclass(frozen=True)
class Standing:
    """One work: its rank and whether it passes, the judges without any one of whom it would change sides, and the
    ranks within which 95 % of the samples put it."""

    rank: int | None
    passed: bool
    firmness: Firmness
    hangs_on: Sequence[Hashable] = ()
    low: int | None = None
    high: int | None = None


def firmness(
    marks: Marks, rules: tally.Rules, beside: tally.Beside = tally.NOTHING, *, seed: str, samples: int = SAMPLES
) -> dict[Hashable, Standing]:
    """Every work of one sub-committee; `seed` makes the samples repeatable (the head of the round's ledger). Rules for
    ties enter the places shown, not what is counted anew: there equal scores share a rank."""
    places = {place.work: place for place in tally.rank(_totals(marks), rules, beside)}
    rules = replace(rules, ties=())
    changes = _changes(marks, rules, places)
    ranges = _ranges(marks, rules, places, seed=seed, samples=samples)
    return {work: _standing(place, changes[work], ranges.get(work)) for work, place in places.items()}


def _standing(place: tally.Place, hangs_on: list[Hashable], ranks: tuple[int, int] | None) -> Standing:
    if place.rank is None:
        return Standing(None, False, Firmness.UNSCORED)
    kind = Firmness.ONE_JUDGE if hangs_on else Firmness.FIRM
    return Standing(place.rank, place.passed, kind, tuple(hangs_on), *(ranks or (None, None)))


def _totals(marks: Marks, without: Hashable | None = None) -> list[tuple[Hashable, list[int]]]:
    return [(work, [points for judge, points in given.items() if judge != without]) for work, given in marks.items()]


def _changes(
    marks: Marks, rules: tally.Rules, places: Mapping[Hashable, tally.Place]
) -> dict[Hashable, list[Hashable]]:
    """The judges without whom a work would pass that does not, or the other way round. A judge's absence must not by
    itself bring a work below the quorum, so one mark is enough here; a work that the judge alone has marked has no
    place without them and is not compared."""
    found: dict[Hashable, list[Hashable]] = defaultdict(list)
    alone = replace(rules, quorum=1)
    ranked = {work for work, place in places.items() if place.rank is not None}
    compared = {work: given for work, given in marks.items() if work in ranked}
    for judge in sorted({judge for given in compared.values() for judge in given}, key=str):
        for place in tally.rank(_totals(compared, without=judge), alone):
            if place.rank is not None and place.passed != places[place.work].passed:
                found[place.work].append(judge)
    return found


def _ranges(marks: Marks, rules: tally.Rules, places: Mapping[Hashable, tally.Place], *, seed: str, samples: int):
    drawn = random.Random(seed)
    ranked = [(work, list(marks[work].values())) for work, place in places.items() if place.rank is not None]
    count = sum(len(totals) for _, totals in ranked)
    rounds = max(FEWEST_SAMPLES, min(samples, MOST_LOOKED_AT // max(count, 1)))
    found: dict[Hashable, list[int]] = defaultdict(list)
    for _ in range(rounds):
        sample = [(work, drawn.choices(totals, k=len(totals))) for work, totals in ranked]
        for place in tally.rank(sample, rules):
            found[place.work].append(place.rank)
    return {work: percentile_interval(ranks) for work, ranks in found.items()}
