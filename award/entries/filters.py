"""What an outlet's contact asks of the list of works, from the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from award.entries.states import EntryState
from award.kit.text import clean


@dataclass(frozen=True)
class OutletFilters:
    """A state (None: every one) and words to look for."""

    state: EntryState | None = None
    search: str = ""

    def address(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        wanted = {"state": self.state.value if self.state else "", "q": self.search}
        return {name: value for name, value in wanted.items() if value}


def outlet_filters(given: Mapping[str, str]) -> OutletFilters:
    """The filters of an address; nonsense is no filter."""
    state = given.get("state", "")
    return OutletFilters(EntryState(state) if state in set(EntryState) else None, clean(given.get("q", ""))[:200])
