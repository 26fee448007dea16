"""Kinds of values in an edition's file: how each is read from TOML, what is wrong with it, how it is written back.

A read value is what the tables hold: an instant in UTC for a wall-clock time, bytes for `"50 MB"`, a Decimal for `0.5`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from award.kit import clock
from award.kit.messages import Message, say
from award.kit.states import TitledEnum
from award.kit.text import clean

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LETTERS = re.compile(r"[A-ZĐ]{1,6}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SHARE = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})", re.ASCII)
SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kB|KB|MB|GB)", re.ASCII)
UNITS = {"kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


class Wrong(Exception):
    """A value that is not of its kind; `message` says what would be."""

    def __init__(self, message: Message):
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Kind:
    """How one kind is read and written. `read` raises `Wrong`."""

    read: Callable[[Any], Any]
    write: Callable[[Any], str]


def text(longest: int = 300) -> Kind:
    """One line of at most `longest` characters."""

    def read(raw: Any) -> str:
        value = _string(raw)
        if "\n" in value:
            raise Wrong(say("This is one line of text, without a break."))
        if not value:
            raise Wrong(say("This text is empty."))
        return _not_longer(value, longest)

    return Kind(read, quoted)


def lines(longest: int = 60_000) -> Kind:
    """A text of several lines."""
    return Kind(lambda raw: _not_longer(_string(raw), longest), _block)


def code() -> Kind:
    """The name by which the file finds a thing again."""

    def read(raw: Any) -> str:
        value = _string(raw)
        if not CODE.fullmatch(value) or len(value) > 40:
            raise Wrong(
                say("A code has small letters without marks, digits and hyphens, at most 40, for example “bao-in”.")
            )
        return value

    return Kind(read, quoted)


def letters() -> Kind:
    """The beginning of works' codes, for example `BI`."""
    return _matching(LETTERS, say("Write one to six capital letters, for example “BI”."))


def email() -> Kind:
    """An address for letters."""
    return _matching(EMAIL, say("Write an e-mail address, for example hoinhabao@example.vn."))


def flag() -> Kind:
    """Yes or no."""

    def read(raw: Any) -> bool:
        if not isinstance(raw, bool):
            raise Wrong(say("Write true or false, without quotation marks."))
        return raw

    return Kind(read, lambda value: "true" if value else "false")


def whole(least: int = 1, most: int = 100_000) -> Kind:
    """A whole number between two bounds."""

    def read(raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise Wrong(say("Write a whole number without quotation marks, for example 5."))
        if not least <= raw <= most:
            raise Wrong(say("The number must lie between %(least)s and %(most)s.", least=least, most=most))
        return raw

    return Kind(read, lambda value: f"{value:_}" if value >= 10_000 else str(value))


def wholes(least: int = 1, most: int = 100_000) -> Kind:
    """Several different whole numbers between two bounds, in the order written."""

    def read(raw: Any) -> list[int]:
        found = [
            whole(least, most).read(one)
            for one in _array(raw, 0, say("Write a list of numbers in square brackets, for example [7, 2]."))
        ]
        if len(set(found)) < len(found):
            raise Wrong(say("The same number stands here twice."))
        return found

    return Kind(read, lambda values: "[" + ", ".join(str(value) for value in values) + "]")


def money() -> Kind:
    """Whole đồng."""
    return whole(0, 100_000_000_000)


def exact(most: int = 1_000) -> Kind:
    """A number above zero with at most two decimals."""

    def read(raw: Any) -> Decimal:
        if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)) or not Decimal(raw).is_finite():
            raise Wrong(say("Write a number without quotation marks and with a point, for example 0.5."))
        value = Decimal(raw)
        if not 0 < value <= most:
            raise Wrong(say("The number must be above 0 and at most %(most)s.", most=most))
        if value != value.quantize(Decimal("0.01")):
            raise Wrong(say("At most two decimals can be kept."))
        return value

    return Kind(read, lambda value: f"{value.normalize():f}")


def day() -> Kind:
    """A date."""

    def read(raw: Any) -> date:
        if isinstance(raw, datetime) or not isinstance(raw, date) or raw.year not in clock.YEARS:
            raise Wrong(say("Write a date without quotation marks: year-month-day, for example 2023-09-30."))
        return raw

    return Kind(read, lambda value: value.isoformat())


def moment() -> Kind:
    """A time on the clock of the award's zone; kept as an instant."""

    def read(raw: Any) -> datetime:
        if not isinstance(raw, datetime) or raw.year not in clock.YEARS:
            raise Wrong(say("Write a date and a time without quotation marks, for example 2023-09-30T17:00."))
        if raw.tzinfo is not None:
            raise Wrong(say("Write the time as clocks here show it, without a zone, for example 2023-09-30T17:00."))
        return clock.from_local(raw)

    return Kind(read, _wall)


def share(least: Fraction) -> Kind:
    """A part of a whole as a fraction in quotation marks, from `least` to all."""
    return Kind(lambda raw: _share(raw, least), quoted)


def share_or_whole(most: int = 1000) -> Kind:
    """A part of a whole as a fraction in quotation marks, or a whole number; kept as text."""

    def read(raw: Any) -> str:
        return _share(raw, Fraction(0)) if isinstance(raw, str) else str(whole(1, most).read(raw))

    return Kind(read, lambda value: quoted(value) if "/" in value else value)


