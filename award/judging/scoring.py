"""Marks on one sheet: what may be given, what is wrong with what was given, and the total. Exact decimals only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from award.kit.messages import Message, say

MOST_BUTTONS = 21


@dataclass(frozen=True)
class Measure:
    """A criterion as far as numbers go; its mark counts wholly, or by a weight in percent."""

    code: str
    maximum: Decimal
    weight: int | None = None

    def counted(self, mark: Decimal) -> Decimal:
        """What a mark adds to the total."""
        return mark if self.weight is None else mark * self.weight / 100


def measures(criteria: Iterable[Any]) -> list[Measure]:
    """Criteria of a round, as far as numbers go."""
    return [Measure(one.code, one.maximum, one.weight) for one in criteria]


def choices(maximum: Decimal, step: Decimal) -> list[Decimal] | None:
    """All marks from 0 to `maximum`, or None where they are too many for buttons."""
    count = int(maximum / step) + 1
    return [number * step for number in range(count)] if count <= MOST_BUTTONS else None


def quick(maximum: Decimal, step: Decimal) -> list[Decimal]:
    """About ten marks from 0 to `maximum`, evenly apart, for a finger to begin with."""
    apart = next(
        (
            size
            for size in (step * factor for factor in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000))
            if maximum / size <= 10
        ),
        maximum,
    )
    found = [number * apart for number in range(int(maximum / apart) + 1)]
    return found if found[-1] == maximum else [*found, maximum]


def fault_of(mark: Decimal, maximum: Decimal, step: Decimal) -> Message | None:
    """Why a mark cannot be given, or None."""
    if not mark.is_finite() or mark < 0 or mark > maximum:
        return say("A mark lies between 0 and %(maximum)s.", maximum=maximum)
    if mark % step:
        return say("Marks go in steps of %(step)s.", step=step)
    return None


def faults_of(marks: Mapping[str, Decimal], measures: Sequence[Measure], step: Decimal) -> dict[str, Message]:
    """What is wrong, by the code of the criterion; a mark for a criterion that is not in the round is wrong too."""
    known = {measure.code: measure for measure in measures}
    faults = {code: say("The round has no such criterion.") for code in marks if code not in known}
    for code, measure in known.items():
        fault = fault_of(marks[code], measure.maximum, step) if code in marks else None
        if fault:
            faults[code] = fault
    return faults


def missing(marks: Mapping[str, Decimal], measures: Sequence[Measure]) -> list[str]:
    """The codes of criteria without a mark, in the order of the sheet."""
    return [measure.code for measure in measures if measure.code not in marks]


def total(marks: Mapping[str, Decimal], measures: Sequence[Measure]) -> Decimal | None:
    """The sum, by the weights where there are some, or None while a criterion lacks its mark."""
    return None if missing(marks, measures) else total_so_far(marks, measures)


def total_so_far(marks: Mapping[str, Decimal], measures: Sequence[Measure]) -> Decimal:
    """The same over the marks given."""
    return sum((m.counted(marks[m.code]) for m in measures if m.code in marks), Decimal(0))


def plain(mark: Decimal) -> str:
    """The mark as text without needless zeros: `7.5`, `0`, `10`."""
    text = f"{mark:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def field_of(code: str) -> str:
    """The name of the form's field for a criterion."""
    return f"mark_{code}"
