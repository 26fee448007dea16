"""The states of an entry, and the one table that says when each act is possible."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class EntryState(TitledEnum):
    """Where an entry stands."""

    DRAFT = "draft", mark("Draft")
    SUBMITTED = "submitted", mark("Submitted")
    RETURNED = "returned", mark("Needs a supplement")
    ELIGIBLE = "eligible", mark("Eligible")
    INELIGIBLE = "ineligible", mark("Ineligible")
    WITHDRAWN = "withdrawn", mark("Withdrawn")
    DISQUALIFIED = "disqualified", mark("Disqualified")


S = EntryState

ENTRY = StateTable(
    [
        ("edit", [S.DRAFT, S.RETURNED], S.DRAFT, mark("Edit")),
        ("submit", [S.DRAFT, S.RETURNED], S.SUBMITTED, mark("Submit the work")),
        ("withdraw", [S.SUBMITTED, S.RETURNED, S.ELIGIBLE], S.WITHDRAWN, mark("Withdraw")),
        ("discard", [S.DRAFT], S.WITHDRAWN, mark("Discard the draft")),
        ("return", [S.SUBMITTED, S.ELIGIBLE, S.INELIGIBLE], S.RETURNED, mark("Ask for a supplement")),
        ("accept", [S.SUBMITTED, S.INELIGIBLE], S.ELIGIBLE, mark("Eligible")),
        ("reject", [S.SUBMITTED, S.RETURNED, S.ELIGIBLE], S.INELIGIBLE, mark("Ineligible")),
        ("disqualify", [S.ELIGIBLE], S.DISQUALIFIED, mark("Disqualify")),
    ]
)

SENT_IN = frozenset({S.SUBMITTED, S.RETURNED, S.ELIGIBLE, S.INELIGIBLE, S.DISQUALIFIED})
COUNTED_FOR_LIMITS = frozenset({S.SUBMITTED, S.RETURNED, S.ELIGIBLE})
