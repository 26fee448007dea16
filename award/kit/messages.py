"""Sentences that pure code may say: an English text to be translated later, with the values that fill it.

Pure rooms know no language. They build a `Message`; `web.language` says it in the reader's language and formats each
value by its type (dates, decimals, enumerations, other messages).
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """An English sentence with `%(name)s` places, and the values for them."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


def say(text: str, **values: Any) -> Message:
    """A `Message`; the first argument is collected for translation."""
    return Message(text, values)


def mark(text: str) -> str:
    """Marks a plain string for translation and returns it as it is: for titles of enumerations."""
    return text
