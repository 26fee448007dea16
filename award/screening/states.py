"""What the secretariat can decide."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class Verdict(TitledEnum):
    """The three answers of screening."""

    ELIGIBLE = "eligible", mark("Eligible")
    RETURNED = "returned", mark("Needs a supplement")
    INELIGIBLE = "ineligible", mark("Ineligible")


# The act on the entry that each answer is.
VERBS = {Verdict.ELIGIBLE: "accept", Verdict.RETURNED: "return", Verdict.INELIGIBLE: "reject"}


class Judgement(TitledEnum):
    """What a secretary found of two works that are alike."""

    OPEN = "open", mark("Not looked at yet")
    SAME = "same", mark("The same work")
    DIFFERENT = "different", mark("Not the same")
