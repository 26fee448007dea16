"""The shipped editions as texts."""

from pathlib import Path

import award.editions

FOLDER = Path(award.editions.__file__).parent / "library"
LIBRARY = sorted(FOLDER.glob("*.toml"))


def shipped(name: str) -> str:
    """The text of a file of the library."""
    return (FOLDER / name).read_text(encoding="utf-8")
