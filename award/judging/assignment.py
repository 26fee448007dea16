"""Who judges what within one sub-committee, as a flow of least cost: exact numbers, no conflicts, loads as even as can be.

Judges take works over stairs that cost more from one step to the next, so that the cheapest flow is the most even one
(convex costs: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows" (1993), chapter 14); a place left empty costs
more than all stairs. Then, with the loads found, a second flow spreads kinds of works over the judges by stairs for
each kind, and mixes panels by a small price of each pair, drawn once and always the same, so that judges can be
compared with each other afterwards.

The solver is HiGHS. The best corner of a network has whole numbers only, so nothing is rounded away. Same input, same
answer.
"""

import random
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from award.kit.messages import Message, say

Name = Hashable

MIXES = 10
# One thread and one seed, for the same answer every time; presolve costs more here than it saves (28 s against 0.3 s
# with 1,200 works and 20 judges).
FIXED = {"output_flag": False, "threads": 1, "random_seed": 0, "solver": "simplex", "presolve": "off"}


@dataclass(frozen=True)
class Lack:
    """Why a work has fewer judges than it should: how many are missing, and of those who sit here who stays away from
    it and who has as many works as they take."""

    missing: int
    seated: int
    away: tuple[Name, ...] = ()
    busy: tuple[Name, ...] = ()

    @property
    def conflicting(self) -> int:
        """How many stay away."""
        return len(self.away)

    @property
    def full(self) -> int:
        """How many could, but have as many works as they take."""
        return len(self.busy)

    @property
    def sentence(self) -> Message:
        """The reason for people."""
        return say(
            "%(missing)s missing: of %(seated)s judges %(conflicting)s stay away from it and %(full)s have as many "
            "works as they take.",
            missing=self.missing,
            seated=self.seated,
            conflicting=self.conflicting,
            full=self.full,
        )


@dataclass(frozen=True)
class Plan:
    """`pairs` holds every (judge, work), also those that were kept; `lacking` says how many judges each work that
    could not be filled still needs, `why` the reasons."""

    pairs: frozenset[tuple[Name, Name]]
    lacking: Mapping[Name, int] = field(default_factory=dict)
    why: Mapping[Name, Lack] = field(default_factory=dict)

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
    kinds: Mapping[Name, Hashable] | None = None,
    proportional: bool = False,
    liked: Collection[tuple[Name, Name]] = frozenset(),
    halfway: Callable[[], None] = lambda: None,
) -> Plan:
    """Gives each work `per_work` judges.

    `judges` maps each judge to the most works they take (None: no limit), in a fixed order; `conflicts` are (judge,
    work) that never meet; `kept` are tasks given earlier, which stay even where they exceed a cap. `kinds` says of
    which kind a work is (a genre, a series), to be spread evenly. `proportional` makes loads follow the caps instead
    of being equal; judges without a cap then count as the largest cap. `liked` are tasks that may move, but only
    where loads and kinds get more even by it. `halfway` is called between the two flows.
    """
    problem = _Problem(works, judges, per_work, frozenset(conflicts), frozenset(kept), kinds or {}, proportional)
    pairs = frozenset(kept) | problem.solved(frozenset(liked), halfway)
    return _told(pairs, problem, frozenset(conflicts))


def everyone(
    works: Sequence[Name],
    judges: Mapping[Name, int | None],
    quorum: int,
    *,
    conflicts: Collection[tuple[Name, Name]] = frozenset(),
    kept: Collection[tuple[Name, Name]] = frozenset(),
) -> Plan:
    """Gives each work every judge without a conflict; a work lacks judges where they are fewer than the quorum."""
    free = {work: [judge for judge in judges if (judge, work) not in conflicts] for work in works}
    pairs = frozenset(kept) | {(judge, work) for work, panel in free.items() for judge in panel}
    counts = Counter(work for _, work in pairs)
    lacking = {work: quorum - counts[work] for work in works if counts[work] < quorum}
    why = {work: Lack(missing, len(judges), len(judges) - len(free[work]), 0) for work, missing in lacking.items()}
    return Plan(pairs, lacking, why)


def _told(pairs: frozenset, problem: "_Problem", conflicts: frozenset) -> Plan:
    loads, found = Counter(judge for judge, _ in pairs), Counter(work for _, work in pairs)
    lacking = {work: problem.per_work - found[work] for work in problem.works if found[work] < problem.per_work}
    full = [judge for judge, cap in problem.judges.items() if cap is not None and loads[judge] >= cap]
    why = {}
    for work, missing in lacking.items():
        away = tuple(judge for judge in problem.judges if (judge, work) in conflicts)
        busy = tuple(judge for judge in full if (judge, work) not in conflicts and (judge, work) not in pairs)
        why[work] = Lack(missing, len(problem.judges), away, busy)
    return Plan(pairs, lacking, why)


