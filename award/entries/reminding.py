"""When people are reminded of a deadline: on the morning of so many days before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from award.kit import clock

MORNING = time(7)


@dataclass(frozen=True)
class DayMark:
    """A morning on which people are reminded: so many days before, and the instant from which on."""

    days: int
    at: datetime

    def key(self, what: str, deadline: datetime) -> str:
        """By what a letter of this mark is known; a deadline that was moved has marks of its own."""
        return f"{what}:{clock.local(deadline):%Y-%m-%d}:{self.days}"


def mark_of(deadline: datetime, days: Iterable[int], now: datetime) -> DayMark | None:
    """The mark that holds now: the latest morning that has come, while the deadline has not. A worker that was down on
    the morning still reminds later; of two mornings that both went by only the later counts."""
    if now >= deadline:
        return None
    wall = clock.local(deadline).date()
    mornings = [
        DayMark(count, clock.from_local(datetime.combine(wall - timedelta(days=count), MORNING)))
        for count in sorted(set(days))
    ]
    return next((mark for mark in mornings if mark.at <= now), None)
