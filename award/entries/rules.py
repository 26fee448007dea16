"""Who may, on an entry."""

from typing import Any

from award.accounts.rules import is_chair, is_secretary
from award.accounts.states import Role
from award.entries.states import SENT_IN


def may_come_to_enter(person: Any, edition: Any) -> bool:
    """Whoever has signed in may come to the page of entering; a role that may not enter is told so there."""
    return person is not None


def owns(person: Any, entry: Any) -> bool:
    """Who began the entry: edits it, sends it in, withdraws it."""
    return person is not None and entry.owner_id == person.id


def fills(person: Any, entry: Any) -> bool:
    """Who fills the entry in: its owner, and the secretary where it came to the office on paper, disc or in a list."""
    return owns(person, entry) or (entry.filled_by_id is not None and is_secretary(person, entry))


def is_author(person: Any, entry: Any) -> bool:
    """Who is named as an author and has an account."""
    return person is not None and any(author.person_id == person.id for author in entry.authors)


def is_its_contact(person: Any, entry: Any) -> bool:
    """The contact of an outlet sees what its people have sent in."""
    if person is None or entry.state not in SENT_IN:
        return False
    outlets = {named.outlet_id for named in (*entry.authors, *entry.parts)} - {None}
    return any(
        grant.role is Role.CONTACT and grant.edition_id in (entry.edition_id, None) and grant.outlet_id in outlets
        for grant in person.grants
    )


def is_its_office(person: Any, entry: Any) -> bool:
    """Secretary and chair see what was sent in; a draft is nobody's business but its owner's."""
    sent = entry.state in SENT_IN or entry.code is not None
    return sent and (is_secretary(person, entry) or is_chair(person, entry))


def may_override(person: Any, entry: Any) -> bool:
    """The secretariat sets checks aside, also on a draft that cannot be sent in without it."""
    return is_secretary(person, entry)


def may_see(person: Any, entry: Any) -> bool:
    """The entry's page and files: its people, its outlet's contact, the office."""
    return (
        fills(person, entry)
        or is_author(person, entry)
        or is_its_contact(person, entry)
        or is_its_office(person, entry)
    )


def owns_at_step(person: Any, at: Any) -> bool:
    """A step belongs to who fills the entry in."""
    return fills(person, at.entry)


def owns_file(person: Any, held: Any) -> bool:
    """A file belongs to who fills the entry in."""
    return fills(person, held.entry)


def sees_file(person: Any, held: Any) -> bool:
    """Whoever may see the entry may see its files."""
    return may_see(person, held.entry)
