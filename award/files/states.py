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


class RenditionKind(TitledEnum):
    """A copy made for slow lines and small screens; the original stays as it is."""

    THUMBNAIL = "thumbnail", mark("Thumbnail")
    SMALL = "small", mark("Picture for a phone")
    LARGE = "large", mark("Picture for a screen")
    PAGE = "page", mark("Page as a picture")
    LIGHT = "light", mark("Light copy")
    BLIND = "blind", mark("Copy without names")


FILE = StateTable(
    [
        ("finish", [FileState.WAITING], FileState.STORED, mark("Finish")),
        ("verify", [FileState.STORED], FileState.VERIFIED, mark("Accept")),
        ("send_again", [FileState.REFUSED], FileState.WAITING, mark("Send again")),
        ("refuse", [FileState.STORED], FileState.REFUSED, mark("Refuse")),
        (
            "abandon",
            [FileState.WAITING, FileState.STORED, FileState.REFUSED, FileState.VERIFIED],
            FileState.ABANDONED,
            mark("Remove"),
        ),
    ]
)
