"""What a page's script asks while it sends a file, whatever the file hangs on."""

from typing import Any

from flask import request

from award.files import service as files
from award.files.described import describe_part, describe_plan
from award.web.doors import AfterCommit
from award.web.pages import answer


def asked() -> dict[str, Any]:
    """What a script sent; anything else than an object is nothing."""
    found: Any = request.get_json(silent=True)
    return found if isinstance(found, dict) else {}


def opened(file_id: Any) -> AfterCommit:
    """Which parts are still missing."""
    return AfterCommit(lambda: answer(**describe_plan(files.open_upload(file_id))))


def addressed(file_id: Any) -> Any:
    """Where to send parts: `{checksums: {number: SHA-256 in base64}}`."""
    parts = files.addresses(file_id, _checksums(asked().get("checksums")))
    return answer(parts=[describe_part(part) for part in parts])


def _checksums(given: Any) -> dict[int, Any]:
    """Checksums by the number of their part; what is no number is part 0, which no file has."""
    given = given if isinstance(given, dict) else {}
    return {int(number) if number.isascii() and number.isdigit() else 0: one for number, one in given.items()}
