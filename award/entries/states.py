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


class Statement(TitledEnum):
    """What an edition may have its authors declare; the label is the sentence that is agreed to."""

    MADE_FOR_ONLINE = "made_for_online", mark("The work was made for online and not taken over from print.")
    DISCIPLINE = "discipline", mark("None of the authors is under discipline or being examined for a breach.")
    PROVINCE = "province", mark("All authors live or work in the province.")
    NOT_ENTERED_BEFORE = (
        "not_entered_before",
        mark("The parts published before the time were not entered in an earlier edition."),
    )


class TopicState(TitledEnum):
    """Where a topic stands that was registered before its work."""

    PROPOSED = "proposed", mark("Waits for an answer")
    ACCEPTED = "accepted", mark("Accepted")
    DECLINED = "declined", mark("Not accepted")
    WITHDRAWN = "withdrawn", mark("Withdrawn")


T = TopicState

TOPIC = StateTable(
    [
        ("accept", [T.PROPOSED, T.DECLINED], T.ACCEPTED, mark("Accept the topic")),
        ("decline", [T.PROPOSED, T.ACCEPTED], T.DECLINED, mark("Decline the topic")),
        ("withdraw", [T.PROPOSED], T.WITHDRAWN, mark("Withdraw the topic")),
    ]
)
