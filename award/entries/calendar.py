"""When works are received: up to the instant that is shown, and quietly up to the hard one (grace)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from award.editions.states import EditionState
from award.kit import clock
from award.kit.messages import Message, say


class Phase(StrEnum):
    """Where an instant lies on the calendar of entries."""

    NOT_OPEN = "not_open"
    OPEN = "open"
    GRACE = "grace"
    OVER = "over"


@dataclass(frozen=True)
class Term:
    """A deadline's two instants; a term of None has no end."""

    shown_at: datetime
    hard_at: datetime


def phase(state: EditionState, term: Term | None, at: datetime) -> Phase:
    """The phase of entering at an instant. The shown and the hard instant themselves still belong to the time before."""
    if state is EditionState.PREPARING:
        return Phase.NOT_OPEN
    if state is not EditionState.OPEN:
        return Phase.OVER
    return within(term, at)


def within(term: Term | None, at: datetime) -> Phase:
    """The phase by the deadline alone."""
    if term is None or at <= term.shown_at:
        return Phase.OPEN
    return Phase.GRACE if at <= term.hard_at else Phase.OVER


def why_not_received(state: EditionState, term: Term | None, at: datetime) -> Message | None:
    """Why a new work is not received at this instant; None when it is."""
    found = phase(state, term, at)
    if found is Phase.NOT_OPEN:
        return say("This edition does not receive works yet.")
    if found is Phase.OVER:
        return _over(term)
    return None


def why_no_supplement(state: EditionState, term: Term | None, at: datetime) -> Message | None:
    """Why a supplement is not received at this instant; None when it is. Supplements come in after the day for
    entries, so only their own deadline and the archive end them."""
    if state is EditionState.ARCHIVED:
        return say("This edition is archived.")
    return _over(term) if within(term, at) is Phase.OVER else None


def own_term(until: datetime | None, supplements: Term | None) -> Term | None:
    """The term of one work's supplement: until its own day, with the grace of the edition's supplements; the edition's
    where the work has none of its own."""
    if until is None:
        return supplements
    grace = supplements.hard_at - supplements.shown_at if supplements else timedelta(0)
    return Term(until, until + grace)


def _over(term: Term | None) -> Message:
    if term is None:
        return say("This edition does not receive works any more.")
    return say("The time to send in ended on %(moment)s (%(zone)s).", moment=term.shown_at, zone=clock.zone_name())
