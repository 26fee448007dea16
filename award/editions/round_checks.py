"""What in the rounds of an edition's file does not fit together; a value that could not be read is None and passed over."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from award.editions import criteria, schema, ties
from award.editions.locating import Path
from award.editions.states import BallotForm, MediaType, RoundMode, TallyMethod
from award.kit.messages import Message, say

MOST_ROUNDS = 3
SCALES = (Decimal(10), Decimal(100))
STEPS = (Decimal(1), Decimal("0.5"), Decimal("0.25"), Decimal("0.01"))
WHOLE = 100
HUNDREDTH = Decimal("0.01")
# What each way of judging needs, and what has no meaning in it.
NEEDED = {RoundMode.MARKS: ("scale", "step", "method"), RoundMode.BALLOT: ("ballot",)}
FOREIGN = {
    RoundMode.MARKS: ("ballot", "choices", "pass_votes"),
    RoundMode.BALLOT: ("scale", "step", "method", "judges_per_work", "pass_mark", "calibration"),
}
NOT_COUNTED = ("judges_per_work", "pass_count", "pass_mark", "ties")

Finding = tuple[Path, Message]


def after(first: Any, second: Any) -> bool:
    """Whether the first lies after the second, both known."""
    return first is not None and second is not None and first > second


def faults(edition: schema.Edition) -> Iterator[Finding]:
    """Every place among the rounds that contradicts another one, with a sentence."""
    for place, one in enumerate(edition.rounds):
        found = [*_round(one), *_of_mode(one)]
        found += _calibration(one) if one.calibration else []
        found += _criteria(one, edition) if one.mode is RoundMode.MARKS else _ballot(one)
        for path, message in found:
            yield ("rounds", place, *path), message
        for path, message in _panels(one, edition):
            yield ("rounds", place, "panels", *path), message
    yield from _together(edition.rounds)


def _together(rounds: list[schema.Round]) -> Iterator[Finding]:
    """Rounds that count follow one another, at most three of them; there is one calibration round at most."""
    counted = [(place, one) for place, one in enumerate(rounds) if not one.calibration]
    for (_, earlier), (place, later) in pairwise(counted):
        if after(earlier.closes_at, later.opens_at):
            yield ("rounds", place, "opens_at"), say("This round opens before the one before it closes.")
    for place, _ in counted[MOST_ROUNDS:]:
        yield ("rounds", place), say("An edition has at most %(most)s rounds.", most=MOST_ROUNDS)
    for place in [place for place, one in enumerate(rounds) if one.calibration][1:]:
        yield ("rounds", place, "calibration"), say("An edition has one calibration round at most.")


def _round(one: schema.Round) -> Iterator[Finding]:
    if one.opens_at and one.closes_at and one.closes_at <= one.opens_at:
        yield ("closes_at",), say("The round closes before it opens.")
    if after(one.quorum, one.judges_per_work):
        yield ("quorum",), say("The quorum is above the number of judges for each work.")
    if one.method is TallyMethod.TRIMMED_MEAN and one.quorum is not None and one.quorum < 3:
        yield ("quorum",), say("Without the highest and the lowest mark, at least three judges are needed.")
    if after(one.pass_mark, one.scale):
        yield ("pass_mark",), say("The mark to pass is above the scale.")
    if one.scale and one.scale not in SCALES:
        yield ("scale",), say("A scale has 10 or 100 points.")
    if one.step and one.step not in STEPS:
        yield ("step",), say("Steps are 1, 0.5, 0.25 or 0.01.")
    if len(set(one.ties or [])) < len(one.ties or []):
        yield ("ties",), say("The same word stands here twice.")
    codes = {criterion.code for criterion in one.criteria}
    wrong = [ties.fault_of(rule, codes) for rule in one.ties or [] if None not in codes]
    yield from ((("ties",), fault) for fault in wrong if fault)


def _of_mode(one: schema.Round) -> Iterator[Finding]:
    """What the round's way of judging needs, and what has no meaning in it."""
    needed = NEEDED.get(one.mode, ())
    if one.mode is RoundMode.MARKS and not one.calibration:
        needed = (*needed, "judges_per_work")
    for name in needed:
        if getattr(one, name) is None:
            yield (name,), say("The key “%(name)s” is missing.", name=name)
    for name in FOREIGN.get(one.mode, ()):
        if getattr(one, name):
            yield (name,), say("This key has no meaning in a round of the mode “%(mode)s”.", mode=one.mode.value)


def _calibration(one: schema.Round) -> Iterator[Finding]:
    for name in NOT_COUNTED:
        if getattr(one, name):
            yield (name,), say("A calibration round is not counted: every judge marks every work, and nothing passes.")
    if one.panels:
        yield ("panels",), say("A calibration round is not counted: every judge marks every work, and nothing passes.")


def _ballot(one: schema.Round) -> Iterator[Finding]:
    if one.criteria:
        yield ("criteria",), say("A ballot has no criteria.")
    if one.ballot is BallotForm.CHOICES and one.choices is None:
        yield ("choices",), say("The key “%(name)s” is missing.", name="choices")
    if one.ballot is BallotForm.YES_NO and one.choices is not None:
        yield ("choices",), say("Only a ballot of choices has a number of works to choose.")
    if set(one.ties or []) & {ties.TieRule.MEDIAN.value, ties.TieRule.TOP_MARKS.value}:
        yield ("ties",), say("Equal votes can be separated by the chair only.")


