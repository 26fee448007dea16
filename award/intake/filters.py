"""What the desk's list is narrowed to: read from an address, written back to one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from award.intake.states import IntakeState, Means, Medium
from award.kit.text import clean, fold

LONGEST = 200


@dataclass(frozen=True)
class Filters:
    """Empty text means: not narrowed. `waiting` keeps what has not been copied in, or has no work yet."""

    state: str = ""
    means: str = ""
    medium: str = ""
    waiting: str = ""
    q: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the search, folded."""
        return fold(self.q).split()[:8]

    def address(self) -> dict[str, str]:
        """The values for an address that leads to this list; only what is not usual."""
        return {name: value for name, value in vars(self).items() if value}


USUAL = asdict(Filters())
KNOWN = {"state": set(IntakeState), "means": set(Means), "medium": set(Medium)}


def filters_of(given: Mapping[str, str]) -> Filters:
    """Reads filters from an address; what makes no sense is left out."""
    values = {name: clean(given.get(name, ""))[:LONGEST] for name in USUAL}
    for name, known in KNOWN.items():
        if values[name] not in known:
            values[name] = ""
    values["waiting"] = "1" if values["waiting"] else ""
    return Filters(**values)
