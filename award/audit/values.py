"""Values of the record given back as what they were, so that a page can say them: the record itself keeps them plain."""

import re
from datetime import date, datetime
from typing import Any

from award.kit.messages import say
from award.kit.states import TitledEnum

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Fields that hold a member of an enumeration also where no column of the thing has their name.
CHOSEN = frozenset({"state", "kind", "outcome", "purpose", "role", "found", "reason"})


def restored(value: Any, name: str, enumeration: type[TitledEnum] | None) -> Any:
    """A plain value of the field `name` as an instant, a day, a word or a member of `enumeration`; where that is not
    known, of the one label that all enumerations have for it. Anything else stays as it is."""
    if isinstance(value, list):
        return [restored(one, name, enumeration) for one in value]
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if value is None:
        return "–"
    if not isinstance(value, str):
        return value
    if INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    if DAY.fullmatch(value):
        return date.fromisoformat(value)
    return _member(value, [enumeration] if enumeration else _all() if name in CHOSEN else []) or value


def _member(value: str, enumerations: list[type[TitledEnum]]) -> TitledEnum | None:
    found = {one(value).label: one(value) for one in enumerations if value in set(one)}
    return next(iter(found.values())) if len(found) == 1 else None


def _all() -> list[type[TitledEnum]]:
    return TitledEnum.__subclasses__()
