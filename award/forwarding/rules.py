"""Who may prepare, freeze, look at and take away what goes upward."""

from typing import Any

from award.accounts.rules import is_administrator, is_office, is_onlooker, is_secretary
from award.entries.rules import fills, is_author, is_its_contact


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


def may_fill_request(person: Any, asked: Any) -> bool:
    """Who entered the work, its authors with an account, and its outlet's contact."""
    entry = asked.entry
    return fills(person, entry) or is_author(person, entry) or is_its_contact(person, entry)


def may_fill_file(person: Any, held: Any) -> bool:
    """A file given for a request goes by the request."""
    return may_fill_request(person, held[0])


def may_see_request(person: Any, asked: Any) -> bool:
    """Who may answer it, and the office."""
    return may_fill_request(person, asked) or is_office(person, asked)


def may_take(person: Any, thing: Any) -> bool:
    """The dossier holds telephone numbers and addresses of authors: only the secretary and the chair take it away."""
    return is_office(person, thing)
