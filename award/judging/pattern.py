"""A judge's own pattern: how the own totals are spread, and how many of the own works may pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from award.kit.messages import Message, say

BARS = 10


@dataclass(frozen=True)
class Bar:
    """How many totals lie from `low` up to `high`; the last bar has its end too."""

    low: Decimal
    high: Decimal
    count: int


def histogram(totals: Sequence[Decimal], scale: Decimal) -> list[Bar]:
    """Ten bars of one width from 0 to the scale."""
    counts = [0] * BARS
    for total in totals:
        counts[min(int(total * BARS / scale), BARS - 1)] += 1
    return [Bar(scale * place / BARS, scale * (place + 1) / BARS, count) for place, count in enumerate(counts)]


def mean(totals: Sequence[Decimal]) -> Decimal | None:
    """The mean of the totals, rounded half up to two places."""
    return (sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.01"), ROUND_HALF_UP) if totals else None


@dataclass(frozen=True)
class Share:
    """A judge's works in one sub-committee: `own` of `works`, by whose rule these pass; `totals` are the own ones."""

    subcommittee: str
    own: int
    works: int
    totals: Sequence[Decimal]
    pass_count: int | None
    pass_mark: Decimal | None


def may_pass(own: int, works: int, pass_count: int) -> int:
    """About how many of the own works pass when so many of all do: the share, rounded half up."""
    return int(Fraction(own * min(pass_count, works), works) + Fraction(1, 2)) if works else 0


def words(share: Share) -> Message:
    """How many of the own works may pass, in a sentence."""
    about = {"subcommittee": share.subcommittee, "own": share.own}
    if share.pass_count is not None:
        return say(
            "%(subcommittee)s: about %(about)s of the own %(own)s works may pass; %(passing)s of %(works)s do in all.",
            about=may_pass(share.own, share.works, share.pass_count),
            passing=min(share.pass_count, share.works),
            works=share.works,
            **about,
        )
    if share.pass_mark is not None:
        return say(
            "%(subcommittee)s: works from %(mark)s points pass; %(reaching)s of %(marked)s own totals reach that, of "
            "%(own)s works.",
            mark=share.pass_mark,
            reaching=sum(total >= share.pass_mark for total in share.totals),
            marked=len(share.totals),
            **about,
        )
    return say("%(subcommittee)s: all works pass this round; %(own)s of them are own ones.", **about)