def _panels(one: schema.Round, edition: schema.Edition) -> Iterator[Finding]:
    known = {subcommittee.code for subcommittee in edition.subcommittees}
    for place, panel in enumerate(one.panels):
        if panel.code and panel.code not in known and None not in known:
            yield (place, "code"), say("There is no sub-committee “%(code)s”.", code=panel.code)
        if after(panel.pass_mark, one.scale):
            yield (place, "pass_mark"), say("The mark to pass is above the scale.")
        for name in ("pass_mark", "pass_votes", "choices"):
            if getattr(panel, name) is not None and one.mode and name in FOREIGN[one.mode]:
                yield (place, name), say("This key has no meaning in a round of the mode “%(mode)s”.", mode=one.mode.value)  # fmt: skip
        if panel.choices is not None and one.ballot is BallotForm.YES_NO:
            yield (place, "choices"), say("Only a ballot of choices has a number of works to choose.")


def _criteria(one: schema.Round, edition: schema.Edition) -> Iterator[Finding]:
    if not one.criteria:
        yield ("criteria",), say("A round of marks needs criteria.")
        return
    if any(criterion.weight is not None for criterion in one.criteria):
        yield from _weights(one)
    else:
        yield from _maxima(one)
    yield from _sums(one, edition)
    for place, criterion in enumerate(one.criteria):
        for name, message in _criterion(criterion, one, edition):
            yield ("criteria", place, name), message


def _maxima(one: schema.Round) -> Iterator[Finding]:
    for place, criterion in enumerate(one.criteria):
        if criterion.maximum is None:
            yield ("criteria", place, "maximum"), say("The key “%(name)s” is missing.", name="maximum")
    maxima = [criterion.maximum for criterion in one.criteria]
    if one.step and any(maximum and maximum % one.step for maximum in maxima):
        yield ("step",), say("A criterion's maximum is not a multiple of the step %(step)s.", step=one.step)


def _weights(one: schema.Round) -> Iterator[Finding]:
    """With weights every mark is on the scale, and a total must not need more than two decimals."""
    for place, criterion in enumerate(one.criteria):
        if criterion.weight is None:
            yield ("criteria", place), say("Give every criterion of a round a weight, or none.")
        elif criterion.maximum not in (None, one.scale):
            yield ("criteria", place, "maximum"), say("Give a criterion its maximum or its weight, not both.")
        elif one.step in STEPS and one.step * criterion.weight / WHOLE % HUNDREDTH:
            yield ("criteria", place, "weight"), say("In steps of %(step)s this weight makes totals of more than two decimals; change the step or the weight.", step=one.step)  # fmt: skip


def _sums(one: schema.Round, edition: schema.Edition) -> Iterator[Finding]:
    """The criteria for each kind of work add up."""
    weighted = any(criterion.weight is not None for criterion in one.criteria)
    values = [criterion.weight if weighted else criterion.maximum for criterion in one.criteria]
    wanted = Decimal(WHOLE) if weighted else one.scale
    if None in values or not wanted or any(criterion.works is None for criterion in one.criteria):
        return
    for category in edition.categories:
        for genre in category.genres:
            names = criteria.names_of(category.code, category.media_type, genre.code)
            own = zip(values, one.criteria, strict=True)
            found = sum((value for value, asked in own if criteria.applies(asked.works, names)), Decimal())
            if found != wanted:
                yield ("criteria",), _wrong_sum(found, wanted, weighted, one, f"{category.code}/{genre.code}")
                return


def _wrong_sum(found: Decimal, wanted: Decimal, weighted: bool, one: schema.Round, kind: str) -> Message:
    if any(criterion.works for criterion in one.criteria):
        return say("For works of “%(kind)s” the criteria add up to %(sum)s instead of %(wanted)s.", kind=kind, sum=found, wanted=wanted)  # fmt: skip
    if weighted:
        return say("The weights add up to %(sum)s, not to 100.", sum=found)
    return say("The criteria add up to %(sum)s, the scale is %(scale)s.", sum=found, scale=wanted)


def _criterion(
    criterion: schema.Criterion, one: schema.Round, edition: schema.Edition
) -> Iterator[tuple[str, Message]]:
    known = {name for category in edition.categories for name in _kinds_of(category)}
    for name in criterion.works or []:
        if name not in known and name not in set(MediaType):
            yield "works", say("“%(name)s” is no media type, category or genre of the edition.", name=name)
    if criterion.works and f"{ties.CRITERION}{criterion.code}" in (one.ties or []):
        yield "works", say("This criterion separates equal scores, so it must be for all works.")
    yield from (("steps", message) for message in _steps(criterion, one))


def _kinds_of(category: schema.Category) -> list[str]:
    return [category.code or "?", *(f"{category.code}/{genre.code}" for genre in category.genres)]


def _steps(criterion: schema.Criterion, one: schema.Round) -> Iterator[Message]:
    most, last = criterion.maximum or one.scale, None
    for step in criterion.steps or []:
        band = criteria.band(step)
        if band is None:
            yield say("Write a step as “6–8: what these marks mean” or “10: …”; this is “%(step)s”.", step=step)
        elif band.high < band.low or after(band.high, most):
            yield say("The step “%(step)s” does not lie between 0 and %(most)s.", step=step, most=most)
        elif after(last, band.low) or band.low == last:
            yield say("Steps are written from the lowest to the highest, and do not overlap: “%(step)s”.", step=step)
        last = band.high if band else last
