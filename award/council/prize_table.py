"""The edition's prize table as the allocation reads it: levels in order, places by category or sub-committee."""

import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from award.council.departures import Departure, Table, departures
from award.council.places import Award, Contender, Level
from award.editions.states import PrizeKind


def floor_of(level: Any, scale: Decimal | None) -> Fraction | None:
    """The least score for a level; a share counts of the scale of the round that the standings come from."""
    if level.least_score is not None:
        return Fraction(level.least_score)
    if level.least_share is not None and scale is not None:
        return Fraction(scale) * level.least_share / 100
    return None


class PrizeTable:
    """The levels of an edition (with places, themes and sub-committees loaded), with floors on a round's scale; `people`
    are those behind each work."""

    def __init__(self, edition: Any, scale: Decimal | None = None, people: Mapping[Any, frozenset] | None = None):
        self.edition, self.scale, self.people = edition, scale, people or {}
        self.rows = sorted(edition.prize_levels, key=lambda level: level.position)
        self.themes = {theme.code: theme.id for theme in edition.themes}
        self.judged = {
            (scope.category_id, scope.genre_id): one.id for one in edition.subcommittees for scope in one.scopes
        }

    def levels(self, kind: PrizeKind | None = PrizeKind.MAIN) -> list[Level]:
        """The levels of one kind, or of all, the highest first; a level is known by its identity."""
        return [self._level(row) for row in self.rows if kind in (None, row.kind)]

    def awards(self, prizes: Iterable[Any], kind: PrizeKind | None = PrizeKind.MAIN) -> list[Award]:
        """Prizes already given, as the allocation reads them; one without a work stands for its organisation."""
        return [
            Award(
                one.entry_id or one.organisation_id,
                one.category_id,
                one.level_id,
                self.subcommittee(one),
                self.people.get(one.entry_id, frozenset()),
            )
            for one in prizes
            if kind in (None, one.kind)
        ]

    def subcommittee(self, work: Any) -> uuid.UUID | None:
        """Which sub-committee judges a work, by its category and genre."""
        return self.judged.get((work.category_id, work.genre_id), self.judged.get((work.category_id, None)))

    def departures(
        self, award: Award, kind: PrizeKind, contenders: list[Contender], held: Iterable[Any]
    ) -> list[Departure]:
        """What a prize of this kind leaves of the standings and of the rules. Only main and thematic ones follow them."""
        levels = self.levels(kind)
        level = next(level for level in levels if level.key == award.level)
        if kind is not PrizeKind.MAIN and not level.themes:
            return []
        if kind is PrizeKind.MAIN:
            only = self.edition.one_main_per_author
            return departures(award, Table(contenders, levels, self.awards(held, kind), only))
        main = {one.entry_id for one in held if one.kind is PrizeKind.MAIN}
        rivals = [
            one
            for one in contenders
            if one.work == award.work or (one.theme in level.themes and (level.beside_main or one.work not in main))
        ]
        return departures(award, Table(rivals, [level], self.awards(held, kind)))

    def _level(self, row: Any) -> Level:
        return Level(
            row.id,
            {places.scope: places.places for places in row.places},
            floor_of(row, self.scale),
            row.unused,
            frozenset(self.themes[code] for code in row.themes if code in self.themes),
            row.beside_main,
        )
