"""What screening found, in figures: by reason, category, outlet and week. Pure."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from award.entries.states import EntryState
from award.kit.text import sort_key
from award.screening.states import Verdict


@dataclass(frozen=True)
class Work:
    """A work that was sent in and not taken back; `outlet` is where its first part was published."""

    id: uuid.UUID
    category_id: uuid.UUID
    state: EntryState
    outlet: str


@dataclass(frozen=True)
class Decided:
    """A decision on a work, on a day of the award's calendar."""

    entry_id: uuid.UUID
    verdict: Verdict
    reasons: Sequence[str]
    on: date


@dataclass(frozen=True)
class OfReason:
    """For how many works a reason was given; a work counts once for each answer."""

    code: str
    ineligible: int
    returned: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.ineligible + self.returned


@dataclass(frozen=True)
class OfGroup:
    """The works of a category or an outlet: how many there are, were ever sent back, are ineligible."""

    name: Any
    total: int
    returned: int
    ineligible: int

    @property
    def share(self) -> Decimal:
        """The ineligible ones in per cent of all, to one place."""
        exact = Decimal(self.ineligible * 100) / self.total if self.total else Decimal(0)
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class OfWeek:
    """The decisions of a week, which begins on `monday`, by verdict."""

    monday: date
    counts: dict[Verdict, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Figures:
    """Everything that the page of statistics shows."""

    all: OfGroup
    reasons: list[OfReason]
    categories: list[OfGroup]
    outlets: list[OfGroup]
    weeks: list[OfWeek]


def figures(works: Iterable[Work], decided: Iterable[Decided], codes: Sequence[str]) -> Figures:
    """Counts works and decisions; `codes` are the reasons in their order, others follow."""
    works, decided = list(works), list(decided)
    returned = {one.entry_id for one in decided if one.verdict is Verdict.RETURNED}
    return Figures(
        _group(None, works, returned),
        _reasons({work.id for work in works}, decided, codes),
        _groups(works, returned, lambda work: work.category_id),
        sorted(_groups(works, returned, lambda work: work.outlet), key=_worst_first),
        _weeks(decided),
    )


def _group(name: Any, works: Sequence[Work], returned: set[uuid.UUID]) -> OfGroup:
    ineligible = sum(1 for work in works if work.state is EntryState.INELIGIBLE)
    return OfGroup(name, len(works), sum(1 for work in works if work.id in returned), ineligible)


def _groups(works: Sequence[Work], returned: set[uuid.UUID], key: Any) -> list[OfGroup]:
    found = defaultdict(list)
    for work in works:
        found[key(work)].append(work)
    return [_group(name, own, returned) for name, own in found.items()]


def _worst_first(group: OfGroup) -> tuple:
    return -group.ineligible, -group.total, sort_key(group.name or "")


def _reasons(known: set[uuid.UUID], decided: Iterable[Decided], codes: Sequence[str]) -> list[OfReason]:
    given = {(one.entry_id, one.verdict, code) for one in decided if one.entry_id in known for code in one.reasons}
    counts = Counter((verdict, code) for _entry, verdict, code in given)
    others = sorted({code for _verdict, code in counts} - set(codes))
    found = [
        OfReason(code, counts[Verdict.INELIGIBLE, code], counts[Verdict.RETURNED, code]) for code in [*codes, *others]
    ]
    return sorted((one for one in found if one.total), key=lambda one: -one.total)


def _weeks(decided: Iterable[Decided]) -> list[OfWeek]:
    counts: dict[date, Counter] = defaultdict(Counter)
    for one in decided:
        counts[one.on - timedelta(days=one.on.weekday())][one.verdict] += 1
    return [OfWeek(monday, dict(counts[monday])) for monday in sorted(counts)]
