"""The rules that separate works of equal score, as an edition's round lists them; how they work stands in the tally."""

from collections.abc import Collection, Mapping

from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum

CRITERION = "criterion:"


class TieRule(TitledEnum):
    """A rule without a criterion; with one it is written `criterion:<code>`."""

    MEDIAN = "median", mark("Median of the marks")
    TOP_MARKS = "top_marks", mark("Number of top marks")
    CHAIR = "chair", mark("Decision of the chair")


def fault_of(rule: str, criteria: Collection[str | None]) -> Message | None:
    """Why the rule cannot stand in a round with these criteria, or None."""
    if rule.startswith(CRITERION):
        code = rule.removeprefix(CRITERION)
        return None if code in criteria else say("The round has no criterion “%(code)s”.", code=code)
    if rule in set(TieRule):
        return None
    known = ", ".join([*(one.value for one in TieRule), f"{CRITERION}…"])
    return say("“%(word)s” is not known here. Possible: %(known)s.", word=rule, known=known)


def said_of(rule: str, criteria: Mapping[str, str]) -> Message:
    """The rule for people; `criteria` names criteria by their codes."""
    if rule.startswith(CRITERION):
        code = rule.removeprefix(CRITERION)
        return say("Criterion “%(criterion)s”", criterion=criteria.get(code, code))
    return Message(TieRule(rule).label)
