"""The places of a prize table, with what becomes of those that nobody reaches: how many are left, for whom.

A level's places are a mapping: a category's or sub-committee's key to its places, and None to the places for the whole
award. With both, both limits hold. Where unused places go down, the places of a level and of those above it are one
sum; where they go to the others, the places of all categories are one.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from award.editions.states import Unused

Key = Hashable
# A work whose category and sub-committee the level does not name.
NOWHERE = object()


@dataclass(frozen=True)
class Level:
    """A prize; main ones are given in order, the highest first. `floor`: a lower score does not get it. `themes`: only
    works of these, all where it is empty. `beside_main`: a work with a main prize may have it too."""

    key: Key
    places: Mapping[Key | None, int]
    floor: Fraction | None = None
    unused: Unused = Unused.EMPTY
    themes: frozenset[Key] = frozenset()
    beside_main: bool = True

    @property
    def whole(self) -> bool:
        """Whether works of all categories compete for its places."""
        return None in self.places

    def scope_of(self, work: "Contender | Award") -> Key | None:
        """Under which key of the places the work competes; `NOWHERE` where it cannot have the prize."""
        for scope in (work.category, work.subcommittee):
            if scope is not None and scope in self.places:
                return scope
        return None if self.whole else NOWHERE


@dataclass(frozen=True)
class Contender:
    """A work that passed, with its exact score; `code` is for people. `mark` is what floors are compared with, where it
    is not the score: a round that ends in a ballot counts votes. `rank` is its place in its sub-committee once the rules for equal scores
    were applied; `authors` are the people behind it, by whatever tells them apart."""

    work: Key
    category: Key
    score: Fraction
    subcommittee: Key | None = None
    rank: int | None = None
    authors: frozenset[Key] = frozenset()
    theme: Key | None = None
    code: str = ""
    mark: Fraction | None = None

    def reaches(self, floor: Fraction | None) -> bool:
        """Whether its mark is not below the floor."""
        return floor is None or (self.score if self.mark is None else self.mark) >= floor


@dataclass(frozen=True)
class Award:
    """One level for one work; `authors` are the people behind it where the standings do not have it."""

    work: Key
    category: Key
    level: Key
    subcommittee: Key | None = None
    authors: frozenset[Key] = frozenset()


def better(first: Contender, second: Contender) -> bool:
    """Whether the standings set the first above the second: by score, and where these are equal by the rank, which only
    says something inside one sub-committee."""
    if first.score != second.score:
        return first.score > second.score
    same = first.subcommittee == second.subcommittee and first.rank is not None and second.rank is not None
    return same and first.rank < second.rank


@dataclass(frozen=True)
class Limit:
    """At most so many prizes of these levels together; None in `scopes`: whatever the scope."""

    levels: frozenset[Key]
    scope: Key | None
    places: int

    def covers(self, level: Key, scope: Key | None) -> bool:
        """Whether a prize of the level under this scope counts."""
        return level in self.levels and (self.scope is None or self.scope == scope)


def limits(levels: Sequence[Level], *, sharing: bool = True) -> list[Limit]:
    """All that must hold at once. Without `sharing`, no category uses places that others leave."""
    return [limit for chain in _chains(levels) for depth in range(len(chain)) for limit in _of(chain[: depth + 1], sharing)]  # fmt: skip


def _chains(levels: Sequence[Level]) -> Iterator[list[Level]]:
    """Levels that hand their unused places on, each with the one that takes them."""
    chain: list[Level] = []
    for level in levels:
        chain.append(level)
        if level.unused is not Unused.LOWER:
            yield chain
            chain = []
    if chain:
        yield chain


def _of(chain: list[Level], sharing: bool) -> Iterator[Limit]:
    """The limits that end at the last level of the chain."""
    last, keys = chain[-1], frozenset(level.key for level in chain)
    if last.unused is Unused.OTHERS and sharing:
        yield Limit(keys, None, sum(sum(level.places.values()) for level in chain))
        return
    for scope in last.places:
        yield Limit(keys, scope, sum(level.places.get(scope, 0) for level in chain))


@dataclass
class Room:
    """What is left of the limits; each award taken lowers those that cover it."""

    levels: Sequence[Level]
    found: list[Limit]
    left: list[int]
    index: dict[tuple[Key, Key | None], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, levels: Sequence[Level], given: Iterable[Award] = (), *, sharing: bool = True) -> "Room":
        """The room beside what is given."""
        found = limits(levels, sharing=sharing)
        room = cls(levels, found, [limit.places for limit in found])
        by_key = {level.key: level for level in levels}
        for award in given:
            if award.level in by_key:
                room.take(award.level, by_key[award.level].scope_of(award))
        return room

    def copy(self) -> "Room":
        """The same to try something on."""
        return replace(self, left=list(self.left))

    def take(self, level: Key, scope: Key | None) -> None:
        """One prize more."""
        for place in self._covering(level, scope):
            self.left[place] -= 1

    def for_one(self, level: Key, scope: Key | None) -> int:
        """How many more prizes of the level fit under the scope; below zero where there are too many."""
        if scope is NOWHERE:
            return 0
        return min((self.left[place] for place in self._covering(level, scope)), default=0)

    def in_all(self, level: Key) -> int:
        """How many more prizes of the level fit under all its scopes together, where none takes from another."""
        scopes = next(one for one in self.levels if one.key == level).places
        trial, count = self.copy(), 0
        for scope in scopes:
            while trial.for_one(level, scope) > 0:
                trial.take(level, scope)
                count += 1
        return count

    def exceeded(self) -> list[Key]:
        """The levels given more often than they have places, in their order."""
        over = {key for limit, left in zip(self.found, self.left, strict=True) if left < 0 for key in limit.levels}
        return [level.key for level in self.levels if level.key in over]

    def _covering(self, level: Key, scope: Key | None) -> list[int]:
        """Where the limits stand that count such a prize; found once for a table."""
        if (level, scope) not in self.index:
            covering = [place for place, limit in enumerate(self.found) if limit.covers(level, scope)]
            self.index[level, scope] = covering
        return self.index[level, scope]
