"""The days on which a list of prizes is posted, and the clocks of an objection."""

from datetime import datetime, time, timedelta

from award.kit import clock

# Read as 23:59, and the whole of that minute counts.
LAST_SECOND = time(23, 59, 59)


def end_of(start: datetime, days: int) -> datetime:
    """The last second of the day that lies so many days after the one of `start`, on the wall's clock."""
    return clock.from_local(datetime.combine(clock.local(start).date() + timedelta(days=days), LAST_SECOND))
