"""Clauses on the parts: how many, where and when each was carried, its link and its length."""

from collections.abc import Iterator

from award.accounts.states import Carrier
from award.entries.checks.check import NEEDED, Check, Verdict, between, counted, filled, of_part, value
from award.entries.checks.window import window
from award.entries.facts import PartFacts, Range, WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import Message, say


def on_parts(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """The number of parts, then each."""
    count = len(facts.parts)
    if not count:
        advice, limit = say("Write where and when the work was published."), say("at least one part")
        missing = say("Not given yet.")
        yield Check("parts", say("Parts of the work"), missing, limit, Verdict.MISSING, Step.PARTS, advice)
    if rules.parts and count:
        advice = say("Choose the parts that compete: add what is missing, take the others out.")
        yield counted("part_count", say("Number of parts"), count, rules.parts, Step.PARTS, advice)
    for part in facts.parts:
        yield from _part(facts, part, rules, alone=count == 1)


def _part(facts: WorkFacts, part: PartFacts, rules: WorkRules, alone: bool) -> Iterator[Check]:
    if not (facts.unpublished and rules.unpublished_allowed):
        yield from _carried(facts, part, rules, alone)
    if rules.words:
        yield _length(part, "words", part.words, rules.words, alone)
    if rules.minutes:
        yield _length(part, "minutes", part.minutes, rules.minutes, alone)


def _carried(facts: WorkFacts, part: PartFacts, rules: WorkRules, alone: bool) -> Iterator[Check]:
    """Where and when it was published; nothing of this is asked of a work that may be unpublished and is."""
    outlet = of_part(say("Press outlet"), part, alone)
    yield filled("outlet", outlet, part.outlet, Step.PARTS, say("Choose the outlet that carried it."), part.position)
    if rules.licensed_outlets and part.outlet:
        yield _licence(part, rules, alone)
    yield window(facts, part, rules, alone)
    if rules.link_needed or part.url:
        yield _link(part, rules, alone)


def _licence(part: PartFacts, rules: WorkRules, alone: bool) -> Check:
    title, licence, day = of_part(say("Licence of the outlet"), part, alone), part.licence, part.published_on
    limit = say("a press outlet with a licence")
    if rules.portals_allowed:
        limit = say("a press outlet, a portal or a bulletin with a licence")

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("licence", title, found, limit, verdict, Step.PARTS, advice, part.position)

    if licence is None:
        return check(
            Verdict.UNKNOWN, say("“%(name)s” is not in the list; the secretariat looks it up", name=part.outlet)
        )
    advice = say("Choose the outlet that carried it first, or ask the secretariat.")
    if not licence.licensed:
        return check(Verdict.BROKEN, say("“%(name)s” holds no licence.", name=part.outlet), advice)
    if licence.carrier is not Carrier.PRESS and not rules.portals_allowed:
        found = say("“%(name)s” is not a press outlet: %(carrier)s.", name=part.outlet, carrier=licence.carrier)
        return check(Verdict.BROKEN, found, advice)
    if day and ((licence.since and day < licence.since) or (licence.until and day > licence.until)):
        found = say("“%(name)s” held no licence on %(day)s.", name=part.outlet, day=day)
        return check(Verdict.BROKEN, found, advice)
    return check(Verdict.MET, value(licence.carrier))


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
    if is_web_address(part.url):
        return Check("link", title, value(part.url), limit, Verdict.MET, Step.PARTS, part=part.position)
    text = say("“%(address)s” is not a web address.", address=part.url)
    return Check("link", title, text, limit, Verdict.MISSING, Step.PARTS, advice, part.position)


def _length(part: PartFacts, clause: str, count: int | None, limits: Range, alone: bool) -> Check:
    in_words = clause == "words"
    title = of_part(say("Length in words") if in_words else say("Length in minutes"), part, alone)
    if count is None:
        advice = say("Write the number of words.") if in_words else say("Write the number of minutes.")
        missing = say("Not given yet.")
        return Check(clause, title, missing, between(limits), Verdict.MISSING, Step.PARTS, advice, part.position)
    advice = say("Choose a work within the length that the rules set.")
    return counted(clause, title, count, limits, Step.PARTS, advice, part.position)
