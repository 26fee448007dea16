"""The states of a batch of works for a destination, of what is asked of its authors, and of a dossier that came in."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class BatchState(TitledEnum):
    """A batch can be changed until it is frozen; a frozen one is numbered and always gives the same dossier; it is
    received once its destination's receipt is here."""

    OPEN = "open", mark("Being chosen")
    FROZEN = "frozen", mark("Frozen")
    RECEIVED = "received", mark("Received there")


BATCH = StateTable(
    [
        ("choose", [BatchState.OPEN], BatchState.OPEN, mark("Choose works")),
        ("freeze", [BatchState.OPEN], BatchState.FROZEN, mark("Freeze the batch")),
        ("build", [BatchState.FROZEN, BatchState.RECEIVED], BatchState.FROZEN, mark("Download the dossier")),
        ("take_receipt", [BatchState.FROZEN, BatchState.RECEIVED], BatchState.RECEIVED, mark("Take the receipt")),
    ]
)


class RequestState(TitledEnum):
    """Where what the destination wants of one chosen work stands."""

    ASKED = "asked", mark("Waits for an answer")
    ANSWERED = "answered", mark("Answered")
    WAIVED = "waived", mark("Goes without it")
    CANCELLED = "cancelled", mark("No longer needed")


R = RequestState

REQUEST = StateTable(
    [
        ("fill", [R.ASKED], R.ASKED, mark("Give what is asked for")),
        ("answer", [R.ASKED], R.ANSWERED, mark("Send the answer")),
        ("ask_again", [R.ANSWERED, R.WAIVED], R.ASKED, mark("Ask again")),
        ("waive", [R.ASKED, R.ANSWERED], R.WAIVED, mark("Go without it")),
        ("cancel", [R.ASKED, R.ANSWERED, R.WAIVED], R.CANCELLED, mark("Take the request back")),
    ]
)


class Stage(TitledEnum):
    """How far a work came at its destination."""

    RECEIVED = "received", mark("Received")
    SHORTLISTED = "shortlisted", mark("In the final round")
    PRIZED = "prized", mark("Prized")
    NOT_CHOSEN = "not_chosen", mark("No prize")


class IncomingState(TitledEnum):
    """Where a dossier stands that came from elsewhere."""

    WAITING = "waiting", mark("Being sent")
    CHECKING = "checking", mark("Being checked")
    FAULTY = "faulty", mark("Has faults")
    READY = "ready", mark("Ready to be taken in")
    TAKING = "taking", mark("Being taken in")
    TAKEN = "taken", mark("Taken in")


C = IncomingState

INCOMING = StateTable(
    [
        ("check", [C.WAITING, C.CHECKING, C.FAULTY, C.READY], C.CHECKING, mark("Check again")),
        ("find_faulty", [C.CHECKING], C.FAULTY, mark("Has faults")),
        ("find_ready", [C.CHECKING], C.READY, mark("Ready to be taken in")),
        ("take", [C.READY], C.TAKING, mark("Take the works in")),
        ("end", [C.TAKING], C.TAKEN, mark("Taken in")),
        ("give_up", [C.TAKING], C.FAULTY, mark("Has faults")),
    ]
)
