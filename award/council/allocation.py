"""Which work would have which prize, by the standings alone: exact, deterministic, and silent about no tie.

A level's places are a mapping: a category's key to its places, and None to the places for the whole award. With both,
both limits hold. Works compete within their category, or over all categories where a level counts for the whole award.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

Key = Hashable


@dataclass(frozen=True)
class Level:
    """A main prize; levels are given in order, the highest first."""

    key: Key
    places: Mapping[Key | None, int]

    @property
    def whole(self) -> bool:
        """Whether works of all categories compete for its places."""
        return None in self.places


@dataclass(frozen=True)
class Contender:
    """A work that passed, with its exact score."""

    work: Key
    category: Key
    score: Fraction


@dataclass(frozen=True)
class Award:
    """One level for one work."""

    work: Key
    category: Key
    level: Key


@dataclass(frozen=True)
class Tie:
    """Works of one score, more than the places left: the council decides. Whatever lies below waits for it."""

    level: Key
    category: Key | None
    works: tuple[Key, ...]
    places: int


@dataclass(frozen=True)
class Proposal:
    """Awards from the highest level down, within a level from the highest score down; and what is left open."""

    awards: tuple[Award, ...]
    ties: tuple[Tie, ...]


def free_places(levels: Iterable[Level], given: Iterable[Award]) -> dict[tuple[Key, Key | None], int]:
    """Places left by (level, category), and by (level, None) for the whole award; below zero where exceeded."""
    left = {(level.key, category): places for level in levels for category, places in level.places.items()}
    for award in given:
        for scope in ((award.level, award.category), (award.level, None)):
            if scope in left:
                left[scope] -= 1
    return left


def room(level: Level, category: Key, left: Mapping[tuple[Key, Key | None], int]) -> int:
    """How many more works of the category the level can take; none where the prize table does not name it."""
    limits = [left[scope] for scope in ((level.key, category), (level.key, None)) if scope in left]
    return max(0, min(limits, default=0))


def departs(award: Award, contenders: Iterable[Contender], levels: Sequence[Level], given: Iterable[Award]) -> bool:
    """Whether the award leaves the order of the standings: the work is not among the contenders, or one with a higher
    score that competes for the same places holds nothing as high."""
    order = {level.key: place for place, level in enumerate(levels)}
    level = next(level for level in levels if level.key == award.level)
    by_work = {contender.work: contender for contender in contenders}
    if award.work not in by_work:
        return True
    held = {other.work: order[other.level] for other in given if other.level in order}
    lowest = len(order)
    return any(
        other.score > by_work[award.work].score
        and (level.whole or other.category == award.category)
        and held.get(other.work, lowest) > order[award.level]
        for other in by_work.values()
    )


def propose(contenders: Iterable[Contender], levels: Sequence[Level], given: Iterable[Award] = ()) -> Proposal:
    """Fills the free places in the order of the scores, beside what is already given.

    No place is exceeded, no work has two prizes, and no work is proposed a higher prize than one of its category that
    scored more. Works of one score share a fate: where they do not all fit, none is proposed and a `Tie` is reported.
    """
    return _Filling(list(contenders), list(levels), list(given)).run()


class _Filling:
    """The state of one proposal: places left, works provided for, categories that wait for a decision."""

    def __init__(self, contenders: list[Contender], levels: list[Level], given: list[Award]):
        self.levels, self.given = levels, given
        self.contenders = sorted(contenders, key=lambda c: (-c.score, str(c.category), str(c.work)))
        self.categories = list(dict.fromkeys(contender.category for contender in self.contenders))
        self.left = free_places(levels, given)
        self.provided = {award.work for award in given}
        self.waiting: set[Key] = set()
        self.awards: list[Award] = []
        self.ties: list[Tie] = []

    def run(self) -> Proposal:
        for place, level in enumerate(self.levels):
            barred = self._overtaken(place)
            for pool in self._pools(level):
                self._fill(level, pool, barred)
        return Proposal(tuple(self.awards), tuple(self.ties))

    def _pools(self, level: Level) -> Iterator[list[Key]]:
        """The sets of categories that compete with each other; those that wait are left out, and all wait for all
        where the level is one for the whole award."""
        if not level.whole:
            yield from ([category] for category in self.categories if category not in self.waiting)
        elif self.waiting:
            self.waiting.update(self.categories)
        else:
            yield self.categories

    def _fill(self, level: Level, pool: list[Key], barred: set[Key]) -> None:
        rivals = [c for c in self.contenders if c.category in pool and c.work not in self.provided | barred]
        for _score, group in groupby(rivals, key=lambda c: c.score):
            equals = [c for c in group if room(level, c.category, self.left)]
            if not self._fits(level, equals):
                places = sum(room(level, category, self.left) for category in {c.category for c in equals})
                places = min(places, self.left.get((level.key, None), places))
                scope = None if level.whole else pool[0]
                self.ties.append(Tie(level.key, scope, tuple(c.work for c in equals), places))
                self.waiting.update(pool)
                return
            for contender in equals:
                self._give(level, contender)

    def _fits(self, level: Level, equals: list[Contender]) -> bool:
        left = free_places(self.levels, self.given + self.awards + [_award(c, level) for c in equals])
        return all(left[level.key, category] >= 0 for category in level.places if _concerns(category, equals))

    def _give(self, level: Level, contender: Contender) -> None:
        self.awards.append(_award(contender, level))
        self.provided.add(contender.work)
        self.left = free_places(self.levels, self.given + self.awards)

    def _overtaken(self, place: int) -> set[Key]:
        """Works that may not have the level at `place`: one that scored more was given a lower level already."""
        order = {level.key: number for number, level in enumerate(self.levels)}
        score = {contender.work: contender.score for contender in self.contenders}
        lower = [a for a in self.given if a.work in score and order.get(a.level, -1) > place]
        return {
            c.work
            for c in self.contenders
            if any(
                score[award.work] > c.score and (self.levels[place].whole or award.category == c.category)
                for award in lower
            )
        }


def _award(contender: Contender, level: Level) -> Award:
    return Award(contender.work, contender.category, level.key)


def _concerns(category: Key | None, equals: list[Contender]) -> bool:
    return bool(equals) and (category is None or any(c.category == category for c in equals))
