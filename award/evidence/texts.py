"""The text of a page in plain blocks, as it is kept, compared and shown."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    PICTURE = "picture"
    RECORDING = "recording"


PLACEHOLDERS = frozenset({Kind.PICTURE, Kind.RECORDING})


@dataclass(frozen=True)
class Readable:
    """A page's text: `blocks` are (kind, text) in order; a picture's text is what stands for it, perhaps nothing.
    `published` is the page's own claim of when, as it stands there."""

    title: str = ""
    site: str = ""
    published: str = ""
    blocks: tuple[tuple[str, str], ...] = ()

    def without_names(self, masked: Callable[[str], str]) -> "Readable":
        """The text as `masked` leaves it, without what the page says of its site."""
        blocks = tuple((kind, masked(words)) for kind, words in self.blocks)
        return Readable(masked(self.title), "", self.published, blocks)

    @property
    def published_on(self) -> date | datetime | None:
        """That claim as a day, or as an instant where it names its zone; None where it is written in another way."""
        try:
            claim = datetime.fromisoformat(self.published)
        except ValueError:
            return None
        return claim if claim.tzinfo else claim.date()

    @property
    def digest(self) -> str:
        """SHA-256 of title and text, without pictures and recordings, which change their words by themselves."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()

    @property
    def lines(self) -> list[str]:
        """Title and blocks of text, without what stands for pictures and recordings."""
        return [self.title, *(text for kind, text in self.blocks if kind not in PLACEHOLDERS)]


def to_json(text: Readable) -> dict[str, Any]:
    """The text as a row keeps it."""
    return asdict(text)


def from_json(kept: dict[str, Any] | None) -> Readable:
    """The text that `to_json` made; empty for None."""
    if kept is None:
        return Readable()
    blocks = tuple((kind, text) for kind, text in kept["blocks"])
    return Readable(kept["title"], kept["site"], kept["published"], blocks)
