"""A promise before the deadline, bytes after: when one can be given, and until when its bytes may come."""

from datetime import datetime, timedelta

from award.entries.calendar import Term


def end_of_bytes(term: Term | None, grace_hours: int | None) -> datetime | None:
    """Until when promised bytes may arrive; None where the edition takes no promises or has no end."""
    if term is None or grace_hours is None:
        return None
    return term.hard_at + timedelta(hours=grace_hours)


def may_promise(term: Term | None, grace_hours: int | None, at: datetime) -> bool:
    """Whether a file can be promised at this instant: up to the hard one, which still belongs to the time before."""
    return end_of_bytes(term, grace_hours) is not None and at <= term.hard_at


def holds(promised_until: datetime | None, end: datetime | None, at: datetime) -> bool:
    """Whether a promise still holds. A deadline that was extended carries the promises with it; one that was brought
    forward takes nothing back that was given."""
    until = until_when(promised_until, end)
    return until is not None and at <= until


def until_when(promised_until: datetime | None, end: datetime | None) -> datetime | None:
    """The end of a promise by what was given and what the calendar says now; None for a file that was not promised."""
    return max(promised_until, end or promised_until) if promised_until else None
