"""The chain of hashes, on plain values: pure, so that anybody can check it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

GENESIS = "0" * 64


def plain(value: Any) -> Any:
    """The value as JSON can hold it without loss: decimals, fractions, dates and identities become text."""
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (date, UUID, Decimal, Fraction)):
        return str(value)
    return value


def digest(previous: str, content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the previous digest and the content in canonical JSON (sorted keys, UTF-8)."""
    text = json.dumps(plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def first_break(links: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> int | None:
    """The number of the first link that does not fit, or None; a link is (number, previous hash, hash, content).

    Numbers run from 1 without a gap.
    """
    expected, number = GENESIS, 1
    for found, previous, own, content in links:
        if found != number or previous != expected or own != digest(previous, content):
            return found
        expected, number = own, number + 1
    return None
