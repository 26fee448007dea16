"""Prizes that go by a comparison of people or organisations: by age, or by what was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Candidate:
    """One who is compared; the greater `value` is first. `key` tells candidates apart; `entry_id` is the work of a person
    that the prize is noted with, `organisation_id` the organisation; `shown` is what people read of the value."""

    key: Any
    name: str
    value: Any
    shown: int
    entry_id: Any = None
    organisation_id: Any = None


@dataclass(frozen=True)
class Compared:
    """Who is first, and who stands level with more than the places left."""

    first: tuple[Candidate, ...]
    tied: tuple[Candidate, ...]
    places: int


def compare(candidates: Iterable[Candidate], places: int) -> Compared:
    """The first ones for so many places. Candidates of one value share a fate: where they do not all fit, they are
    `tied` for the `places` left and nobody after them is first."""
    rows = sorted(candidates, key=lambda one: one.name)
    rows.sort(key=lambda one: one.value, reverse=True)
    first: list[Candidate] = []
    while rows and len(first) < places:
        level = [one for one in rows if one.value == rows[0].value]
        if len(first) + len(level) > places:
            return Compared(tuple(first), tuple(level), places - len(first))
        first += level
        rows = rows[len(level) :]
    return Compared(tuple(first), (), places - len(first))


def age_on(day: date, born: date) -> int:
    """Whole years on a day; who is born on 29 February is a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_of_age(age: int, least: int | None, below: int | None) -> bool:
    """Whether the age fits the rules: at least the one, below the other."""
    return (least is None or age >= least) and (below is None or age < below)
