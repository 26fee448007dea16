"""Rows of any table as lines of JSON and back, by the types of their columns: the same for every database."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from award.audit.chain import plain
from award.db import Exact, Instant


def written(row: dict[str, Any]) -> bytes:
    """One row as a line of JSON."""
    return json.dumps(plain(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(table: sa.Table, line: bytes) -> dict[str, Any]:
    """The row that the line holds, with values as the table's columns take them."""
    return {name: _value(table.columns[name].type, value) for name, value in json.loads(line).items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    if isinstance(kind, Exact):
        return Decimal(value)
    if isinstance(kind, sa.Enum):
        return kind.enum_class(value)
    if isinstance(kind, sa.Uuid):
        return UUID(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    return value
