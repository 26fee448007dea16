"""Which names a copy was made without, kept beside it as digests, so that a name that came up later is noticed."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

KEY, LENGTH = "without", 16


def digests(names: Iterable[str]) -> list[str]:
    """Names as they are kept beside a copy: known again, and not to be read."""
    return sorted({sha256(name.encode()).hexdigest()[:LENGTH] for name in names})


def is_without(probe: Mapping[str, Any] | None, names: Iterable[str]) -> bool:
    """Whether the copy with this `probe` was made without every one of the names; more than these do no harm."""
    return probe is not None and KEY in probe and set(digests(names)) <= set(probe[KEY])
