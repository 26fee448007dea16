"""When two authors of two works are one person: by account, card numbers, address, and name."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Likeness(StrEnum):
    """How sure it is; `possible` is for a person to look at."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Identity:
    """What an author is recognised by. Cards are digests of the numbers; name and outlet are folded, without diacritics
    and capitals. What is not known is None or empty."""

    person: Any = None
    email: str | None = None
    press_card: str | None = None
    member_card: str | None = None
    name: str = ""
    outlet: str = ""


SURE = ("person", "press_card", "member_card", "email")


def likeness(one: Identity, other: Identity) -> Likeness:
    """One sure mark in common makes them the same. The name does so within one outlet, unless a sure mark of both
    differs; a name alone, or against a differing mark, makes it possible only."""
    marks = [(getattr(one, mark), getattr(other, mark)) for mark in SURE]
    if any(left and left == right for left, right in marks):
        return Likeness.SAME
    if not one.name or one.name != other.name:
        return Likeness.DIFFERENT
    contradicted = any(left and right for left, right in marks)
    if contradicted or one.outlet != other.outlet:
        elsewhere = one.outlet and other.outlet and one.outlet != other.outlet
        return Likeness.DIFFERENT if contradicted and elsewhere else Likeness.POSSIBLE
    return Likeness.SAME
