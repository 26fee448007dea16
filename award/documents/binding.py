"""What does not part at the end of a line: a year stays with what it is the year of. Pure."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

YEAR = re.compile(r"(?<=\S) – (?=(?:19|20)\d\d\b)")


def bound(value: Any) -> Any:
    """The value with all its texts, however deep: `lần thứ VIII – 2023` may break before `VIII` and not after it."""
    if isinstance(value, str):
        return YEAR.sub("\u00a0–\u00a0", value)
    if is_dataclass(value):
        return replace(value, **{one.name: bound(getattr(value, one.name)) for one in fields(value)})
    if isinstance(value, dict):
        return {key: bound(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(bound(inner) for inner in value)
    return value
