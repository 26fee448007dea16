"""What the office's list is narrowed to and ordered by: read from an address, written back to one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from award.entries.states import EntryState
from award.kit.messages import mark
from award.kit.states import TitledEnum
from award.kit.text import clean, fold

LONGEST = 200


class Order(TitledEnum):
    """What the list is ordered by."""

    CODE = "code", mark("Code")
    TITLE = "title", mark("Title")
    STATE = "state", mark("State")
    SUBMITTED = "submitted", mark("Sent in")
    ACTED = "acted", mark("Last act")


@dataclass(frozen=True)
class Filters:
    """Empty text means: not narrowed. `category`, `genre` and `theme` are codes, `outlet` an identity as text;
    `waiting` keeps what needs a check: works sent in, and supplements whose day has passed."""

    category: str = ""
    genre: str = ""
    theme: str = ""
    state: str = ""
    outlet: str = ""
    waiting: str = ""
    q: str = ""
    order: str = Order.CODE.value
    down: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the search, folded."""
        return fold(self.q).split()[:8]

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return any(self.address(order=Order.CODE.value, down=""))

    def address(self, **changes: str) -> dict[str, str]:
        """The values for an address that leads to this list, with some of them changed; only what is not usual."""
        return {name: value for name, value in (vars(self) | changes).items() if value != USUAL[name]}

    def ordered_by(self, order: Order) -> dict[str, str]:
        """The address of the same list by another order; asked for the present one, the other way round."""
        turned = self.order == order.value and not self.down
        return self.address(order=order.value, down="1" if turned else "")


USUAL = asdict(Filters())


def filters_of(given: Mapping[str, str]) -> Filters:
    """Reads filters from an address; what makes no sense is left out."""
    values = {name: clean(given.get(name, ""))[:LONGEST] for name in USUAL}
    if values["order"] not in set(Order):
        values["order"] = Order.CODE.value
    if values["state"] not in set(EntryState) - {EntryState.DRAFT}:
        values["state"] = ""
    for switch in ("waiting", "down"):
        values[switch] = "1" if values[switch] else ""
    return Filters(**values)
