"""Who may look at what was sent in, who decides on it, and who answers a request for a supplement."""

from typing import Any

from award.accounts.rules import is_office, is_secretary
from award.entries.rules import fills

# The chair follows the screening; the secretary does it.
may_read = is_office
may_screen = is_secretary


def may_answer(person: Any, asked: Any) -> bool:
    """Who fills the entry in sees what is asked for and ticks it off."""
    return fills(person, asked.entry)
