"""What comes to the desk, by which way, and the steps of a thing in the office's hands."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class Means(TitledEnum):
    """How it came."""

    POST = "post", mark("By post")
    IN_PERSON = "in_person", mark("In person")
    COURIER = "courier", mark("By courier")
    EMAIL = "email", mark("By e-mail")


class Medium(TitledEnum):
    """What it is."""

    PAPER = "paper", mark("Paper")
    DISC = "disc", mark("CD or DVD")
    USB = "usb", mark("USB stick")
    FILES = "files", mark("Files in a letter")
    OTHER = "other", mark("Something else")


class IntakeState(TitledEnum):
    """Where the thing is: the last step of the chain of custody."""

    RECEIVED = "received", mark("Received")
    COPIED = "copied", mark("Copied in")
    STORED = "stored", mark("Stored")
    RETURNED = "returned", mark("Given back")
    DESTROYED = "destroyed", mark("Destroyed")


S = IntakeState

INTAKE = StateTable(
    [
        ("copy", [S.RECEIVED, S.STORED], S.COPIED, mark("Copied in")),
        ("store", [S.RECEIVED, S.COPIED, S.STORED], S.STORED, mark("Put into store")),
        ("give_back", [S.RECEIVED, S.COPIED, S.STORED], S.RETURNED, mark("Given back")),
        ("destroy", [S.COPIED, S.STORED], S.DESTROYED, mark("Destroyed")),
    ]
)

GONE = frozenset({S.RETURNED, S.DESTROYED})


class ListState(TitledEnum):
    """Where a list of works in a workbook stands."""

    FAULTY = "faulty", mark("Has faults")
    READY = "ready", mark("Ready to be taken over")
    WORKING = "working", mark("Being taken over")
    DONE = "done", mark("Taken over")
    FAILED = "failed", mark("Not taken over")
