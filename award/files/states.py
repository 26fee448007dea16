"""The life of a stored file."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class FileState(TitledEnum):
    """Promised by a browser, arrived whole, looked at by the worker, or not acceptable."""

    WAITING = "waiting", mark("Being sent")
    STORED = "stored", mark("Received, being checked")
    VERIFIED = "verified", mark("Received and checked")
    REFUSED = "refused", mark("Not accepted")
    ABANDONED = "abandoned", mark("Given up")


FILE = StateTable(
    [
        ("finish", [FileState.WAITING], FileState.STORED, mark("Finish")),
        ("verify", [FileState.STORED], FileState.VERIFIED, mark("Accept")),
        ("refuse", [FileState.STORED], FileState.REFUSED, mark("Refuse")),
        (
            "abandon",
            [FileState.WAITING, FileState.STORED, FileState.REFUSED, FileState.VERIFIED],
            FileState.ABANDONED,
            mark("Remove"),
        ),
    ]
)
