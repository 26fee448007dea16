"""The ledger of a round's marks: each event is chained by hash to the one before, from 1 without a gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from award.audit import chain
from award.judging.states import SheetEvent

COUNTS = frozenset({SheetEvent.CONFIRMED, SheetEvent.TYPED})
CHANGES_WHAT_COUNTS = frozenset(
    {
        SheetEvent.CONFIRMED,
        SheetEvent.TYPED,
        SheetEvent.REOPENED,
        SheetEvent.RETURNED,
        SheetEvent.ABSTAINED,
        SheetEvent.RECUSED,
    }
)


@dataclass(frozen=True)
class Link:
    """One event as the ledger keeps it; one about the round as a whole has no task."""

    round_id: UUID
    sequence: int
    at: datetime
    kind: SheetEvent
    actor_id: UUID
    assignment_id: UUID | None
    content: Mapping[str, Any]
    previous_hash: str
    hash: str


def hashed(link: Any) -> dict[str, Any]:
    """What the hash of an event covers: everything but the two hashes."""
    names = ("round_id", "sequence", "at", "kind", "actor_id", "assignment_id", "content")
    return {name: getattr(link, name) for name in names}


def seal(previous_hash: str | None, link: Any) -> tuple[str, str]:
    """The hash of the event before (the beginning of the chain where there is none) and the event's own."""
    previous = previous_hash or chain.GENESIS
    return previous, chain.digest(previous, hashed(link))


def head_of(last: str | None) -> str:
    """The head of a ledger that ends with this hash; the beginning of the chain where there is no event."""
    return last or chain.GENESIS


def first_break(links: Iterable[Any]) -> int | None:
    """The number of the first event that was changed, removed or added outside the system, or None."""
    return chain.first_break((link.sequence, link.previous_hash, link.hash, hashed(link)) for link in links)


def counted_sheets(links: Iterable[Any]) -> dict[UUID, Mapping[str, Any]]:
    """What the ledger says of each task whose sheet stands confirmed at its end: `marks` and `total` as decimal text."""
    sheets: dict[UUID, Mapping[str, Any]] = {}
    for link in links:
        if link.kind in COUNTS:
            sheets[link.assignment_id] = link.content
        elif link.kind in CHANGES_WHAT_COUNTS:
            sheets.pop(link.assignment_id, None)
    return sheets


def counted_totals(links: Iterable[Any]) -> dict[UUID, str]:
    """The total of each task whose sheet stands confirmed at the end of the ledger, as decimal text."""
    return {task: content["total"] for task, content in counted_sheets(links).items()}
