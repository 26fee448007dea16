"""When to look again: soon after a fault, then every day at an hour of the page's own, so that sites are not asked all
at once."""

import uuid
from datetime import datetime, timedelta

# A link is saved many times while it is typed; the one that stands a moment later is looked at.
SETTLING = timedelta(seconds=15)
AFTER_FAULTS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
SHORTEST, SPREAD = timedelta(hours=20), timedelta(hours=8)
# Links of one person beyond these wait for each other.
MOST_AN_HOUR, APART = 12, timedelta(minutes=5)
HOUR = timedelta(hours=1)


def first_look(now: datetime, asked: int) -> datetime:
    """When a new link is looked at; `asked` counts the person's other links of the last hour."""
    return now + SETTLING + APART * max(0, asked - MOST_AN_HOUR + 1)


def next_look(now: datetime, capture_id: uuid.UUID, faults: int) -> datetime:
    """When to look again after `faults` looks in a row that saw nothing."""
    if 0 < faults <= len(AFTER_FAULTS):
        return now + AFTER_FAULTS[faults - 1]
    return now + SHORTEST + SPREAD * (capture_id.int % 997) / 997