def size() -> Kind:
    """A number of bytes, written with its unit."""

    def read(raw: Any) -> int:
        found = SIZE.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if not found:
            raise Wrong(say("Write a size with its unit in quotation marks, for example “50 MB” or “1.5 GB”."))
        value = int(Decimal(found[1].replace(",", ".")) * UNITS[found[2]])
        if not 0 < value <= 5_000_000_000_000:
            raise Wrong(say("The size must be above zero and at most 5,000 GB."))
        return value

    return Kind(read, _size)


def choice(members: type[TitledEnum]) -> Kind:
    """One word of a list."""
    return Kind(lambda raw: _member(raw, members), lambda value: quoted(str(value.value)))


def choices(members: type[TitledEnum], *, least: int = 0) -> Kind:
    """Several words of a list, kept as text in the order written."""

    def read(raw: Any) -> list[str]:
        found = [_member(one, members).value for one in _array(raw, least)]
        if len(set(found)) < len(found):
            raise Wrong(say("The same word stands here twice."))
        return found

    return Kind(read, _listed)


def texts(least: int = 0, longest: int = 300) -> Kind:
    """Several lines of text."""
    return Kind(lambda raw: [text(longest).read(one) for one in _array(raw, least)], _listed)


def counts() -> Kind:
    """A number for each of some codes: `{ bao-in = 2, anh = 1 }`."""

    def read(raw: Any) -> dict[str, int]:
        if not isinstance(raw, dict) or not raw:
            raise Wrong(say("Write codes with their numbers, for example { bao-in = 2, anh = 1 }."))
        return {code().read(key): whole(0).read(value) for key, value in raw.items()}

    return Kind(read, lambda value: "{ " + ", ".join(f"{key} = {count}" for key, count in value.items()) + " }")


def names() -> Kind:
    """A name for each of some codes: `{ bao-in = "Báo viết", anh = "Ảnh" }`."""

    def read(raw: Any) -> dict[str, str]:
        if not isinstance(raw, dict) or not raw:
            raise Wrong(say('Write codes with their names, for example { bao-in = "Báo viết" }.'))
        return {code().read(key): text().read(value) for key, value in raw.items()}

    return Kind(read, lambda value: "{ " + ", ".join(f"{key} = {quoted(name)}" for key, name in value.items()) + " }")


def quoted(value: str) -> str:
    """A TOML basic string."""
    return '"' + _escaped(value).replace('"', '\\"') + '"'


def _matching(pattern: re.Pattern, message: Message) -> Kind:
    def read(raw: Any) -> str:
        value = _string(raw)
        if not pattern.fullmatch(value) or len(value) > 320:
            raise Wrong(message)
        return value

    return Kind(read, quoted)


def _string(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Wrong(say("Write a text in quotation marks."))
    return clean(raw)


def _not_longer(value: str, longest: int) -> str:
    if len(value) > longest:
        raise Wrong(
            say("The text has %(count)s characters; at most %(longest)s fit.", count=len(value), longest=longest)
        )
    return value


LIST_WANTED = say('Write a list in square brackets, for example ["pdf", "image"].')


def _array(raw: Any, least: int, wanted: Message = LIST_WANTED) -> list:
    if not isinstance(raw, list):
        raise Wrong(wanted)
    if len(raw) < least:
        raise Wrong(say("This list is empty."))
    return raw


def _member(raw: Any, members: type[TitledEnum]) -> TitledEnum:
    try:
        return members(raw)
    except ValueError as error:
        known = ", ".join(member.value for member in members)
        raise Wrong(say("“%(word)s” is not known here. Possible: %(known)s.", word=str(raw), known=known)) from error


def _wall(instant: datetime) -> str:
    wall = clock.local(instant).replace(tzinfo=None)
    return wall.isoformat(timespec="minutes" if not wall.second else "seconds")


def _share(raw: Any, least: Fraction) -> str:
    found = SHARE.fullmatch(_string(raw))
    if not found or not least <= Fraction(int(found[1]), int(found[2])) <= 1:
        raise Wrong(
            say(
                "Write a fraction in quotation marks, at least %(least)s and at most 1/1, for example “2/3”.",
                least=str(least) if least else "1/999",
            )
        )
    return found[0]


def _size(count: int) -> str:
    for unit in ("GB", "MB", "kB"):
        amount = Decimal(count) / UNITS[unit]
        if amount >= 1 and amount == amount.quantize(Decimal("0.001")):
            return quoted(f"{amount.normalize():f} {unit}")
    return quoted(f"{(Decimal(count) / 1000).normalize():f} kB")


def _listed(values: list[str]) -> str:
    return "[" + ", ".join(quoted(value) for value in values) + "]"


def _escaped(value: str) -> str:
    return "".join(
        c if (c >= " " and c != "\x7f") or c == "\n" else f"\\u{ord(c):04X}" for c in value.replace("\\", "\\\\")
    )


def _block(value: str) -> str:
    escaped = _escaped(value).replace('"""', '""\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    return f'"""\n{escaped}"""' if "\n" in value else quoted(value)
