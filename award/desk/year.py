"""Where we are in the year: of all dates of an edition, the one that matters now."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from award.editions.states import EditionState, RoundState
from award.kit.messages import Message, say


@dataclass(frozen=True)
class Date:
    """Something that is due: what to call it, and when."""

    label: Message | str
    at: datetime


@dataclass(frozen=True)
class Year:
    """An edition as the frame of a page needs it. `released` says whether results are public,
    `received_until` when the last work can come in; `next` is the date that comes next, `next_round` that of a round."""

    id: uuid.UUID
    code: str
    short_title: str
    organiser: str
    state: EditionState
    released: bool
    next: Date | None
    received_until: datetime | None = None
    next_round: Date | None = None

    def receives(self, now: datetime) -> bool:
        """Whether new works are still taken."""
        return self.state is EditionState.OPEN and (self.received_until is None or now <= self.received_until)


def due(row: Any) -> Date:
    """The date of a deadline (no `round_state`), or of a round: when it closes while it is open, else when it opens."""
    if row.round_state is None or row.round_state is RoundState.OPEN:
        return Date(row.name, row.ends_at)
    return Date(say("%(name)s opens", name=row.name), row.starts_at)


def next_date(rows: Iterable[Any], now: datetime) -> Date | None:
    """The soonest date to come; with none to come, a round that is still open after its time."""
    waiting = [row for row in rows if row.round_state is not RoundState.CLOSED]
    dates = sorted((due(row) for row in waiting), key=lambda date: date.at)
    overdue = [due(row) for row in waiting if row.round_state is RoundState.OPEN]
    return next((date for date in dates if date.at > now), None) or next(iter(overdue), None)
