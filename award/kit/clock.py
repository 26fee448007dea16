"""Time: UTC inside, one named zone on the page. Nothing else in the product asks the system for the time but the signing of
addresses in the bucket, which goes by its own clock."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from award.kit.messages import Message, say

# No day of an award lies outside; the first and last days that a calendar knows have no instant in every zone.
YEARS = range(1900, 2200)
_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)
_zone: ZoneInfo = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _stopped_at.get() or datetime.now(UTC)


def today() -> date:
    """The present day as people in the award's zone count it."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """The same instant on the clock of the award's zone."""
    return instant.astimezone(_zone)


def from_local(wall: datetime) -> datetime:
    """The UTC instant of a naive wall-clock time in the award's zone."""
    return wall.replace(tzinfo=_zone).astimezone(UTC)


def use_zone(name: str) -> None:
    """Sets the award's zone for the process; raises `ZoneInfoNotFoundError` for a name that does not exist."""
    global _zone
    _zone = ZoneInfo(name)


def zone_name() -> Message:
    """What the award's zone is called, to stand behind an hour."""
    return say("Viet Nam time") if _zone.key == "Asia/Ho_Chi_Minh" else Message(_zone.key)


@contextmanager
def at(instant: datetime):
    """Makes `now` answer `instant` inside the block: for the demo's past year and for tests."""
    token = _stopped_at.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)


def in_minutes(minutes: float) -> datetime:
    """The instant that many minutes from now."""
    return now() + timedelta(minutes=minutes)
