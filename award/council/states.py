"""The states of a decision on a prize."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class PrizeState(TitledEnum):
    """Prepared decisions are seen by the council and secretariat only; all of an edition are released together."""

    PREPARED = "prepared", mark("Prepared")
    RELEASED = "released", mark("Released")


PRIZE = StateTable([("release", [PrizeState.PREPARED], PrizeState.RELEASED, mark("Release the results"))])
