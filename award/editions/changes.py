"""What differs between two editions: things are matched by their codes."""

from dataclasses import dataclass
from typing import Any

from award.editions import schema
from award.kit.messages import mark
from award.kit.states import TitledEnum

CodePath = tuple[str, ...]


class ChangeKind(TitledEnum):
    """What happened to a thing or a value."""

    ADDED = "added", mark("added")
    CHANGED = "changed", mark("changed")
    REMOVED = "removed", mark("removed")
    REORDERED = "reordered", mark("reordered")


@dataclass(frozen=True)
class Change:
    """One difference. `path` leads by codes: `("categories", "bao-in", "most_authors")`."""

    path: CodePath
    kind: ChangeKind
    before: Any = None
    after: Any = None

    @property
    def place(self) -> str:
        """The path for people: `categories[bao-in].most_authors`."""
        return place_of(self.path)


def place_of(path: CodePath) -> str:
    """A path for people: `categories[bao-in].most_authors`, `calendar.window_to`."""
    if not path or path[0] not in schema.lists_of(schema.Edition):
        return ".".join(path)
    parts = (f"[{part}]" if number % 2 else f".{part}" for number, part in enumerate(path))
    return "".join(parts).removeprefix(".")


def compare(current: schema.Edition, wanted: schema.Edition) -> list[Change]:
    """Every difference, in the order of the file."""
    return _compare(current, wanted, ())


def _compare(current: Any, wanted: Any, path: CodePath) -> list[Change]:
    of = type(wanted)
    found = [
        Change((*path, name), ChangeKind.CHANGED, getattr(current, name), getattr(wanted, name))
        for name in schema.keys_of(of)
        if _comparable(getattr(current, name), name) != _comparable(getattr(wanted, name), name)
    ]
    for name in schema.single_tables_of(of):
        found += _compare(getattr(current, name), getattr(wanted, name), (*path, name))
    for name in schema.lists_of(of):
        found += _compare_lists(getattr(current, name), getattr(wanted, name), (*path, name))
    return found


def _compare_lists(current: list[Any], wanted: list[Any], path: CodePath) -> list[Change]:
    old, new = {one.code: one for one in current}, {one.code: one for one in wanted}
    found = [Change((*path, code), ChangeKind.REMOVED, before=old[code].name) for code in old if code not in new]
    for code, one in new.items():
        if code in old:
            found += _compare(old[code], one, (*path, code))
        else:
            found.append(Change((*path, code), ChangeKind.ADDED, after=one.name))
    kept = [[code for code in codes if code in old and code in new] for codes in (old, new)]
    if kept[0] != kept[1]:
        found.append(Change(path, ChangeKind.REORDERED, *kept))
    return found


def _comparable(value: Any, name: str) -> Any:
    """The scope of a sub-committee is a set; its order says nothing."""
    return sorted(value) if name == "judges" else value
