"""An entry on its way to another author of the group: the states of an offer, and when an entry may change hands."""

from award.entries.states import EntryState as S
from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum

HANDED_OVER_IN = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.ELIGIBLE})


class Handing(TitledEnum):
    """Where an offer stands."""

    OFFERED = "offered", mark("Offered")
    ACCEPTED = "accepted", mark("Taken over")
    DECLINED = "declined", mark("Declined")
    TAKEN_BACK = "taken_back", mark("Taken back")


HANDING = StateTable(
    [
        ("accept", [Handing.OFFERED], Handing.ACCEPTED, mark("Take the work over")),
        ("decline", [Handing.OFFERED], Handing.DECLINED, mark("Decline the offer")),
        ("take_back", [Handing.OFFERED], Handing.TAKEN_BACK, mark("Take the offer back")),
    ]
)
