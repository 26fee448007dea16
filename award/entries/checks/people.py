"""Clauses on what people have given their word for."""

from collections.abc import Iterator

from award.entries.checks.check import Check, Verdict
from award.entries.facts import WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import say


def on_people(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """The declaration."""
    yield _declaration(facts)


def _declaration(facts: WorkFacts) -> Check:
    title, limit = say("Declaration of the author"), say("agreed to")
    if facts.declared:
        return Check("declaration", title, say("Agreed to"), limit, Verdict.MET, Step.DECLARATION)
    advice = say("Read the declaration and agree to it.")
    return Check("declaration", title, say("Not given yet."), limit, Verdict.MISSING, Step.DECLARATION, advice)
