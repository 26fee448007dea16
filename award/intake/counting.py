"""By which instant a thing counts as received: the day on the postmark where the rules say so, else when it came."""

from datetime import date, datetime, time

from award.intake.states import Means
from award.kit import clock

LAST_MINUTE = time(23, 59)


def counts_as(
    means: Means,
    *,
    received_at: datetime,
    postmarked_on: date | None,
    postmark_counts: bool,
    deadline: datetime | None,
) -> datetime:
    """The instant that the deadline is compared with. A postmark has no hour: one of the very day of the deadline is in
    time."""
    if means is not Means.POST or postmarked_on is None or not postmark_counts:
        return received_at
    end = clock.from_local(datetime.combine(postmarked_on, LAST_MINUTE))
    if deadline is not None and clock.local(deadline).date() == postmarked_on:
        end = deadline
    return min(received_at, end)


def code_of(number: int) -> str:
    """`TN-0007`."""
    return f"TN-{number:04d}"
