"""Where a work from elsewhere belongs in the receiving edition, pure: by what things are called, else by their kind."""

from collections.abc import Iterable, Sequence
from typing import Any

from award.editions.states import FileKind
from award.forwarding.travelled import TravelledFile, TravelledWork
from award.kit.text import fold

ANY_KIND = tuple(kind.value for kind in FileKind)


def category_for(work: TravelledWork, categories: Sequence[Any]) -> Any | None:
    """The category of the same name; else the only one of the same kind of press; None where there is none."""
    named = called(work.category, categories)
    if named is not None:
        return named
    alike = [one for one in categories if one.media_type.value == work.media_type]
    return alike[0] if len(alike) == 1 else None


def called(name: str, things: Iterable[Any]) -> Any | None:
    """The thing of this name, whatever its capitals and diacritics."""
    return next((one for one in things if name and fold(one.name) == fold(name)), None)


def requirement_for(file: TravelledFile, requirements: Sequence[Any], kind_of: Any) -> Any | None:
    """For which requirement of its category a file is: the one of the same name, else the first that takes its ending,
    else the first; None where the category asks for no files. `kind_of(name, kinds)` says whether an ending fits."""
    named = called(file.requirement, requirements)
    fitting = (one for one in requirements if kind_of(file.name, one.kinds))
    return named or next(fitting, None) or next(iter(requirements), None)