class _Problem:
    """The questions put to the solver. First: as few places empty as possible, then loads as even as possible. Then,
    with these loads and these empty places: kinds spread, panels mixed."""

    def __init__(self, works, judges, per_work, conflicts, kept, kinds, proportional):
        self.works, self.judges, self.per_work = list(works), dict(judges), per_work
        counts = Counter(work for _, work in kept)
        self.wanted = {work: max(0, per_work - counts[work]) for work in self.works}
        self.kind = {work: kinds.get(work) for work in self.works}
        self.before = Counter(judge for judge, _ in kept)
        self.before_of_kind = Counter((judge, self.kind.get(work)) for judge, work in kept)
        self.open = [
            (judge, work)
            for work in self.works
            if self.wanted[work]
            for judge in self.judges
            if (judge, work) not in conflicts and (judge, work) not in kept
        ]
        self.weights = self._weights(proportional)

    def _weights(self, proportional: bool) -> dict[Name, int]:
        caps = [cap for cap in self.judges.values() if cap]
        if not proportional or not caps:
            return dict.fromkeys(self.judges, 1)
        return {judge: cap or max(caps) for judge, cap in self.judges.items()}

    def solved(self, liked: frozenset, halfway: Callable[[], None]) -> frozenset[tuple[Name, Name]]:
        """The pairs that are added to those kept."""
        if not self.open:
            return frozenset()
        even = self._chosen(self._even(liked))
        halfway()
        return frozenset(self._chosen(self._mixed(even, liked)))

    def _chosen(self, network: "_Network") -> list[tuple[Name, Name]]:
        return [pair for pair, flow in zip(self.open, network.cheapest(), strict=False) if flow > 0.5]

    def _even(self, liked: frozenset) -> "_Network":
        network = _Network({("work", work): wanted for work, wanted in self.wanted.items()})
        # All places together cost less than one step of the stairs, so what is liked decides only where loads do not.
        moved = 0.5 / (sum(self.wanted.values()) + 1) if liked else 0
        for judge, work in self.open:
            network.arc(0 if (judge, work) in liked else moved, 1, (("work", work), 1), (("judge", judge), 1))
        heaviest = max(self.weights.values())
        # More than any chain of exchanges, at most through every judge, could save on the stairs.
        price = 4 * (len(self.works) + 1) * (len(self.judges) + 1) * heaviest
        for work, wanted in self.wanted.items():
            network.arc(price, wanted, (("work", work), 1))
        for judge, offers in Counter(judge for judge, _ in self.open).items():
            cap = self.judges[judge]
            room = offers if cap is None else min(offers, max(0, cap - self.before[judge]))
            for load in range(self.before[judge], self.before[judge] + room):
                network.arc((2 * load + 1) * heaviest / self.weights[judge], 1, (("judge", judge), -1))
        return network

    def _mixed(self, even: list[tuple[Name, Name]], liked: frozenset) -> "_Network":
        """Every work and every judge gets as many as in `even`, from whom is free; what is liked costs nothing."""
        network = _Network(Counter(("work", work) for _, work in even) + Counter(("judge", judge) for judge, _ in even))
        mixing = random.Random(0)
        for judge, work in self.open:
            node = ("kind", judge, self.kind[work])
            price = mixing.randrange(MIXES) + (MIXES if liked else 0)
            network.arc(0 if (judge, work) in liked else price, 1, (("work", work), 1), (node, 1))
        unit = (2 if liked else 1) * MIXES * 2 * (len(self.judges) + 1)
        for (judge, kind), offers in Counter((judge, self.kind[work]) for judge, work in self.open).items():
            before = self.before_of_kind[judge, kind]
            for load in range(before, before + offers):
                network.arc(unit * (2 * load + 1), 1, (("kind", judge, kind), -1), (("judge", judge), 1))
        return network


class _Network:
    """Nodes with what must flow in (0 where nothing is said), arcs with price, capacity and ends."""

    def __init__(self, sums: Mapping[Hashable, int]):
        self.sums = dict(sums)
        self.prices: list[float] = []
        self.most: list[int] = []
        self.ends: list[tuple] = []

    def arc(self, price: float, most: int, *ends: tuple[Hashable, int]) -> None:
        """Adds an arc; each end is a node and the sign with which the flow counts there."""
        self.prices.append(price)
        self.most.append(most)
        self.ends.append(ends)
        for node, _ in ends:
            self.sums.setdefault(node, 0)

    def cheapest(self) -> list[float]:
        """The flow on each arc. Raises `ArithmeticError` where the solver finds none."""
        # Loaded here: numbers and solver weigh more than the rest of the web process, which hardly ever assigns.
        import highspy

        solver = highspy.Highs()
        for name, value in FIXED.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model(highspy))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"HiGHS ended with {solver.getModelStatus()}")
        return list(solver.getSolution().col_value)

    def _model(self, highspy):
        import numpy

        row = {node: number for number, node in enumerate(self.sums)}
        ends = [(row[node], sign) for column in self.ends for node, sign in column]
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.prices), len(self.sums)
        model.col_cost_ = numpy.array(self.prices, dtype=float)
        model.col_lower_, model.col_upper_ = numpy.zeros(model.num_col_), numpy.array(self.most, dtype=float)
        model.row_lower_ = model.row_upper_ = numpy.array(list(self.sums.values()), dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = numpy.cumsum([0, *map(len, self.ends)], dtype=numpy.int32)
        model.a_matrix_.index_ = numpy.array([number for number, _ in ends], dtype=numpy.int32)
        model.a_matrix_.value_ = numpy.array([sign for _, sign in ends], dtype=float)
        return model
