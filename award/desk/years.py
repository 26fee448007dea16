"""Earlier editions beside one: what may be told of each. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from award.desk.figures import Year

MOST_YEARS = 10


def chosen(years: Iterable[Any], edition: Any, may: Callable[[Any], bool]) -> list[Any]:
    """The edition and those of its year or before that may be told, the oldest first."""
    found = [one for one in years if one.edition_id == edition.id or (one.year <= edition.year and may(one))]
    return found[-MOST_YEARS:]


def beside(
    years: Iterable[Any],
    forwarded: Sequence[Any],
    knows_prizes: Callable[[Any], bool],
    knows_batches: Callable[[Any], bool],
) -> list[Year]:
    """The editions as they are told, with what each sent upward and what of it was prized there."""
    return [
        Year(
            one.code,
            one.title,
            one.year,
            one.count,
            one.prized if knows_prizes(one) else None,
            *(_sent(one, forwarded) if knows_batches(one) else (None, None)),
        )
        for one in years
    ]


def _sent(year: Any, forwarded: Sequence[Any]) -> tuple[int, int]:
    own = [line for line in forwarded if line.code == year.code]
    return sum(line.sent for line in own), sum(len(line.prized) for line in own)
