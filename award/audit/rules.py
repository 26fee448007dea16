"""Who may read the record. People stand above this package; of a person only the one property is asked."""

from typing import Any


def may_read_record(person: Any, thing: Any) -> bool:
    """The administrator."""
    return person is not None and person.is_administrator
