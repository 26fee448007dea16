"""How far one judge's marks lie from those of the others, in a round that counts for nothing. Exact and pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# With fewer others, their mean would tell what a single one gave.
FEWEST_OTHERS = 2


@dataclass(frozen=True)
class Distance:
    """The own total, the mean of the others and the difference (above zero: the judge gave more); both None where too
    few others have marked the work."""

    own: Fraction
    panel: Fraction | None
    difference: Fraction | None


def distances(marks: Sequence[tuple[Fraction, Sequence[Fraction]]]) -> list[Distance]:
    """One distance for each work, given as (own total, totals of the others)."""
    found = []
    for own, others in marks:
        panel = sum(others, Fraction()) / len(others) if len(others) >= FEWEST_OTHERS else None
        found.append(Distance(own, panel, None if panel is None else own - panel))
    return found


def mean_difference(found: Sequence[Distance]) -> tuple[Fraction, Fraction] | None:
    """The mean of the differences (stricter or milder than the others) and of their sizes; None where there is none."""
    known = [one.difference for one in found if one.difference is not None]
    if not known:
        return None
    return sum(known, Fraction()) / len(known), sum(map(abs, known), Fraction()) / len(known)
