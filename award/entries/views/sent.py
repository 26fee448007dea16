"""What a page's script asks while it sends a file, whatever the file hangs on."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, request

from award.files import service as files
from award.files.described import describe, describe_part, describe_plan
from award.kit.text import whole
from award.web.doors import AfterCommit, Rule, reads, writes
from award.web.language import said
from award.web.pages import answer


def asked() -> dict[str, Any]:
    """What a script sent; anything else than an object is nothing."""
    found: Any = request.get_json(silent=True)
    return found if isinstance(found, dict) else {}


def promised() -> dict[str, Any]:
    """The promise of a file, `{name, size}`: whatever a script sent under these names."""
    given = asked()
    return {name: given.get(name) for name in ("name", "size")}


def box_of_a_scan(
    blueprint: Blueprint,
    address: str,
    name: str,
    *,
    may: Rule,
    sees: Rule,
    on: Callable[..., Any],
    finish: Callable[..., Any],
) -> None:
    """Hangs on `address` what the box of a scan asks once its file was begun: how it stands, which parts are missing,
    where to send them, the end. `on` loads anything with the `file`; `finish` is the verb that ends the upload."""

    @reads(sees, on=on)
    def file(found: Any) -> Any:
        return answer(**describe(found.file, said))

    @writes(may, on=on)
    def missing(found: Any) -> Any:
        return opened(found.file.id)

    @writes(may, on=on)
    def places(found: Any) -> Any:
        return addressed(found.file.id)

    @writes(may, on=on)
    def end(found: Any) -> Any:
        file_id, ended = found.file.id, {"actor_id": g.person.id if g.person else None, "sha256": asked().get("sha256")}
        return AfterCommit(lambda: answer(**describe(finish(file_id, **ended), said)))

    blueprint.add_url_rule(address, f"{name}_file", file)
    for step, endpoint, view in (
        ("open", f"open_{name}", missing),
        ("addresses", f"{name}_addresses", places),
        ("finish", f"finish_{name}", end),
    ):
        blueprint.add_url_rule(f"{address}/{step}", endpoint, view, methods=["POST"])


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
    return {whole(number) or 0: one for number, one in given.items()}
