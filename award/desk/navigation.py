"""The places that a person goes to, by role: at most six in the masthead, all of them on the desk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from award.accounts.states import BARRED_FROM_ENTERING, Role
from award.kit import clock
from award.kit.messages import mark

MOST = 6
OFFICE = frozenset({Role.SECRETARY, Role.CHAIR})
COUNCIL = OFFICE | {Role.MEMBER}
ONLOOKERS = OFFICE | {Role.OBSERVER}
# What is of the configuration below an edition's own address: everything else there is a place of its own.
CONFIGURING = "(/load|/state)?"


@dataclass(frozen=True)
class Place:
    """A link of the masthead: what it is called, where it leads, and which addresses belong to it where that is not
    its own and all below (a pattern)."""

    label: str
    address: str
    pages: str = ""

    def holds(self, path: str) -> bool:
        """Whether a page belongs to this place."""
        if self.pages:
            return re.fullmatch(self.pages, path) is not None
        return path == self.address or path.startswith(self.address + "/")


def places(person: Any, edition: Any) -> list[Place]:
    """The masthead's places; `edition` is anything with `id`, `code` and `released`, or None where there is none."""
    return all_places(person, edition)[:MOST]


def all_places(person: Any, edition: Any) -> list[Place]:
    """Every place of the person, the most used first, none twice."""
    found = _for_person(person, edition) if person is not None else _public(edition)
    return list(dict.fromkeys(found))


def place_of(nav: list[Place], path: str) -> Place | None:
    """The place that an address belongs to, the nearest where one lies within another; None for a page of none."""
    return max((place for place in nav if place.holds(path)), key=_length, default=None)


def may_search(person: Any, edition: Any) -> bool:
    """Whether the masthead offers the office's search."""
    return person is not None and bool(person.roles_in(edition.id) & OFFICE)


def may_begin(person: Any, edition: Any) -> bool:
    """Whether a page offers to begin a work: the edition takes works now, and the person is one who enters them or has
    not signed in."""
    if edition is None or not edition.receives(clock.now()):
        return False
    return person is None or _enters_works(person.roles_in(edition.id))


def next_date(person: Any, edition: Any) -> Any:
    """The date that the frame shows: to who only judges the next one of the rounds, to others the next of all."""
    if edition is None:
        return None
    only_judges = person is not None and person.roles_in(edition.id) == {Role.JUDGE}
    return (edition.next_round if only_judges else None) or edition.next


def _enters_works(roles: set[Role]) -> bool:
    """An author or an outlet's contact; not who only looks on or keeps the installation."""
    onlooker = roles & {Role.OBSERVER, Role.ADMINISTRATOR} and Role.CONTACT not in roles
    return not roles & BARRED_FROM_ENTERING and not onlooker


def _length(place: Place) -> int:
    return len(place.address)


def _for_person(person: Any, edition: Any) -> Iterator[Place]:
    roles = person.roles_in(edition.id if edition else None)
    yield Place(mark("Desk"), "/desk", "/desk")
    if edition:
        yield from _office(roles, edition.code)
    if roles & {Role.JUDGE, Role.CHAIR}:
        yield Place(mark("Marking"), "/judging")
    if _enters_works(roles):
        yield Place(mark("My works"), "/my-works")
    if edition and roles & COUNCIL:
        yield Place(mark("Council"), f"/editions/{edition.code}/council")
    if edition and Role.CONTACT in roles:
        yield Place(mark("Works of the outlet"), f"/editions/{edition.code}/outlet")
        yield Place(mark("Lists of works"), f"/editions/{edition.code}/lists")
    if Role.ADMINISTRATOR in roles:
        yield from _administration()
    if Role.SECRETARY in roles:
        yield Place(mark("Letters"), "/letters")
    yield from _public(edition, home=False)


def _office(roles: set[Role], code: str) -> Iterator[Place]:
    if roles & OFFICE:
        yield Place(mark("Works"), f"/editions/{code}/entries")
        yield Place(mark("Rounds"), f"/editions/{code}/judging")
    if roles & ONLOOKERS:
        yield Place(mark("Prizes"), f"/editions/{code}/prizes")
    if roles & OFFICE:
        yield Place(mark("Intake desk"), f"/editions/{code}/intakes")
    if Role.SECRETARY in roles:
        yield Place(mark("Forwarding"), f"/editions/{code}/forwarding")
    if roles & OFFICE:
        yield Place(mark("Papers"), f"/editions/{code}/papers")
    if roles & ONLOOKERS:
        yield Place(mark("Figures"), f"/desk/{code}")
        yield Place(mark("Configuration"), f"/editions/{code}", f"/editions/{code}{CONFIGURING}")


def _administration() -> Iterator[Place]:
    yield Place(mark("People"), "/people")
    yield Place(mark("Organisations"), "/organisations")
    yield Place(mark("Editions"), "/editions", f"/editions(/[^/]+{CONFIGURING})?|/new-edition")
    yield Place(mark("Letters"), "/letters")
    yield Place(mark("Record"), "/record")


def _public(edition: Any, home: bool = True) -> Iterator[Place]:
    if home:
        yield Place(mark("Home"), "/", "/")
    if edition:
        yield Place(mark("Rules"), f"/e/{edition.code}/rules")
        if home:
            yield Place(mark("Calendar"), f"/e/{edition.code}/calendar")
        if edition.released:
            yield Place(mark("Results"), f"/e/{edition.code}/results")
        if home and edition.released:
            yield Place(mark("Gallery"), f"/e/{edition.code}/gallery")
    yield Place(mark("Help"), "/help/author", "/help/[^/]+")
