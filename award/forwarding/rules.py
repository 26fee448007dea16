"""Who may prepare, freeze, look at and take away what goes upward."""

from typing import Any

from award.accounts.rules import is_administrator, is_office, is_onlooker, is_secretary


def may_look(person: Any, thing: Any) -> bool:
    """The office and its observers, and the administrator, see what was chosen."""
    return is_administrator(person, thing) or is_onlooker(person, thing)


def may_prepare(person: Any, thing: Any) -> bool:
    """The secretary chooses the works."""
    return is_secretary(person, thing)


def may_freeze(person: Any, thing: Any) -> bool:
    """The secretary or the chair closes a batch for good."""
    return is_office(person, thing)


def may_receive(person: Any, thing: Any) -> bool:
    """The secretary takes over what other installations send."""
    return is_secretary(person, thing)


def may_see_incoming(person: Any, thing: Any) -> bool:
    """The office sees what came in."""
    return is_office(person, thing)


def may_take(person: Any, thing: Any) -> bool:
    """The dossier holds telephone numbers and addresses of authors: only the secretary and the chair take it away."""
    return is_office(person, thing)
