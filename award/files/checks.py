"""What may be promised, and what may have arrived: one limit, asked at the beginning and again at the end."""

from collections.abc import Iterable

from award.files import kinds as known
from award.files.sentences import exactly, in_bytes
from award.kit.messages import Message, say


def promise_fault(*, name: str, size: int, kinds: Iterable[str], largest: int) -> Message | None:
    """Why a file of this name and size (bytes) cannot be taken, or None when it can."""
    kinds = list(kinds)
    if not name:
        return say("The file has no name.")
    if not known.accepts_name(name, kinds):
        return say(
            "“%(name)s” cannot be taken here. Choose a file that ends in %(endings)s.",
            name=name,
            endings=known.endings(kinds),
        )
    return _size_fault(name, size, largest)


def arrival_fault(*, name: str, promised: int, arrived: int, largest: int) -> Message | None:
    """Why what arrived (bytes) cannot be kept, or None when it is what was promised."""
    if arrived != promised:
        return say(
            "“%(name)s” did not arrive whole: %(promised)s were promised, %(arrived)s arrived. Send it again.",
            name=name,
            promised=exactly(promised),
            arrived=exactly(arrived),
        )
    return _size_fault(name, arrived, largest)


def content_fault(*, name: str, type_found: str, kinds: Iterable[str]) -> Message | None:
    """Why a content of this type cannot be kept under this name, or None when it can."""
    kinds = list(kinds)
    if known.accepts(type_found, name, kinds):
        return None
    return say(
        "“%(name)s” is not what its name says or what is asked for here: its content is %(found)s. Accepted: %(endings)s.",
        name=name,
        found=type_found,
        endings=known.endings(kinds),
    )


def _size_fault(name: str, size: int, largest: int) -> Message | None:
    if size <= 0:
        return say("“%(name)s” is empty.", name=name)
    if size > largest:
        return say(
            "“%(name)s” is too large: %(size)s, and at most %(largest)s can be taken.",
            name=name,
            size=in_bytes(size),
            largest=in_bytes(largest),
        )
    return None
