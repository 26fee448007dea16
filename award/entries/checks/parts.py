"""Clauses on the parts: how many, where and when each was carried, its link and its length."""

from collections.abc import Iterator

from award.entries.checks.check import NEEDED, Check, Verdict, at_most, filled, of_part, value
from award.entries.facts import PartFacts, WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import Message, say


def on_parts(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    count = len(facts.parts)
    if not count:
        advice = say("Write where and when the work was published.")
        limit = say("at least one part")
        yield Check(
            "parts", say("Parts of the work"), say("Not given yet."), limit, Verdict.MISSING, Step.PARTS, advice
        )
    if rules.most_parts is not None and count:
        advice = say("Choose the parts that compete and take the others out.")
        yield at_most("part_count", say("Number of parts"), count, rules.most_parts, Step.PARTS, advice)
    for part in facts.parts:
        yield from _part(part, rules, alone=count == 1)


def _part(part: PartFacts, rules: WorkRules, alone: bool) -> Iterator[Check]:
    outlet = of_part(say("Press outlet"), part, alone)
    yield filled("outlet", outlet, part.outlet, Step.PARTS, say("Choose the outlet that carried it."), part.position)
    yield _window(part, rules, alone)
    if rules.link_needed or part.url:
        yield _link(part, rules, alone)
    if rules.most_words is not None:
        yield _length(part, "words", part.words, rules.most_words, alone)
    if rules.most_minutes is not None:
        yield _length(part, "minutes", part.minutes, rules.most_minutes, alone)


def _window(part: PartFacts, rules: WorkRules, alone: bool) -> Check:
    broadcast, day = rules.broadcast, part.published_on
    title = of_part(say("Day of broadcast") if broadcast else say("Day of publication"), part, alone)
    limit = say("from %(first)s to %(last)s", first=rules.window_from, last=rules.window_to)

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("window", title, found, limit, verdict, Step.PARTS, advice, part.position)

    if day is None:
        return check(Verdict.MISSING, say("Not given yet."), say("Write the day."))
    if rules.window_from <= day <= rules.window_to:
        return check(Verdict.MET, value(day))
    advice = say("Choose a part within the time, or take this part out.")
    if day > rules.window_to:
        text = say("Broadcast on %(day)s, after %(last)s.", day=day, last=rules.window_to)
        if not broadcast:
            text = say("Published on %(day)s, after %(last)s.", day=day, last=rules.window_to)
    else:
        text = say("Broadcast on %(day)s, before %(first)s.", day=day, first=rules.window_from)
        if not broadcast:
            text = say("Published on %(day)s, before %(first)s.", day=day, first=rules.window_from)
    return check(Verdict.BROKEN, text, advice)


def is_web_address(text: str) -> bool:
    """Whether the text is an address that a browser may follow."""
    scheme, _, rest = text.partition("://")
    return scheme.lower() in ("http", "https") and "." in rest and not any(c.isspace() for c in rest)


def _link(part: PartFacts, rules: WorkRules, alone: bool) -> Check:
    title = of_part(say("Link"), part, alone)
    limit = NEEDED if rules.link_needed else say("a full web address")
    advice = say("Copy the address of the published work from the browser.")
    if not part.url:
        missing = say("Not given yet.")
        return Check("link", title, missing, limit, Verdict.MISSING, Step.PARTS, advice, part.position)
    found = value(part.url)
    if is_web_address(part.url):
        return Check("link", title, found, limit, Verdict.MET, Step.PARTS, part=part.position)
    text = say("“%(address)s” is not a web address.", address=part.url)
    return Check("link", title, text, limit, Verdict.MISSING, Step.PARTS, advice, part.position)


def _length(part: PartFacts, clause: str, count: int | None, most: int, alone: bool) -> Check:
    in_words = clause == "words"
    title = of_part(say("Length in words") if in_words else say("Length in minutes"), part, alone)
    if count is None:
        advice = say("Write the number of words.") if in_words else say("Write the number of minutes.")
        missing, limit = say("Not given yet."), say("at most %(most)s", most=most)
        return Check(clause, title, missing, limit, Verdict.MISSING, Step.PARTS, advice, part.position)
    advice = say("Choose a work within the length that the rules set.")
    return at_most(clause, title, count, most, Step.PARTS, advice, part.position)
