"""The edition's prize table as the allocation reads it: levels in order, places by category (None: the whole award)."""

from collections.abc import Iterable
from typing import Any

from award.council.allocation import Award, Level
from award.editions.states import PrizeKind


def levels(prize_levels: Iterable[Any], kind: PrizeKind | None = PrizeKind.MAIN) -> list[Level]:
    """The levels of one kind, or of all, the highest first; a level is known by its identity."""
    return [
        Level(level.id, {places.category_id: places.places for places in level.places})
        for level in sorted(prize_levels, key=lambda level: level.position)
        if kind in (None, level.kind)
    ]


def awards(prizes: Iterable[Any], kind: PrizeKind | None = PrizeKind.MAIN) -> list[Award]:
    """Prizes already given, as the allocation reads them."""
    return [Award(p.entry_id, p.category_id, p.level_id) for p in prizes if kind in (None, p.kind)]
