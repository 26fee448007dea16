"""Who judges what within one sub-committee: exact numbers, no conflicts, loads as even as they can be.

A work is filled from its least loaded judges; where they are not enough, a chain of exchanges is looked for (an
augmenting path), so that a work lacks a judge only if no assignment at all could give it one. Then loads are evened
out, again by chains of exchanges, until none makes them more even. Same input, same answer.
"""

import itertools
from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Name = Hashable


@dataclass(frozen=True)
class Plan:
    """`pairs` holds every (judge, work), also those that were kept; `lacking` says how many judges each work that
    could not be filled still needs."""

    pairs: frozenset[tuple[Name, Name]]
    lacking: Mapping[Name, int] = field(default_factory=dict)

    def loads(self, judges: Iterable[Name]) -> dict[Name, int]:
        """How many works each judge has."""
        counts = dict.fromkeys(judges, 0)
        for judge, _work in self.pairs:
            counts[judge] = counts.get(judge, 0) + 1
        return counts


def assign(
    works: Sequence[Name],
    judges: Mapping[Name, int | None],
    per_work: int,
    *,
    conflicts: Collection[tuple[Name, Name]] = frozenset(),
    kept: Collection[tuple[Name, Name]] = frozenset(),
) -> Plan:
    """Gives each work `per_work` judges.

    `judges` maps each judge to the most works they take (None: no limit), in a fixed order; `conflicts` are (judge,
    work) that never meet; `kept` are tasks given earlier, which stay even where they exceed a cap.
    """
    table = _Table(works, judges, per_work, frozenset(conflicts), frozenset(kept))
    lacking: dict[Name, int] = {}
    for work in table.hardest_first():
        missing = table.fill(work)
        if missing:
            lacking[work] = missing
    table.even_out()
    return Plan(frozenset(table.pairs()), lacking)


class _Table:
    """The assignment while it is being made."""

    def __init__(self, works, judges, per_work, conflicts, kept):
        self.works, self.judges, self.per_work = list(works), dict(judges), per_work
        self.kept = kept
        self.place = {judge: number for number, judge in enumerate(self.judges)}
        self.turn = {work: number for number, work in enumerate(self.works)}
        self.of_work = {work: [] for work in self.works}
        self.of_judge = {judge: {} for judge in self.judges}
        self.open_to = {work: [j for j in self.judges if (j, work) not in conflicts] for work in self.works}
        self.together: dict[tuple, int] = {}
        self.outside = [pair for pair in kept if pair[0] not in self.judges or pair[1] not in self.of_work]
        for judge, work in sorted(kept - set(self.outside), key=lambda p: (self.turn[p[1]], self.place[p[0]])):
            self.give(judge, work)
        for judge, work in self.outside:
            if work in self.of_work:
                self.of_work[work].append(judge)

    def pairs(self):
        yield from ((judge, work) for work, judges in self.of_work.items() for judge in judges)
        yield from (pair for pair in self.outside if pair[1] not in self.of_work)

    def hardest_first(self) -> list[Name]:
        return sorted(self.works, key=lambda work: (len(self.open_to[work]), self.turn[work]))

    def load(self, judge: Name) -> int:
        return len(self.of_judge[judge])

    def has_room(self, judge: Name) -> bool:
        cap = self.judges[judge]
        return cap is None or self.load(judge) < cap

    def give(self, judge: Name, work: Name) -> None:
        for other in self.of_work[work]:
            pair = (judge, other) if self.place[judge] < self.place.get(other, -1) else (other, judge)
            self.together[pair] = self.together.get(pair, 0) + 1
        self.of_work[work].append(judge)
        self.of_judge[judge][work] = None

    def take(self, judge: Name, work: Name) -> None:
        self.of_work[work].remove(judge)
        del self.of_judge[judge][work]

    def fill(self, work: Name) -> int:
        """Gives the work its judges; returns how many could not be found."""
        while len(self.of_work[work]) < self.per_work:
            free = [j for j in self.open_to[work] if work not in self.of_judge[j] and self.has_room(j)]
            if free:
                self.give(min(free, key=lambda judge: self._preference(judge, work)), work)
            elif not self._exchange_for(work):
                return self.per_work - len(self.of_work[work])
        return 0

    def _preference(self, judge: Name, work: Name) -> tuple:
        """Least loaded first, then who has sat least with the judges already there, then taking turns."""
        met = sum(self.together.get((judge, o), 0) + self.together.get((o, judge), 0) for o in self.of_work[work])
        return self.load(judge), met, (self.place[judge] - self.turn[work]) % len(self.place)

    def _exchange_for(self, work: Name) -> bool:
        """Finds room for one more judge on `work` by moving other works along a chain of judges."""
        starts = [j for j in self.open_to[work] if work not in self.of_judge[j]]
        chain = self._chain(starts, self.has_room)
        if chain is None:
            return False
        self._move_along(chain)
        self.give(chain[0][0], work)
        return True

    def _chain(self, starts: Iterable[Name], ends: Callable[[Name], bool]) -> list[tuple] | None:
        """The shortest chain of (judge, work to hand on) from one of `starts` to a judge for whom `ends` holds."""
        before: dict[Name, tuple | None] = dict.fromkeys(starts)
        waiting = deque(before)
        while waiting:
            judge = waiting.popleft()
            if ends(judge):
                return self._backwards(judge, before)
            for other, work in self._handovers(judge, before):
                before[other] = (judge, work)
                waiting.append(other)
        return None

    def _backwards(self, last: Name, before: Mapping[Name, tuple | None]) -> list[tuple]:
        chain = [(last, None)]
        while before[chain[0][0]] is not None:
            chain.insert(0, before[chain[0][0]])
        return chain

    def _handovers(self, judge: Name, known: Collection[Name]) -> list[tuple]:
        """To which judges not yet known `judge` could hand a work, and which."""
        found: dict[Name, Name] = {}
        wanted = len(self.judges) - len(known)
        for work in self.of_judge[judge]:
            if len(found) == wanted:
                break
            if (judge, work) in self.kept:
                continue
            for other in self.open_to[work]:
                if other not in known and other not in found and work not in self.of_judge[other]:
                    found[other] = work
        return list(found.items())

    def _move_along(self, chain: list[tuple]) -> None:
        for (judge, work), (heir, _) in itertools.pairwise(chain):
            self.take(judge, work)
            self.give(heir, work)

    def even_out(self) -> None:
        """Moves works from more to less loaded judges while a difference of two or more can be made smaller."""
        settled: set[Name] = set()
        while True:
            heavy = max((j for j in self.judges if j not in settled), key=self.load, default=None)
            if heavy is None:
                return
            limit = self.load(heavy) - 2
            chain = self._chain([heavy], lambda judge, limit=limit: self.load(judge) <= limit and self.has_room(judge))
            if chain is None:
                settled.add(heavy)
            else:
                self._move_along(chain)
                settled.clear()
