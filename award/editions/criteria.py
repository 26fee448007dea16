"""What a criterion says besides its name: for which kinds of works it is, and what its marks mean."""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

_STEP = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:\s*[–-]\s*(\d{1,3}(?:[.,]\d{1,2})?))?\s*:\s*(\S.*)")


class Band(NamedTuple):
    """Marks from `low` to `high`, both included, and the words for them."""

    low: Decimal
    high: Decimal
    text: str


def band(step: str) -> Band | None:
    """What a step says, written `0–5: words` or `7.5: words`; None where it is written otherwise."""
    found = _STEP.fullmatch(step)
    if found is None:
        return None
    low, high, text = found.groups()
    return Band(_number(low), _number(high or low), text)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def names_of(category: str | None, media_type: str | None, genre: str | None = None) -> frozenset[str]:
    """By which names a criterion may mean works of this category, media type and genre."""
    return frozenset(name for name in (category, media_type, f"{category}/{genre}" if genre else None) if name)


def applies(works: Collection[str], names: Collection[str]) -> bool:
    """Whether a criterion for `works` (none named: all) is for works with these names."""
    return not works or any(name in works for name in names)
