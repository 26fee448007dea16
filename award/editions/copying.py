"""An edition carried forward to another year."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from award.editions import schema
from award.kit import clock

# The number of an award within its name.
_NUMBERED = re.compile(r"(?<=lần thứ )\w+")
_ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def next_edition(edition: schema.Edition, *, year: int, code: str | None = None) -> schema.Edition:
    """The same configuration for `year`: every date moved by the years between, the year in code, titles and names
    replaced, their numbers counted on. The text of the rules stays as it is: a person has to read it again."""
    old, new, years = str(edition.year), str(year), year - edition.year

    def later(name: str) -> str:
        return _NUMBERED.sub(lambda found: _counted_on(found[0], years), name.replace(old, new))

    copied = _moved(edition, lambda day: _in_year(day, years))
    return replace(
        copied,
        code=code or (edition.code.replace(old, new) if old in edition.code else f"{edition.code}-{new}"),
        year=year,
        title=later(edition.title),
        short_title=later(edition.short_title),
        number=_counted_on(edition.number, years),
        destinations=[replace(one, name=later(one.name)) for one in copied.destinations],
        issuers=[replace(one, name=later(one.name)) for one in copied.issuers],
    )


def moved_by_days(edition: schema.Edition, days: int) -> schema.Edition:
    """The same configuration with every date that many days later."""
    return _moved(edition, lambda day: day + timedelta(days=days))


def _moved(value: Any, move: Callable[[Any], Any]) -> Any:
    if is_dataclass(value):
        return replace(value, **{field.name: _moved(getattr(value, field.name), move) for field in fields(value)})
    if isinstance(value, list):
        return [_moved(inner, move) for inner in value]
    if isinstance(value, datetime):
        return clock.from_local(move(clock.local(value).replace(tzinfo=None)))
    return move(value) if isinstance(value, date) else value


def _in_year(day: Any, years: int) -> Any:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _counted_on(number: str | None, years: int) -> str | None:
    """`III` becomes `IV` a year later; a number that is neither Roman nor Arabic is left to a person."""
    if number and number.isdigit():
        return str(int(number) + years)
    known = {_roman(count): count for count in range(1, 100)}
    return _roman(known[number] + years) if number in known and known[number] + years > 0 else number


def _roman(count: int) -> str:
    text = "L" * (count // 50)
    count %= 50
    if count >= 40:
        text, count = text + "XL", count - 40
    for value, letter in _ROMAN:
        text, count = text + letter * (count // value), count % value
    return text
