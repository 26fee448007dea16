"""The dates of an edition in one line of time: what is over, what goes on, what comes next, and how long it is until then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from award.kit import clock
from award.kit.messages import Message, say

UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


class Phase(StrEnum):
    """Where a date lies: `next` is the first of those to come."""

    OVER = "over"
    NOW = "now"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True)
class Event:
    """Something with a date: an instant, or from `at` to `until`; `whole_day` where no hour matters."""

    name: Message | str
    at: datetime
    until: datetime | None = None
    whole_day: bool = False
    note: Message | None = None
    phase: Phase = Phase.LATER


def events(edition: Any, now: datetime) -> list[Event]:
    """All dates of an edition in their order, each with its phase."""
    found = sorted(_dates(edition), key=lambda event: (event.at, event.until or event.at))
    return list(_phased(found, now))


def next_event(found: Iterable[Event], now: datetime) -> tuple[Event, datetime] | None:
    """What the countdown counts to: of everything to come the soonest instant, be it a beginning or an end."""
    ahead = [(event, instant) for event in found for instant in (event.at, event.until) if instant and instant > now]
    return min(ahead, key=lambda pair: pair[1], default=None)


def remaining(until: datetime, now: datetime) -> list[tuple[str, int]]:
    """How long it is: days, hours and minutes, none below nought."""
    seconds, found = max(int((until - now).total_seconds()), 0), []
    for name, length in UNITS:
        count, seconds = divmod(seconds, length)
        found.append((name, count))
    return found


def _dates(edition: Any) -> Iterable[Event]:
    yield Event(
        say("Days of publication or broadcast that count"),
        _start(edition.window_from),
        _start(edition.window_to + timedelta(days=1)) - timedelta(minutes=1),
        whole_day=True,
    )
    for deadline in edition.deadlines:
        moved = deadline.extensions[0].shown_before if deadline.extensions else None
        yield Event(
            deadline.name, deadline.shown_at, note=say("moved; before: %(moment)s", moment=moved) if moved else None
        )
    for round_ in edition.rounds:
        yield Event(round_.name, round_.opens_at, round_.closes_at, whole_day=True)
    for one in edition.destinations:
        if one.deadline_on:
            ends = _start(one.deadline_on + timedelta(days=1)) - timedelta(minutes=1)
            yield Event(say("Works go upward to %(name)s", name=one.name), ends, whole_day=True)


def _phased(found: list[Event], now: datetime) -> Iterable[Event]:
    following = False
    for event in found:
        if (event.until or event.at) <= now:
            phase = Phase.OVER
        elif event.at <= now:
            phase = Phase.NOW
        else:
            phase, following = (Phase.LATER, True) if following else (Phase.NEXT, True)
        yield replace(event, phase=phase)


def _start(day: date) -> datetime:
    return clock.from_local(datetime.combine(day, time()))
