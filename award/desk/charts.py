"""Figures as bars: labels, counts, and widths in per cent of the longest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

MOST_WEEKS = 26


@dataclass(frozen=True)
class Bar:
    """One bar; `width` is a percentage as text, never so short that it cannot be seen."""

    label: Any
    count: int
    width: str


def bars(counts: Iterable[tuple[Any, int]]) -> list[Bar]:
    """A bar for each label, in the order given."""
    counts = list(counts)
    longest = max((count for _label, count in counts), default=0)
    return [Bar(label, count, f"{_share(count, longest)}%") for label, count in counts]


def weeks(first: datetime, last: datetime) -> list[date]:
    """The Mondays of the weeks from the first to the last instant (both on the award's clock), at most 26, the last ones."""
    monday, end = (at.date() - timedelta(days=at.weekday()) for at in (first, last))
    found = [monday + timedelta(weeks=number) for number in range((end - monday).days // 7 + 1)]
    return found[-MOST_WEEKS:]


def _share(count: int, longest: int) -> int:
    return max(count * 100 // longest, 1) if count and longest else 0
