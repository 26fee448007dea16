"""The values of a letter while it waits: plain, so that they can be kept, and still sayable in the letter's language."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from award.audit.chain import plain
from award.kit.messages import Message, say
from award.kit.states import TitledEnum

# A value whose name begins so opens an account or an act to whoever reads it.
SECRET = "secret_"
MASK = "***"


def packed(value: Any) -> Any:
    """The value as JSON can hold it; messages, titled enumerations, instants, days and decimals keep their kind."""
    if isinstance(value, TitledEnum):
        value = say(value.label)
    if isinstance(value, Message):
        return {"_say": value.text, "values": {name: packed(inner) for name, inner in value.values.items()}}
    if isinstance(value, datetime):
        return {"_moment": value.isoformat()}
    if isinstance(value, date):
        return {"_day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"_decimal": str(value)}
    if isinstance(value, Mapping):
        return {str(key): packed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [packed(inner) for inner in value]
    return plain(value)


def unpacked(value: Any) -> Any:
    """The reverse of `packed`."""
    if isinstance(value, list):
        return [unpacked(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if "_say" in value:
        return Message(value["_say"], unpacked(value["values"]))
    if "_moment" in value:
        return datetime.fromisoformat(value["_moment"])
    if "_day" in value:
        return date.fromisoformat(value["_day"])
    if "_decimal" in value:
        return Decimal(value["_decimal"])
    return {key: unpacked(inner) for key, inner in value.items()}


def masked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values without those that are secret."""
    return {name: MASK if name.startswith(SECRET) else value for name, value in values.items()}


def holds_secret(values: Mapping[str, Any]) -> bool:
    """Whether a letter with these values lets its reader do something in the recipient's name."""
    return any(name.startswith(SECRET) and value != MASK for name, value in values.items())
