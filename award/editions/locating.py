"""Where in a TOML text each table and key stands. The parser of the standard library reads values but tells no places.

A path is a tuple of keys and of places in repeated tables: `("categories", 0, "genres", 2, "name")`.
"""

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]

_KEY = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|"([^"\n]*)"|'([^'\n]*)')[ \t]*""")
_SHORT_TIME = re.compile(r"[ \t]*\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?=[ \t\r]*(?:#[^\n]*)?\Z)")


@dataclass(frozen=True)
class Statement:
    """A header of a table, or a key with its value: lines from 1, the value as a slice of the text."""

    path: Path
    line: int
    last_line: int
    is_header: bool
    value: slice


def statements(text: str) -> list[Statement]:
    """Every header and key of the text, in order; a line that is neither is passed over."""
    found: list[Statement] = []
    counts: dict[Path, int] = {}
    table: Path = ()
    position = line = 0
    while position < len(text):
        start = line = text.count("\n", 0, position) + 1
        if header := re.compile(r"[ \t]*(\[\[?)([^\]\n]*)\]\]?[^\n]*").match(text, position):
            keys = _keys(header[2] + "=")[0]
            table = _table_path(keys, header[1] == "[[", counts)
            found.append(Statement(table, line, line, True, slice(header.end(), header.end())))
            position = header.end() + 1
            continue
        keys, after = _keys(text, position)
        if not keys:
            position = _end_of_line(text, position) + 1
            continue
        end = _end_of_value(text, after)
        last = text.count("\n", 0, end) + 1
        found.append(Statement((*table, *keys), start, last, False, slice(after, end)))
        position = _end_of_line(text, end) + 1
    return found


def lines_by_path(found: list[Statement]) -> dict[Path, int]:
    """The first line of every path, also of the tables that only their inner ones name."""
    places: dict[Path, int] = {}
    for statement in found:
        for length in range(1, len(statement.path) + 1):
            places.setdefault(statement.path[:length], statement.line)
    return places


def line_of(path: Path, places: dict[Path, int]) -> int:
    """The line of a path, or of the nearest table around it; 1 for the file as a whole."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


def with_seconds(text: str) -> str:
    """The text with `:00` after times without seconds, which TOML 1.1 allows and our parser does not; no line moves."""
    for statement in reversed(statements(text)):
        if statement.is_header:
            continue
        if found := _SHORT_TIME.match(text[statement.value]):
            at = statement.value.start + found.end()
            text = f"{text[:at]}:00{text[at:]}"
    return text


def _table_path(keys: list[str], repeated: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for place, key in enumerate(keys):
        path = (*path, key)
        if repeated and place == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _keys(text: str, position: int = 0) -> tuple[list[str], int]:
    """The dotted key before the next equals sign, and where its value begins; no keys where there is no such."""
    keys = []
    while found := _KEY.match(text, position):
        keys.append(next(group for group in found.groups() if group is not None))
        position = found.end()
        if text[position : position + 1] == "=":
            return keys, position + 1
        if text[position : position + 1] != ".":
            break
        position += 1
    return [], position


def _end_of_value(text: str, position: int) -> int:
    """Where the value that begins here ends: the end of its line, brackets and strings of several lines respected."""
    depth = 0
    while position < len(text):
        character = text[position]
        if character in "\"'":
            position = _end_of_string(text, position)
            continue
        if character == "#":
            position = _end_of_line(text, position)
            continue
        if character == "\n" and depth <= 0:
            break
        depth += (character in "[{") - (character in "]}")
        position += 1
    return position


def _end_of_string(text: str, position: int) -> int:
    mark = text[position]
    long = text.startswith(mark * 3, position)
    closing = mark * 3 if long else mark
    position += len(closing)
    while position < len(text):
        if mark == '"' and text[position] == "\\":
            position += 2
            continue
        if text.startswith(closing, position):
            position += len(closing)
            while long and text.startswith(mark, position):
                position += 1
            return position
        if text[position] == "\n" and not long:
            return position
        position += 1
    return len(text)


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)
