"""Who may see and who may change the configuration of an edition."""

from typing import Any

from award.accounts.rules import is_administrator, is_onlooker, is_secretary
from award.accounts.states import Role

OFFICE = frozenset({Role.SECRETARY, Role.CHAIR, Role.OBSERVER, Role.ADMINISTRATOR})


def may_see_office(person: Any, edition: Any) -> bool:
    """The office of an edition: its secretary, chair and observers, and the administrator."""
    return is_administrator(person, edition) or is_onlooker(person, edition)


def may_configure(person: Any, edition: Any) -> bool:
    """The edition's secretary and the administrator set it up."""
    return is_administrator(person, edition) or is_secretary(person, edition)


def may_see_editions(person: Any, thing: Any) -> bool:
    """The list of editions: whoever may see the office of at least one of them."""
    return person is not None and any(grant.role in OFFICE for grant in person.grants)


def may_found(person: Any, thing: Any) -> bool:
    """A new edition is brought in by the administrator."""
    return is_administrator(person, thing)
