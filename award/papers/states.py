"""What can become of an issued paper, and what a scan of it turned out to be."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class PaperState(TitledEnum):
    """A number once given stays with its paper, also where the paper is void."""

    ISSUED = "issued", mark("Issued")
    VOID = "void", mark("Void")


PAPER = StateTable([("void", [PaperState.ISSUED], PaperState.VOID, mark("Make void"))])


class ScanVerdict(TitledEnum):
    """What the code on a scan says beside the paper it was sent in for."""

    UNREAD = "unread", mark("No code found yet")
    MATCHES = "matches", mark("Code and data agree")
    OTHER = "other", mark("Code of another paper")
    CHANGED = "changed", mark("Hash of other data")
