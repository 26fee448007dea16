"""Clauses on the days of publication, and on series that began before the first day."""

from award.entries.checks.check import Check, Verdict, of_part, value
from award.entries.facts import PartFacts, WorkFacts, WorkRules
from award.entries.states import Statement
from award.entries.steps import Step
from award.kit.messages import Message, say


def within_window(part: PartFacts, rules: WorkRules) -> bool:
    """Whether the part was published in the days that the rules set; the first and the last day are within."""
    return part.published_on is not None and rules.window_from <= part.published_on <= rules.window_to


def straddles(facts: WorkFacts, rules: WorkRules) -> bool:
    """Whether earlier parts of the series may count: the rules allow it, and some part lies within the time."""
    early = any(part.published_on and part.published_on < rules.window_from for part in facts.parts)
    return rules.straddling and early and any(within_window(part, rules) for part in facts.parts)


def statements_needed(facts: WorkFacts, rules: WorkRules) -> list[Statement]:
    """What the authors of this work have to declare, in the order of the list."""
    needed = set(rules.statements)
    if straddles(facts, rules):
        needed.add(Statement.NOT_ENTERED_BEFORE)
    return [statement for statement in Statement if statement in needed]


def window(facts: WorkFacts, part: PartFacts, rules: WorkRules, alone: bool) -> Check:
    """One part's day of publication."""
    title = of_part(say("Day of broadcast") if rules.broadcast else say("Day of publication"), part, alone)
    limit = say("from %(first)s to %(last)s", first=rules.window_from, last=rules.window_to)

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("window", title, found, limit, verdict, Step.PARTS, advice, part.position)

    day = part.published_on
    if day is None:
        return check(Verdict.MISSING, say("Not given yet."), say("Write the day."))
    if within_window(part, rules):
        return check(Verdict.MET, value(day))
    advice = say("Choose a part within the time, or take this part out.")
    if day > rules.window_to:
        return check(Verdict.BROKEN, _late(part, rules), advice)
    if not straddles(facts, rules):
        return check(Verdict.BROKEN, _early(part, rules), advice)
    if part.entered_in:
        found = say("Published on %(day)s and entered already as %(code)s.", day=day, code=part.entered_in)
        return check(Verdict.BROKEN, found, say("Take this part out."))
    return check(Verdict.MET, say("%(day)s, an earlier part of a series that goes on within the time", day=day))


def _late(part: PartFacts, rules: WorkRules) -> Message:
    day, last = part.published_on, rules.window_to
    if rules.broadcast:
        return say("Broadcast on %(day)s, after %(last)s.", day=day, last=last)
    return say("Published on %(day)s, after %(last)s.", day=day, last=last)


def _early(part: PartFacts, rules: WorkRules) -> Message:
    day, first = part.published_on, rules.window_from
    if rules.broadcast:
        return say("Broadcast on %(day)s, before %(first)s.", day=day, first=first)
    return say("Published on %(day)s, before %(first)s.", day=day, first=first)
