"""Remarks pinned to a second of sound or film: one to a line, as `3:07 the wind drowns the voice`.

They are kept as the judge typed them, so that they can be written without a script too; a line without a time is a
remark all the same and leads nowhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LINE = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\b\s*(.*)")


@dataclass(frozen=True)
class Pin:
    """One remark; `second` is None where the line names no time."""

    second: int | None
    text: str

    @property
    def time(self) -> str:
        """The time as players show it: `3:07`, `1:02:09`; empty where there is none."""
        return "" if self.second is None else clock_time(self.second)


@dataclass(frozen=True)
class Pinned:
    """The remarks on one file: as typed, and line by line."""

    typed: str
    lines: list[Pin]


def of_files(texts: Mapping[str, str]) -> dict[str, Pinned]:
    """The remarks on files, by file."""
    return {file: Pinned(text, read(text)) for file, text in texts.items()}


def clock_time(second: int) -> str:
    """`3:07`, `1:02:09`."""
    hours, rest = divmod(second, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def read(text: str) -> list[Pin]:
    """The remarks in a text, in the order of their lines; empty lines are none."""
    return [_pin(line.strip()) for line in text.splitlines() if line.strip()]


def _pin(line: str) -> Pin:
    found = _LINE.fullmatch(line)
    if not found:
        return Pin(None, line)
    hours, minutes, seconds, text = found.groups()
    return Pin(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds), text)


def kept(typed: Mapping[str, str], files: Iterable[str]) -> dict[str, str]:
    """What is stored of what was typed: texts of the work's own files that say something."""
    own = set(files)
    return {file: text.strip() for file, text in sorted(typed.items()) if file in own and text.strip()}
