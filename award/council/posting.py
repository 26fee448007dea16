"""The days on which a list of prizes is posted, and the clocks of an objection."""

from datetime import datetime, time, timedelta

from award.kit import clock

LAST_MINUTE = time(23, 59)


def end_of(start: datetime, days: int) -> datetime:
    """The last minute of the day that lies so many days after the one of `start`, on the wall's clock."""
    return clock.from_local(datetime.combine(clock.local(start).date() + timedelta(days=days), LAST_MINUTE))
