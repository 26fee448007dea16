"""Clauses on what the authors declare beside the declaration that all give."""

from collections.abc import Iterator

from award.entries.checks.check import Check, Verdict
from award.entries.checks.window import statements_needed
from award.entries.facts import WorkFacts, WorkRules
from award.entries.states import Statement
from award.entries.steps import Step
from award.kit.messages import Message, say

TITLES: dict[Statement, Message] = {
    Statement.MADE_FOR_ONLINE: say("Made for online"),
    Statement.DISCIPLINE: say("Nobody under discipline"),
    Statement.PROVINCE: say("People of the province"),
    Statement.NOT_ENTERED_BEFORE: say("Earlier parts were not entered before"),
}


def on_statements(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """Each statement that the edition, the category or a series on both sides of the first day asks for."""
    limit, advice = say("agreed to"), say("Read the declaration and agree to it.")
    for one in statements_needed(facts, rules):
        if one in facts.statements:
            yield Check(one.value, TITLES[one], say("Agreed to"), limit, Verdict.MET, Step.DECLARATION)
        else:
            missing = say("Not given yet.")
            yield Check(one.value, TITLES[one], missing, limit, Verdict.MISSING, Step.DECLARATION, advice)
