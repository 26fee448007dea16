"""Results as the public reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class ResultAuthor:
    """An author and the pen names, which are printed in brackets."""

    full_name: str
    pen_names: str

    def __str__(self) -> str:
        return f"{self.full_name} ({self.pen_names})" if self.pen_names else self.full_name


@dataclass(frozen=True)
class Result:
    """One released prize: the work, its category, the prize with its money in đồng, and one outlet a part."""

    title: str
    category: str
    level: str
    money: int | None
    authors: list[ResultAuthor]
    outlets: list[str]

    @property
    def parts(self) -> int:
        """How many parts the work has."""
        return len(self.outlets)

    @property
    def outlet(self) -> str:
        """The outlets of its parts, each once."""
        return ", ".join(dict.fromkeys(name for name in self.outlets if name))


def by_category(results: Iterable[Result]) -> list[tuple[str, list[Result]]]:
    """Results that come in order of their categories, in groups."""
    return [(category, list(group)) for category, group in groupby(results, key=lambda result: result.category)]
