"""Who may show a prized work, and who may end that."""

from typing import Any

from award.entries.rules import is_author, owns


def concerns(person: Any, asked: Any) -> bool:
    """Its owner and its authors read the question and may withdraw the agreement."""
    return owns(person, asked.entry) or is_author(person, asked.entry)


def may_agree(person: Any, asked: Any) -> bool:
    """The owner agrees for the work."""
    return owns(person, asked.entry)
