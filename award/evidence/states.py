"""The life of a kept copy, what each look at a page found, and what can be in the way."""

from award.kit.messages import Message, mark, say
from award.kit.states import StateTable, TitledEnum


class CaptureState(TitledEnum):
    """Asked for, kept as it was, kept and changed since, kept and no longer there, or never had."""

    ASKED = "asked", mark("Copy being fetched")
    KEPT = "kept", mark("Copy kept")
    CHANGED = "changed", mark("Page changed since")
    GONE = "gone", mark("Page no longer there")
    FAILED = "failed", mark("No copy")


S = CaptureState
HELD = [S.KEPT, S.CHANGED, S.GONE]

CAPTURE = StateTable(
    [
        ("keep", [S.ASKED, S.FAILED], S.KEPT, mark("Keep a copy")),
        ("fail", [S.ASKED, S.FAILED], S.FAILED, mark("Give the copy up for now")),
        ("change", HELD, S.CHANGED, mark("Keep the changed page")),
        ("lose", HELD, S.GONE, mark("Note that the page is gone")),
        ("return", [S.GONE], S.KEPT, mark("Note that the page is back")),
    ]
)


class Outcome(TitledEnum):
    """What one look found."""

    KEPT = "kept", mark("First copy")
    SAME = "same", mark("As before")
    CHANGED = "changed", mark("Text changed, copy kept")
    GONE = "gone", mark("No longer there")
    FAULT = "fault", mark("Not seen")


class Fault(TitledEnum):
    """Why there is no page to be seen."""

    ADDRESS = "address", mark("The link is not the address of a web page.")
    INSIDE = "inside", mark("The link does not lead to the public internet.")
    NAME = "name", mark("There is no site of this name.")
    SILENT = "silent", mark("The site does not answer.")
    CERTIFICATE = "certificate", mark("The site's certificate is not valid.")
    SLOW = "slow", mark("The site took too long to answer.")
    LARGE = "large", mark("The page is too large to be kept.")
    CIRCLES = "circles", mark("The link leads in circles.")
    BROKEN = "broken", mark("The site broke off in the middle of its answer.")
    GONE = "gone", mark("The site says that there is no such page.")
    FRONT = "front", mark("The link leads to the front page of the site, not to the work.")
    DENIED = "denied", mark("The site does not show the page to everybody.")
    FAILING = "failing", mark("The site has a fault of its own.")
    STORE = "store", mark("The file store did not take the copy.")


# A page of which a copy is kept is gone when the site itself says so.
LOSING = frozenset({Fault.GONE, Fault.FRONT})

_PRINT = say("Attach the page as a PDF, printed from the browser.")
_WAIT = say("It is tried again by itself; if the page opens in a browser, nothing is to be done.")
_LOOK = say("Open the link in a browser, and copy the address of the work from there.")
_ADVICE = {
    **dict.fromkeys((Fault.LARGE, Fault.DENIED, Fault.CERTIFICATE, Fault.INSIDE), _PRINT),
    **dict.fromkeys((Fault.SILENT, Fault.SLOW, Fault.BROKEN, Fault.FAILING, Fault.STORE), _WAIT),
}


def advice(fault: Fault) -> Message:
    """What who entered the link can do about it."""
    return _ADVICE.get(fault, _LOOK)
