"""Sentences about files: sizes in words, and messages kept in a row and read back."""

from decimal import Decimal
from typing import Any

from award.kit.messages import Message, say


def in_bytes(count: int) -> Message:
    """A size as people say it, with one decimal: powers of 1,000, as browsers count."""
    if count < 1000:
        return say("%(count)s bytes", count=count)
    if count < 1_000_000:
        return say("%(count)s kB", count=_tenths(count, 1000))
    if count < 1_000_000_000:
        return say("%(count)s MB", count=_tenths(count, 1_000_000))
    return say("%(count)s GB", count=_tenths(count, 1_000_000_000))


def exactly(count: int) -> Message:
    """A size to the byte: for telling two nearly equal ones apart."""
    return say("%(count)s bytes", count=Decimal(count))


def in_time(seconds: Decimal) -> str:
    """A length as players show it, `3:07` or `1:02:09`."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def to_json(message: Message) -> dict[str, Any]:
    """The message as a row can keep it: `{text, values}`, decimals and inner messages marked as such."""
    return {"text": message.text, "values": {name: _plain(value) for name, value in message.values.items()}}


def from_json(kept: dict[str, Any]) -> Message:
    """The message that `to_json` made."""
    return Message(kept["text"], {name: _value(value) for name, value in kept["values"].items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return to_json(value)
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, int) else str(value)


def _value(kept: Any) -> Any:
    if isinstance(kept, dict):
        return Decimal(kept["decimal"]) if "decimal" in kept else from_json(kept)
    if isinstance(kept, list):
        return [_value(inner) for inner in kept]
    return kept


def _tenths(count: int, unit: int) -> Decimal:
    tenths = Decimal(count * 10 // unit)
    return tenths / 10
