"""A work that is sent in, or sent in again, is compared with all others by the worker."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from award.entries.models import Entry
from award.entries.service import sending
from award.jobs.service import enqueue
from award.kit import clock

# Files are still being read when a work comes in, and promised ones may need days: the pauses grow from two minutes, and
# after eight of them (nine days) nothing more is awaited.
PAUSE = timedelta(minutes=2)
MOST_TIMES = 8


def compare_later(entry: Entry) -> None:
    """Puts the comparison aside for the worker."""
    enqueue("screening.compare", key=f"screening.compare:{entry.id}", entry_id=str(entry.id))


def compare_all(entry_ids: Iterable[UUID]) -> None:
    """Puts the comparison of many works aside: after works came in by another way, or the measures changed."""
    for identity in entry_ids:
        enqueue("screening.compare", key=f"screening.compare:{identity}", entry_id=str(identity))


def compare_again(entry: Entry, times: int) -> None:
    """Asks for another comparison after a pause; `times` is how often that was done before."""
    if times < MOST_TIMES:
        pause = PAUSE * 3**times
        enqueue("screening.compare", run_after=clock.now() + pause, entry_id=str(entry.id), times=times + 1)


sending.WATCHERS.append(compare_later)
