"""Which work would have which prize, by the standings and the rules of the edition: exact, deterministic, silent about
no tie, and with a ground for each work that gets none.

Works compete within the category or sub-committee that a level names, or over all where it counts for the whole award.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from award.council.places import NOWHERE, Award, Contender, Key, Level, Room, better
from award.council.states import Ground, Rule
from award.editions.states import Unused

__all__ = ["Award", "Contender", "Ground", "Level", "Passed", "Proposal", "Rule", "Tie", "propose", "propose_thematic"]


# Grounds that a later level does not change.
LASTING = (Ground.TIED, Ground.WAITS, Ground.AUTHOR)


@dataclass(frozen=True)
class Passed:
    """A work that a level passes over; `other` is the work behind it: of the same author, or given a lower prize."""

    level: Key | None
    ground: Ground
    other: Key | None = None


@dataclass(frozen=True)
class Tie:
    """Works that nothing sets apart, more than the places left, or with an author in common who can have one main prize
    (`authors`): the council decides. Whatever lies below waits for it."""

    level: Key
    category: Key | None
    works: tuple[Key, ...]
    places: int
    authors: bool = False


@dataclass(frozen=True)
class Proposal:
    """Awards from the highest level down, within a level from the highest score down, each with its rule; what is left
    open; and for each work without a prize why the last level that could have come to it did not."""

    awards: tuple[Award, ...]
    ties: tuple[Tie, ...]
    rules: dict[Key, Rule]
    passed: dict[Key, Passed]


def propose(
    contenders: Iterable[Contender],
    levels: Sequence[Level],
    given: Iterable[Award] = (),
    *,
    one_per_author: bool = False,
) -> Proposal:
    """Fills the free places of the main prizes in the order of the standings, beside what is already given.

    No place is exceeded, no work has two of these prizes nor, with `one_per_author`, an author; no work below a floor is
    proposed; none is proposed a higher prize than a better one of those it competes with, unless that one is barred by
    its author's other prize or by the council's own giving. Works that nothing sets apart share a fate: where they do
    not all fit, none of those it concerns is proposed and a `Tie` is reported.
    """
    return _Filling(list(contenders), list(levels), list(given), one_per_author).run()


def propose_thematic(
    contenders: Iterable[Contender], levels: Sequence[Level], given: Iterable[Award], main: Iterable[Award]
) -> list[Proposal]:
    """One proposal for each thematic level with themes: the best works of these, also those with a main prize unless
    the level says otherwise."""
    contenders, given, prized = list(contenders), list(given), {award.work for award in main}
    return [
        propose(
            [one for one in contenders if one.theme in level.themes and (level.beside_main or one.work not in prized)],
            [level],
            [award for award in given if award.level == level.key],
        )
        for level in levels
        if level.themes
    ]


class _Filling:
    """The state of one proposal: what is left, who is provided for, which works wait for a decision."""

    def __init__(self, contenders: list[Contender], levels: list[Level], given: list[Award], one_per_author: bool):
        self.levels, self.given, self.one_per_author = levels, given, one_per_author
        self.contenders = sorted(contenders, key=lambda c: (-c.score, c.rank or 0, str(c.category), str(c.work)))
        self.by_work = {one.work: one for one in contenders}
        self.own = Room.of(levels, given, sharing=False)
        self.shared = Room.of(levels, given)
        self.provided: set[Key] = set()
        self.holders: dict[Key, Key] = {}
        for award in given:
            self._provide(award.work, award.authors)
        self.waiting: set[Key] = set()
        self.passed: dict[Key, Passed] = {}
        self.rules: dict[Key, Rule] = {}
        self.awards: list[Award] = []
        self.ties: list[Tie] = []

    def run(self) -> Proposal:
        for place, level in enumerate(self.levels):
            self._fill(level, self._overtaken(place), shares=False)
            if level.unused is Unused.OTHERS:
                self._share(place, level)
        for one in self.contenders:
            if one.work not in self.provided:
                self.passed.setdefault(one.work, Passed(None, Ground.NO_PLACES))
        passed = {work: why for work, why in self.passed.items() if work not in self.provided}
        return Proposal(tuple(self.awards), tuple(self.ties), self.rules, passed)

    def _share(self, place: int, level: Level) -> None:
        """Offers what the level's categories leave to all of them together; all wait where one of them has to."""
        claimed = sum(tie.places for tie in self.ties if tie.level == level.key)
        if self.shared.in_all(level.key) > claimed:
            self._fill(level, self._overtaken(place, everywhere=True), shares=True)

    def _fill(self, level: Level, overtaken: dict[Key, Key], *, shares: bool) -> None:
        """Goes down the scores; works of one score are settled together, over all categories."""
        rivals = [one for one in self.contenders if one.work not in self.provided and self._competes(level, one)]
        together = level.whole or shares
        self._wait_with_the_waiting(level, rivals, together)
        for _score, group in groupby(rivals, key=lambda one: one.score):
            rest = []
            for one in group:
                if one.work in overtaken:
                    self._pass(one, level, Ground.OVERTAKEN, overtaken[one.work])
                elif not one.reaches(level.floor):
                    self._pass(one, level, Ground.FLOOR)
                else:
                    rest.append(one)
            rest = self._settle(level, rest, rivals, together, shares)
            if rest:
                self._tie(level, rest, together, shares)
                self._wait_with_the_waiting(level, rivals, together)

    def _competes(self, level: Level, one: Contender) -> bool:
        return level.scope_of(one) is not NOWHERE

    def _settle(
        self, level: Level, rest: list[Contender], rivals: list[Contender], together: bool, shares: bool
    ) -> list[Contender]:
        """Gives to those of one score who have a place however their order is decided; the others are left over."""
        while True:
            rest = [one for one in rest if self._still(level, one, rivals, together, shares)]
            sure = next((one for one in rest if self._is_sure(level, one, rest, shares)), None)
            if sure is None:
                return rest
            self._give(level, sure, shares)
            rest.remove(sure)

    def _still(self, level: Level, one: Contender, rivals: list[Contender], together: bool, shares: bool) -> bool:
        """Whether the level can still come to the work; if not, why is noted."""
        if one.work in self.waiting:
            return False
        holder = self._holder(one)
        if holder is not None:
            self._pass(one, level, Ground.AUTHOR, holder)
        elif self._room(level, one, shares) <= 0:
            self._pass(one, level, Ground.TAKEN)
        elif self._awaits_an_author(one):
            self.waiting.add(one.work)
            self._wait_with_the_waiting(level, rivals, together)
        else:
            return True
        return False

    def _is_sure(self, level: Level, one: Contender, rest: list[Contender], shares: bool) -> bool:
        """Whether it has a place even if all that are not set below it come first."""
        others = [other for other in rest if other is not one and not better(one, other)]
        if self.one_per_author and any(one.authors & other.authors for other in others):
            return False
        return self._fits_after(level, one, others, shares)

    def _fits_after(self, level: Level, one: Contender, others: list[Contender], shares: bool) -> bool:
        rooms = [self.shared.copy()] if shares else [self.shared.copy(), self.own.copy()]
        for other in others:
            scope = level.scope_of(other)
            if all(room.for_one(level.key, scope) > 0 for room in rooms):
                for room in rooms:
                    room.take(level.key, scope)
        return all(room.for_one(level.key, level.scope_of(one)) > 0 for room in rooms)

    def _tie(self, level: Level, rest: list[Contender], together: bool, shares: bool) -> None:
        """Reports what is left of one score, by the places they compete for; those surely too low only wait."""
        for scope in dict.fromkeys(None if together else level.scope_of(one) for one in rest):
            own = [one for one in rest if together or level.scope_of(one) == scope]
            possible = [one for one in own if self._fits_after(level, one, [o for o in own if better(o, one)], shares)]
            places = self._places_for(level, own, shares)
            shared = places >= len(possible)
            if shared:
                people = frozenset().union(*(one.authors for one in possible))
                possible = [one for one in rest if one in possible or one.authors & people]
            tie = Tie(level.key, scope, tuple(one.work for one in possible), places, shared)
            if not any(set(tie.works) == set(other.works) and other.level == tie.level for other in self.ties):
                self.ties.append(tie)
            for one in possible:
                self.passed[one.work] = Passed(level.key, Ground.TIED)
        self.waiting.update(one.work for one in rest)

    def _places_for(self, level: Level, own: list[Contender], shares: bool) -> int:
        """How many of these works the level can take at most."""
        room = self.shared.copy() if shares else self.own.copy()
        taken = 0
        for one in own:
            if room.for_one(level.key, level.scope_of(one)) > 0:
                room.take(level.key, level.scope_of(one))
                taken += 1
        return taken

    def _wait_with_the_waiting(self, level: Level, rivals: list[Contender], together: bool) -> None:
        """Where one work waits, all that compete with it for these places wait too."""
        waiting = {None if together else level.scope_of(one) for one in rivals if one.work in self.waiting}
        pool = (one for one in rivals if (None if together else level.scope_of(one)) in waiting)
        self._wait(level, pool)

    def _wait(self, level: Level, pool: Iterable[Contender]) -> None:
        for one in pool:
            if one.work not in self.provided:
                self.waiting.add(one.work)
                if one.work not in self.passed or self.passed[one.work].ground not in LASTING:
                    self.passed[one.work] = Passed(level.key, Ground.WAITS)

    def _awaits_an_author(self, one: Contender) -> bool:
        """Whether a work that waits has an author in common with this one: it may yet take the one prize."""
        return self.one_per_author and any(one.authors & self.by_work[work].authors for work in self.waiting)

    def _holder(self, one: Contender) -> Key | None:
        """The work with a main prize that an author of this one is behind."""
        if not self.one_per_author:
            return None
        return next((self.holders[author] for author in sorted(one.authors, key=str) if author in self.holders), None)

    def _room(self, level: Level, one: Contender, shares: bool) -> int:
        scope = level.scope_of(one)
        shared = self.shared.for_one(level.key, scope)
        return shared if shares else min(shared, self.own.for_one(level.key, scope))

    def _give(self, level: Level, one: Contender, shares: bool) -> None:
        scope = level.scope_of(one)
        self.rules[one.work] = Rule.SHARED if shares else self._rule(level, scope)
        self.awards.append(Award(one.work, one.category, level.key, one.subcommittee))
        self.own.take(level.key, scope)
        self.shared.take(level.key, scope)
        self._provide(one.work)

    def _rule(self, level: Level, scope: Key | None) -> Rule:
        """Whether the level's own places are used up already, so that this one came down from a higher level."""
        by_key = {one.key: one for one in self.levels}
        given = [award for award in [*self.given, *self.awards] if award.level == level.key]
        here = sum(level.whole or by_key[award.level].scope_of(award) == scope for award in given)
        return Rule.PLACE if here < level.places.get(scope, level.places.get(None, 0)) else Rule.LOWERED

    def _provide(self, work: Key, authors: frozenset[Key] = frozenset()) -> None:
        self.provided.add(work)
        for author in authors | (self.by_work[work].authors if work in self.by_work else frozenset()):
            self.holders.setdefault(author, work)

    def _pass(self, one: Contender, level: Level, ground: Ground, other: Key | None = None) -> None:
        self.passed[one.work] = Passed(level.key, ground, other)

    def _overtaken(self, place: int, *, everywhere: bool = False) -> dict[Key, Key]:
        """Works that may not have the level at `place`, each with the better one that was given a lower level."""
        level = self.levels[place]
        return {
            one.work: other.work
            for other in self._given_below(place)
            for one in self.contenders
            if better(other, one) and (everywhere or level.whole or level.scope_of(one) == level.scope_of(other))
        }

    def _given_below(self, place: int) -> Iterator[Contender]:
        order = {level.key: number for number, level in enumerate(self.levels)}
        for award in self.given:
            if award.work in self.by_work and order.get(award.level, -1) > place:
                yield self.by_work[award.work]
