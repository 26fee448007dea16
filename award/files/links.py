"""Addresses under which a browser sees or saves a file for a while."""

from typing import Any

from award.files.kinds import SHOWN
from award.files.states import FileState
from award.kit.messages import say
from award.kit.refusals import WrongMoment
from award.storage import storage


def view_address(file: Any, *, download: bool = False, name: str | None = None) -> str:
    """A short-lived address of a verified file under its readable name; raises `WrongMoment` for any other.

    `name` is shown instead of the file's own where that could tell who made it.

    The type is the one found in the content, and only what a browser plays or shows safely is shown: anything else is
    saved, so that no page of a stranger runs in a reader's browser.
    """
    if file.state is not FileState.VERIFIED:
        raise WrongMoment(say("“%(name)s” cannot be opened: %(state)s.", name=file.name, state=file.state))
    shown = file.type_found in SHOWN
    content_type = file.type_found if shown else "application/octet-stream"
    return storage().view_url(
        file.key, name=name or file.name, content_type=content_type, download=download or not shown
    )
