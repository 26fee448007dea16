"""From the text of an edition's file to its schema value, or to every fault in it."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from award.editions import checks, locating, schema
from award.editions.changes import CodePath, place_of
from award.editions.faults import Fault, FaultyFile, field_name
from award.editions.kinds import Kind, Wrong
from award.editions.locating import Path, Statement
from award.kit.messages import Message, say

MOST_UNREADABLE = 50
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# What the parser says, and what it means to somebody who edits the file.
_SYNTAX = {
    "Invalid value": say("This value cannot be read. Texts stand in quotation marks, numbers and dates do not."),
    "Expected '='": say("A line has a key, an equals sign and a value, for example: name = \"Báo in\"."),
    "Expected ']'": say("This heading is not closed: [table] or [[table]]."),
    "Cannot overwrite": say("This key stands here twice."),
    "Cannot declare": say("This table stands here twice; repeated tables are written with double brackets: [[table]]."),
    "Unterminated string": say("The quotation mark that ends this text is missing."),
    "Illegal character": say("The quotation mark that ends this text is missing, or it has a character that is not allowed."),
    "Unclosed array": say("The bracket that ends this list is missing."),
    "Unclosed inline table": say("The brace that ends these values is missing."),
    "Expected newline": say("There is something after the value that does not belong there."),
    "Invalid date": say("There is no such date or time."),
    "Unescaped": say("A backslash in a text is written twice: \\\\."),
    "Invalid statement": say("This line is neither a heading nor a key with a value."),
}  # fmt: skip


def read(text: str, file_name: str) -> schema.Edition:
    """The edition that a file describes; raises `FaultyFile` with every fault found, in the order of lines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raw, unreadable = _parse(text)
    places = locating.lines_by_path(locating.statements(text))
    found = list(unreadable)
    if raw is not None:
        reader = _Reader({one.path for one in unreadable})
        edition = reader.table(schema.Edition, raw, ())
        found += reader.findings
        known = {one.path for one in found}
        found += [_Finding(path, message) for path, message in checks.faults(edition) if path not in known]
    if found:
        faults = [_fault(one, places, raw, file_name) for one in found]
        raise FaultyFile(sorted(faults, key=lambda fault: fault.line or 0))
    return _with_scales(edition)


def _with_scales(edition: schema.Edition) -> schema.Edition:
    """A criterion with a weight is marked on the scale of its round."""
    for one in edition.rounds:
        for criterion in one.criteria:
            if criterion.weight is not None:
                criterion.maximum = one.scale
    return edition


def fault_at(path: CodePath, message: Message, text: str, edition: schema.Edition, file_name: str) -> Fault:
    """A fault at a path of codes; a thing that the file does not have any more is placed at the table around it."""
    places = locating.lines_by_path(locating.statements(text.replace("\r\n", "\n")))
    indices: Path = ()
    things: Any = edition
    for key in path:
        if isinstance(things, list):
            found = next((place for place, one in enumerate(things) if one.code == key), None)
            if found is None:
                break
            indices, things = (*indices, found), things[found]
        else:
            indices, things = (*indices, key), getattr(things, key)
    return Fault(file_name, locating.line_of(indices, places), place_of(path), message)


@dataclass(frozen=True)
class _Finding:
    path: Path
    message: Message
    line: int | None = None


def _fault(finding: _Finding, places: dict[Path, int], raw: Any, file_name: str) -> Fault:
    line = finding.line or locating.line_of(finding.path, places)
    return Fault(file_name, line, field_name(finding.path, raw), finding.message)


def _parse(text: str) -> tuple[dict[str, Any] | None, list[_Finding]]:
    """What the file holds and what in it cannot be read. A statement that cannot be read is taken out and the rest
    read again, so that one slip does not hide the others; a broken heading ends it, since what follows has no home."""
    found: list[_Finding] = []
    text = locating.with_seconds(text)
    while len(found) < MOST_UNREADABLE:
        try:
            return tomllib.loads(text, parse_float=Decimal), found
        except tomllib.TOMLDecodeError as error:
            said, line = _syntax(error)
            broken = _statement_at(text, line)
            line = broken.line if broken else line or text.count("\n") + 1
            found.append(_Finding(broken.path if broken else (), said, line))
            if (broken is not None and broken.is_header) or not text.split("\n")[line - 1].strip():
                return None, found
            text = _without(text, line, broken.last_line if broken else line)
    return None, found


def _syntax(error: tomllib.TOMLDecodeError) -> tuple[Message, int | None]:
    place = _PLACE.search(str(error))
    words = _PLACE.sub("", str(error))
    message = next((said for beginning, said in _SYNTAX.items() if words.startswith(beginning)), None)
    return message or say("This line cannot be read."), int(place[1]) if place and place[1] else None


def _statement_at(text: str, line: int | None) -> Statement | None:
    found = locating.statements(text)
    if line is None:
        return found[-1] if found else None
    return next((one for one in found if one.line <= line <= one.last_line), None)


def _without(text: str, first: int, last: int) -> str:
    lines = text.split("\n")
    return "\n".join("" if first <= number <= last else line for number, line in enumerate(lines, 1))


class _Reader:
    """Walks raw tables along the schema and gathers what does not fit. What does not fit becomes None."""

    def __init__(self, unreadable: set[Path]):
        self.unreadable = unreadable
        self.findings: list[_Finding] = []

    def table(self, of: type, raw: Any, path: Path) -> Any:
        if not isinstance(raw, dict):
            self._wrong(path, say("This is a table: write a heading [%(name)s] and keys under it.", name=str(path[-1])))
            raw = {}
        self._unknown_keys(of, raw, path)
        values = {name: self._value(of, name, kind, raw, path) for name, kind in schema.keys_of(of).items()}
        for name, inner in schema.single_tables_of(of).items():
            values[name] = self.table(inner, raw.get(name, {}), (*path, name))
        for name, inner in schema.lists_of(of).items():
            values[name] = self._list(inner, raw.get(name, []), (*path, name))
        return of(**values)

    def _list(self, of: type, raw: Any, path: Path) -> list[Any]:
        if not isinstance(raw, list):
            name = ".".join(key for key in path if isinstance(key, str))
            self._wrong(path, say("This table may be repeated: write its heading as [[%(name)s]].", name=name))
            raw = []
        return [self.table(of, one, (*path, place)) for place, one in enumerate(raw)]

    def _value(self, of: type, name: str, kind: Kind, raw: dict[str, Any], path: Path) -> Any:
        if name not in raw:
            defaults = schema.defaults_of(of)
            if name not in defaults and (*path, name) not in self.unreadable:
                self._wrong((*path, name), say("The key “%(name)s” is missing.", name=name))
            return defaults.get(name)
        try:
            return kind.read(raw[name])
        except Wrong as wrong:
            self._wrong((*path, name), wrong.message)
            return None

    def _unknown_keys(self, of: type, raw: dict[str, Any], path: Path) -> None:
        known = [*schema.keys_of(of), *schema.single_tables_of(of), *schema.lists_of(of)]
        for key in raw:
            if key in known:
                continue
            near = get_close_matches(key, known, 1)
            self._wrong(
                (*path, key),
                say("There is no key “%(key)s” here. Is “%(near)s” meant?", key=key, near=near[0])
                if near
                else say("There is no key “%(key)s” here. Possible: %(known)s.", key=key, known=", ".join(known)),
            )

    def _wrong(self, path: Path, message: Message) -> None:
        self.findings.append(_Finding(path, message))
