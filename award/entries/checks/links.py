"""Whether the links answer: a hint to who entered them and to the screening, never a reason to refuse."""

from collections.abc import Iterator

from award.entries.checks.check import Check, Verdict, of_part
from award.entries.facts import WorkFacts, WorkRules
from award.entries.steps import Step
from award.evidence.states import advice
from award.kit.messages import say


def on_links(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    for part in facts.parts:
        if part.link_fault is not None:
            title = of_part(say("Link answers"), part, len(facts.parts) == 1)
            found, limit = say(part.link_fault.label), say("a page that everybody can open")
            help_ = advice(part.link_fault)
            yield Check("link_answers", title, found, limit, Verdict.NOTED, Step.PARTS, help_, part.position)
