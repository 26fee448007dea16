"""How a table of the file is written down as a dataclass, and what is asked of such a class."""

from dataclasses import MISSING, field, fields
from typing import Any

from award.editions.kinds import Kind

_NEEDED = object()


def key(kind: Kind, default: Any = _NEEDED) -> Any:
    """A key with a plain value; one without a default is needed."""
    metadata = {"kind": kind}
    if default is _NEEDED:
        return field(metadata=metadata)
    if isinstance(default, (list, dict)):
        return field(metadata=metadata, default_factory=default.copy)
    return field(metadata=metadata, default=default)


def table(of: type) -> Any:
    """A table that stands there once."""
    return field(metadata={"table": of})


def tables(of: type) -> Any:
    """A table that may be repeated."""
    return field(metadata={"tables": of}, default_factory=list)


def keys_of(table: type) -> dict[str, Kind]:
    """The keys of a table with a plain value, in order."""
    return {f.name: f.metadata["kind"] for f in fields(table) if "kind" in f.metadata}


def single_tables_of(table: type) -> dict[str, type]:
    """The tables inside a table that stand there once."""
    return {f.name: f.metadata["table"] for f in fields(table) if "table" in f.metadata}


def lists_of(table: type) -> dict[str, type]:
    """The tables inside a table that may be repeated."""
    return {f.name: f.metadata["tables"] for f in fields(table) if "tables" in f.metadata}


def defaults_of(table: type) -> dict[str, Any]:
    """The values of the keys that may be left out."""
    made = {}
    for f in fields(table):
        if "kind" in f.metadata:
            if f.default_factory is not MISSING:
                made[f.name] = f.default_factory()
            elif f.default is not MISSING:
                made[f.name] = f.default
    return made
