"""When judges are reminded of works that are left: on mornings before a round's date, on its day, and after it."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from award.kit import clock

MORNING = time(7)


class Morning(NamedTuple):
    """A morning on which judges are reminded: so many days before the date (after it: negative), and from when on."""

    days: int
    at: datetime

    def key(self, round_id: object, closes_at: datetime) -> str:
        """By what a letter of this morning is known; a date that was moved has mornings of its own."""
        return f"round:{round_id}:{clock.local(closes_at):%Y-%m-%d}:{self.days}"


def morning_of(closes_at: datetime, before: Iterable[int], after: Iterable[int], now: datetime) -> Morning | None:
    """The morning that holds now: of those that came the latest. Once the date has passed only the mornings after it
    count: nobody is told that a time is near which is over."""
    wall = clock.local(closes_at).date()
    days = [-count for count in after] if now >= closes_at else list(before)
    mornings = [
        Morning(count, clock.from_local(datetime.combine(wall - timedelta(days=count), MORNING)))
        for count in sorted(set(days))
    ]
    return next((one for one in mornings if one.at <= now), None)
