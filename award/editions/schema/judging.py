# ruff: noqa: RUF009 (each call in a class body makes a dataclass field, which the linter cannot see)
"""Who judges by what: sub-committees, what keeps a judge from a work, rounds with their criteria."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from award.editions import kinds as of
from award.editions.schema.keys import key, tables
from award.editions.states import BallotForm, CoverageRule, RoundMode, TallyMethod


@dataclass(kw_only=True)
class Conflicts:
    """Which facts keep a judge from a work besides own works and declared conflicts, and how many judges of one outlet a
    sub-committee may have (left out: no limit)."""

    own_outlet: bool = key(of.flag(), True)
    own_branch: bool = key(of.flag(), False)
    earlier_coauthors: bool = key(of.flag(), False)
    judges_from_outlet: int | None = key(of.whole(1, 100), None)


@dataclass(kw_only=True)
class Subcommittee:
    """A sub-committee; `judges` names categories (`bao-in`) and single genres of them (`bao-in/phong-su`)."""

    code: str = key(of.code())
    name: str = key(of.text())
    judges: list[str] = key(of.texts(least=1, longest=81))


@dataclass(kw_only=True)
class Criterion:
    """One thing that judges mark: up to its own `maximum`, or on the scale of the round with a `weight` in percent (the
    `maximum` then is the scale). `works` names kinds of works that it is for: media types (`television`), categories
    (`bao-in`), genres (`bao-in/phong-su`); left out, all. `steps` says what marks mean: `"0–5: …"`, `"6–8: …"`."""

    code: str = key(of.code())
    name: str = key(of.text())
    guidance: str = key(of.lines(4000), "")
    maximum: Decimal | None = key(of.exact(), None)
    weight: int | None = key(of.whole(1, 100), None)
    works: list[str] = key(of.texts(longest=81), [])
    steps: list[str] = key(of.texts(), [])


@dataclass(kw_only=True)
class Panel:
    """What a round says otherwise for one sub-committee, by its code. Where it has a number, a mark or votes to pass,
    they stand in place of all three of the round."""

    code: str = key(of.code())
    pass_count: int | None = key(of.whole(), None)
    pass_mark: Decimal | None = key(of.exact(), None)
    pass_votes: int | None = key(of.whole(), None)
    choices: int | None = key(of.whole(), None)

    @property
    def name(self) -> str:
        """What the record of changes calls it."""
        return self.code


@dataclass(kw_only=True)
class Round:
    """A round of judging and how it is tallied; `ties` lists what separates equal scores: `criterion:<code>`, `median`,
    `top_marks`, `chair`; `trim_from` is the least number of marks of which a trimmed mean leaves two out.

    `reminder_days` and `late_reminder_days`: how many days before and after `closes_at` judges with works left are
    reminded.

    `coverage`: what follows when a judge has seen or heard less than `coverage_share` percent of a work: nothing, a hint
    on the sheet, or that it cannot be confirmed. `feedback`: authors get the remarks written for them after the results.

    A round of marks needs `scale`, `step`, `judges_per_work`, `method` and criteria; a ballot needs `ballot`, and
    `choices` where judges choose so many works of each sub-committee. A `calibration` round has works of earlier years,
    which every judge marks and nobody counts. `own_jury`: only judges seated for this round judge in it.
    """

    code: str = key(of.code())
    name: str = key(of.text())
    mode: RoundMode = key(of.choice(RoundMode))
    calibration: bool = key(of.flag(), False)
    opens_at: datetime = key(of.moment())
    closes_at: datetime = key(of.moment())
    reminder_days: list[int] = key(of.wholes(0, 90), [3, 1, 0])
    late_reminder_days: list[int] = key(of.wholes(1, 90), [1, 3])
    ballot: BallotForm | None = key(of.choice(BallotForm), None)
    choices: int | None = key(of.whole(), None)
    scale: Decimal | None = key(of.exact(), None)
    step: Decimal | None = key(of.exact(), None)
    blind: bool = key(of.flag())
    own_jury: bool = key(of.flag(), False)
    judges_per_work: int | None = key(of.whole(1, 100), None)
    quorum: int = key(of.whole(1, 100))
    method: TallyMethod | None = key(of.choice(TallyMethod), None)
    pass_count: int | None = key(of.whole(), None)
    pass_mark: Decimal | None = key(of.exact(), None)
    pass_votes: int | None = key(of.whole(), None)
    trim_from: int = key(of.whole(3, 100), 3)
    ties: list[str] = key(of.texts(longest=60), [])
    coverage: CoverageRule = key(of.choice(CoverageRule), CoverageRule.OFF)
    coverage_share: int = key(of.whole(1, 100), 50)
    feedback: bool = key(of.flag(), False)
    criteria: list[Criterion] = tables(Criterion)
    panels: list[Panel] = tables(Panel)
