# ruff: noqa: RUF009 (each call in a class body makes a dataclass field, which the linter cannot see)
"""What the council decides and how: votes, objections, prizes and their places."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from award.editions import kinds as of
from award.editions.schema.keys import key
from award.editions.states import Among, CouncilSeat, Counted, MajorityOf, OrganisationKind, PrizeKind, Rounding, Unused


@dataclass(kw_only=True)
class Council:
    """How the council votes. `members`: whose roles have a vote; `quorum`: how many of those who may vote on a question
    must be there, a share ("2/3") or a number (5); `majority`: "1/2" means more than half, any other share at least that
    much, counted of `majority_of`; `secret`: ballots are secret where the chair says nothing else."""

    members: list[str] = key(of.choices(CouncilSeat, least=1), ["chair", "member"])
    quorum: str = key(of.share_or_whole(), "2/3")
    majority: str = key(of.share(Fraction(1, 2)), "1/2")
    majority_of: MajorityOf = key(of.choice(MajorityOf), MajorityOf.PRESENT)
    secret: bool = key(of.flag(), True)


@dataclass(kw_only=True)
class Objections:
    """Objections to the posted list. `before_release`: the list is posted for `notice_days` before the final decision;
    else it is posted with the release. `answer_days`: how long the author has to answer; `ruling_days`: within how many
    days of its coming the council rules."""

    before_release: bool = key(of.flag(), False)
    answer_days: int = key(of.whole(1, 60), 5)
    ruling_days: int = key(of.whole(1, 180), 15)


@dataclass(kw_only=True)
class Prizes:
    """What holds for all prizes. `one_main_per_author`: an author has one main prize at most, over all groups the person
    is in. Money as a multiple of `base_salary` (đồng) is rounded to whole `round_to` đồng."""

    one_main_per_author: bool = key(of.flag(), False)
    base_salary: int | None = key(of.money(), None)
    round_to: int = key(of.whole(1, 1_000_000), 1)
    rounding: Rounding = key(of.choice(Rounding), Rounding.HALF_UP)


@dataclass(kw_only=True)
class PrizeLevel:
    """A prize; main ones stand in their order, the highest first.

    `places` says how many for each category, `places_in_subcommittees` for each sub-committee, `places_in_all` for the
    whole award; a place may stay empty, and `unused` says what becomes of one that nobody reaches. `money` is đồng,
    `base_multiple` so many base salaries. A work below `least_score`, or below `least_share` percent of the scale, does
    not get it. `themes`: only works of these. `beside_main`: a work with a main prize may have it too. Of collective
    prizes: which kind of organisation gets it (`recipients`), compared by what (`counted`). Of those for the oldest and
    youngest author: `among` whom, from which age on, below which age, in whole years on the last day of the window.
    """

    code: str = key(of.code())
    name: str = key(of.text())
    kind: PrizeKind = key(of.choice(PrizeKind), PrizeKind.MAIN)
    money: int | None = key(of.money(), None)
    base_multiple: Decimal | None = key(of.exact(), None)
    places_in_all: int | None = key(of.whole(), None)
    places: dict[str, int] = key(of.counts(), {})
    places_in_subcommittees: dict[str, int] = key(of.counts(), {})
    unused: Unused = key(of.choice(Unused), Unused.EMPTY)
    least_score: Decimal | None = key(of.exact(), None)
    least_share: int | None = key(of.whole(1, 100), None)
    themes: list[str] = key(of.texts(0, 40), [])
    beside_main: bool = key(of.flag(), True)
    recipients: OrganisationKind | None = key(of.choice(OrganisationKind), None)
    counted: Counted = key(of.choice(Counted), Counted.NAMED)
    among: Among = key(of.choice(Among), Among.ELIGIBLE)
    least_age: int | None = key(of.whole(1, 120), None)
    below_age: int | None = key(of.whole(1, 120), None)
