"""Where a prize that the council gives leaves the order of the standings or a rule of the edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from award.council.places import NOWHERE, Award, Contender, Key, Level, Room, better
from award.kit.messages import mark
from award.kit.states import TitledEnum


class Departure(TitledEnum):
    """What is left; each needs the council's reason."""

    NO_STANDING = "no_standing", mark("The work did not pass the round or has no score.")
    ORDER = "order", mark("A work that stands higher has no prize as high.")
    FLOOR = "floor", mark("The score is below the least one for this prize.")
    THEME = "theme", mark("The work is not about the theme of this prize.")
    PLACES_OF_OTHERS = "places_of_others", mark("It takes a place that another category can still use.")
    NOT_FIRST = "not_first", mark("Another one stands before by what is compared.")


@dataclass(frozen=True)
class Table:
    """All that a prize is compared with: works in the standings, levels of one kind, prizes given of these."""

    contenders: Sequence[Contender]
    levels: Sequence[Level]
    given: Sequence[Award]
    one_per_author: bool = False


def departures(award: Award, table: Table) -> list[Departure]:
    """What the award leaves, as it would stand beside those given."""
    level = next(level for level in table.levels if level.key == award.level)
    own = next((one for one in table.contenders if one.work == award.work), None)
    if own is None:
        return [Departure.NO_STANDING]
    given = [other for other in table.given if other.work != award.work]
    taken = _takes_from_others(award, level, table, given)
    found = {
        Departure.FLOOR: not own.reaches(level.floor),
        Departure.THEME: bool(level.themes) and own.theme not in level.themes,
        Departure.ORDER: _leaves_the_order(own, level, table, given, taken),
        Departure.PLACES_OF_OTHERS: taken and bool(_could_use(level, own, table, given)),
    }
    return [departure for departure, is_one in found.items() if is_one]


def _leaves_the_order(own: Contender, level: Level, table: Table, given: list[Award], everywhere: bool) -> bool:
    """Whether a better one that competes for the same places could have the prize and holds nothing as high."""
    pool = (one for one in table.contenders if better(one, own) and _could_have(level, one, table, given))
    return any(everywhere or level.whole or level.scope_of(one) == level.scope_of(own) for one in pool)


def _could_have(level: Level, one: Contender, table: Table, given: list[Award]) -> bool:
    order = {each.key: place for place, each in enumerate(table.levels)}
    held = {award.work: order[award.level] for award in given if award.level in order}
    if held.get(one.work, len(order)) <= order[level.key] or level.scope_of(one) is NOWHERE:
        return False
    if level.themes and one.theme not in level.themes:
        return False
    return one.reaches(level.floor) and not _barred(one, table, held)


def _barred(one: Contender, table: Table, held: dict[Key, int]) -> bool:
    """Whether another work of an author of this one has the one main prize."""
    if not table.one_per_author:
        return False
    known = {other.work: other.authors for other in table.contenders}
    return any(
        award.work != one.work and one.authors & (award.authors | known.get(award.work, frozenset()))
        for award in table.given
        if award.work in held
    )


def _takes_from_others(award: Award, level: Level, table: Table, given: Iterable[Award]) -> bool:
    """Whether the award needs more than the places of its own category and those that came down to it."""
    return Room.of(table.levels, given, sharing=False).for_one(level.key, level.scope_of(award)) <= 0


def _could_use(level: Level, own: Contender, table: Table, given: list[Award]) -> list[Contender]:
    """The works of other categories that could have their own place of the level, not provided for yet."""
    room = Room.of(table.levels, given, sharing=False)
    return [
        one
        for one in table.contenders
        if level.scope_of(one) not in (NOWHERE, level.scope_of(own))
        and room.for_one(level.key, level.scope_of(one)) > 0
        and _could_have(level, one, table, given)
    ]
