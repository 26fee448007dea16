"""Who may read letters. People stand above this package; of a person only the roles that hold are asked."""

import uuid
from typing import Any


def editions_of(person: Any) -> set[uuid.UUID] | None:
    """The editions whose letters the person may read; None for all letters."""
    if person.is_administrator:
        return None
    return {grant.edition_id for grant in person.grants if grant.role == "secretary"}


def may_read_letters(person: Any, thing: Any) -> bool:
    """The administrator, and whoever is secretary of some edition."""
    return person is not None and editions_of(person) != set()


def may_read(person: Any, letter: Any) -> bool:
    """The administrator reads all; a secretary the letters of the own editions."""
    if person is None:
        return False
    editions = editions_of(person)
    return editions is None or (letter.edition_id is not None and letter.edition_id in editions)
