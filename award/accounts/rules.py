"""Who may, by role. Rules of other packages are built from these."""

import uuid
from collections.abc import Callable
from typing import Any

from award.accounts.models import Person
from award.accounts.states import BARRED_FROM_ENTERING, Role
from award.kit.messages import Message, say

Rule = Callable[[Person | None, Any], bool]


def edition_id_of(thing: Any) -> uuid.UUID | None:
    """The edition that a thing belongs to: its own identity for an edition, None for things of the installation."""
    if thing is not None and getattr(type(thing), "__tablename__", "") == "edition":
        return thing.id
    return getattr(thing, "edition_id", None)


def holds(*roles: Role) -> Rule:
    """A rule: the person holds one of these roles in the thing's edition."""

    def rule(person: Person | None, thing: Any) -> bool:
        return person is not None and person.has_role(*roles, edition_id=edition_id_of(thing))

    rule.__name__ = "_or_".join(["holds", *roles]).replace("_or_", "_", 1)  # what `flask doors` calls it
    return rule


def is_administrator(person: Person | None, thing: Any) -> bool:
    """The administrator of the installation; has no say in marks."""
    return person is not None and person.is_administrator


is_secretary = holds(Role.SECRETARY)
is_chair = holds(Role.CHAIR)
is_office = holds(Role.SECRETARY, Role.CHAIR)
is_onlooker = holds(Role.SECRETARY, Role.CHAIR, Role.OBSERVER)
is_judge = holds(Role.JUDGE, Role.CHAIR)


def works_in_office(person: Person | None, thing: Any) -> bool:
    """The administrator, and whoever is secretary of some edition: they keep the lists of people and outlets."""
    return person is not None and (person.is_administrator or any(g.role is Role.SECRETARY for g in person.grants))


def grantable_roles(person: Person) -> list[Role]:
    """The roles that the person may give: a secretary not the chair's, who is the second pair of eyes, nor a
    secretary's."""
    return list(Role) if person.is_administrator else [Role.CONTACT, Role.JUDGE, Role.MEMBER, Role.OBSERVER]


def may_revoke(person: Person | None, grant: Any) -> bool:
    """Who may give a role may take it back."""
    return (
        person is not None
        and grant.role in grantable_roles(person)
        and (person.is_administrator or is_secretary(person, grant))
    )


def why_not_enter(person: Person, edition: Any) -> Message | None:
    """The sentence for a person with a role that may not enter works in this edition; None for who may."""
    barring = sorted(person.roles_in(edition.id) & BARRED_FROM_ENTERING)
    if not barring:
        return None
    return say(
        "Whoever organises or judges an edition does not enter works in it: the role here is “%(role)s”.",
        role=say(barring[0].label),
    )
