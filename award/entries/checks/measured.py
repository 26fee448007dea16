"""Clauses on the length that was measured in the files of sound and video, beside the length that was declared."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from award.entries.checks.check import Check, Verdict, between, of_part
from award.entries.facts import PartFacts, WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import Message, say

# Programmes carry titles and a few seconds of silence: a difference up to this many minutes is none.
TOLERANCE = 1


def measured(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """A clause for every part of which a file of sound or video was measured, where the rules limit minutes."""
    if not rules.minutes:
        return
    alone = len(facts.parts) == 1
    for part in facts.parts:
        seconds = _seconds(facts, part, alone)
        if seconds is not None:
            yield _measured(part, seconds, rules, alone)


def _seconds(facts: WorkFacts, part: PartFacts, alone: bool) -> Decimal | None:
    """The length of the part: its files of one requirement together; of several requirements the longest."""
    lengths: dict[object, Decimal] = {}
    for file in facts.files:
        if file.seconds is not None and (file.part == part.position or (alone and file.part is None)):
            lengths[file.requirement_id] = lengths.get(file.requirement_id, Decimal()) + file.seconds
    return max(lengths.values(), default=None)


def _measured(part: PartFacts, seconds: Decimal, rules: WorkRules, alone: bool) -> Check:
    """Whole minutes count, rounded; the declared length is told where it is another one."""
    title, limits = of_part(say("Measured length"), part, alone), rules.minutes
    minutes = int((seconds / 60).quantize(Decimal(1), ROUND_HALF_UP))
    length = clock_face(seconds)
    outside = (limits.most is not None and minutes > limits.most) or (
        limits.least is not None and minutes < limits.least
    )

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        limit = between(limits)
        return Check("measured_minutes", title, found, limit, verdict, Step.FILES, advice, part.position)

    if outside:
        found = say("The file lasts %(length)s minutes.", length=length)
        return check(Verdict.BROKEN, found, say("Send a work within the length that the rules set."))
    if part.minutes is not None and abs(minutes - part.minutes) > TOLERANCE:
        found = say(
            "The file lasts %(length)s minutes, declared are %(declared)s.", length=length, declared=part.minutes
        )
        return check(Verdict.NOTED, found, say("Correct the number of minutes, or send the right file."))
    return check(Verdict.MET, say("%(length)s minutes", length=length))


def clock_face(seconds: Decimal) -> str:
    """Minutes and seconds as players show them, `15:07`."""
    minutes, rest = divmod(int(seconds.quantize(Decimal(1), ROUND_HALF_UP)), 60)
    return f"{minutes}:{rest:02d}"
