"""Who sees the figures of an edition, and what of them."""

from typing import Any

from award.accounts.rules import is_administrator, is_office, is_onlooker
from award.desk.figures import Knows
from award.editions.rules import may_see_office

may_see = may_see_office


def knows(person: Any, edition: Any, *, released: bool) -> Knows:
    """Prizes are known to the office and its observers before the release, where prized works were published to the
    office alone; the administrator has no part in judging."""
    return Knows(
        prizes=released or is_onlooker(person, edition),
        prized_outlets=released or is_office(person, edition),
        progress=is_onlooker(person, edition),
    )


def may_compare(person: Any, year: Any) -> bool:
    """An edition stands beside another where its results are out, or where the reader sees its own figures."""
    return year.released or is_administrator(person, year) or is_onlooker(person, year)


def knows_prizes(person: Any, year: Any) -> bool:
    """Whether the number of its prizes is told."""
    return year.released or is_onlooker(person, year)
