"""The figures of an edition: counted from groups of works that are alike. Pure.

A group says how many works share a category, a theme, a state and whether they have a prize. Works count once they were
sent in and as long as they were not taken back.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from award.entries.states import SENT_IN, EntryState

MOST_WEEKS = 26


@dataclass(frozen=True)
class Group:
    """Works that are alike in what is counted; `key` is what else they share (an outlet, a branch)."""

    category_id: uuid.UUID | None
    theme_id: uuid.UUID | None
    state: EntryState
    prized: bool
    count: int
    key: Hashable = None


@dataclass(frozen=True)
class Count:
    """How many works were sent in, and of these: how many are eligible, are ineligible, have a prize."""

    sent_in: int = 0
    eligible: int = 0
    ineligible: int = 0
    prized: int = 0

    @property
    def refused_share(self) -> Decimal:
        """The ineligible ones in per cent of those sent in, to one place."""
        exact = Decimal(self.ineligible * 100) / self.sent_in if self.sent_in else Decimal(0)
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.sent_in + other.sent_in,
            self.eligible + other.eligible,
            self.ineligible + other.ineligible,
            self.prized + other.prized,
        )


@dataclass(frozen=True)
class Judged:
    """A judge's tasks in a round: those to be marked by the judge, those marked, those that the judge does not mark."""

    round_id: uuid.UUID
    judge: str
    given: int
    marked: int
    away: int


@dataclass(frozen=True)
class Year:
    """An edition beside others. What the reader may not know is None."""

    code: str
    title: str
    year: int
    count: Count
    prized: int | None
    forwarded: int | None
    prized_there: int | None


def counted(group: Group) -> Count:
    """What a group adds; a draft and a work that was taken back add nothing."""
    if group.state not in SENT_IN:
        return Count()
    number = group.count
    return Count(
        number,
        number if group.state is EntryState.ELIGIBLE else 0,
        number if group.state is EntryState.INELIGIBLE else 0,
        number if group.prized else 0,
    )


def total(groups: Iterable[Group]) -> Count:
    """All groups together."""
    return sum(map(counted, groups), Count())


def by(groups: Iterable[Group], key: Callable[[Group], Any]) -> dict[Any, Count]:
    """The groups by something that they share."""
    found: dict[Any, Count] = defaultdict(Count)
    for group in groups:
        found[key(group)] += counted(group)
    return dict(found)


def by_state(groups: Iterable[Group]) -> dict[EntryState, int]:
    """Works in every state that there is one in, in the order of states; here drafts and works taken back count too."""
    found: dict[EntryState, int] = defaultdict(int)
    for group in groups:
        found[group.state] += group.count
    return {state: found[state] for state in EntryState if found[state]}


def most_first(found: dict[Any, Count], name: Callable[[Any], str]) -> list[tuple[Any, Count]]:
    """The largest first, then by name; what has no name stands last. Without those of which nothing was sent in."""
    there = [(key, count) for key, count in found.items() if count.sent_in]
    return sorted(there, key=lambda one: (one[0] is None, -one[1].sent_in, name(one[0])))


def weeks(first: datetime, last: datetime) -> list[date]:
    """The Mondays of the weeks from the first to the last instant (both on the award's clock), at most 26, the last ones."""
    monday, end = (at.date() - timedelta(days=at.weekday()) for at in (first, last))
    found = [monday + timedelta(weeks=number) for number in range((end - monday).days // 7 + 1)]
    return found[-MOST_WEEKS:]


def uncovered(themes: Sequence[Any], found: dict[Any, Count]) -> list[Any]:
    """The themes that nobody wrote about, in the plan's order."""
    return [theme for theme in themes if not found.get(theme.id, Count()).sent_in]


@dataclass(frozen=True)
class Knows:
    """What the reader may know of an edition: its prizes, where prized works were published, how far judges are."""

    prizes: bool
    prized_outlets: bool
    progress: bool


@dataclass(frozen=True)
class Facts:
    """Everything that the figures are made of. `edition` is its whole configuration; outlets and branches are groups whose
    key is a name (None where none is known); `weeks` are Mondays with how many works came; `reasons` are those of
    `screening.figures`, their names in `reason_names`; `prizes` counts them by level, None where the reader may not know;
    `forwarded` are the lines of `forwarding.queries.history`."""

    edition: Any
    knows: Knows
    works: Sequence[Group]
    outlets: Sequence[Group]
    branches: Sequence[Group]
    weeks: Sequence[tuple[date, int]]
    reasons: Sequence[Any]
    reason_names: dict[str, Any]
    rounds: Sequence[Any]
    judges: Sequence[Judged]
    prizes: dict[uuid.UUID, int] | None
    years: Sequence[Year]
    forwarded: Sequence[Any]

    @property
    def all(self) -> Count:
        """All works together."""
        return total(self.works)
