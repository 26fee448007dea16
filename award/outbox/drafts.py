"""Letters before they are sent: what a page shows beforehand is what an act then sends."""

from dataclasses import dataclass
from typing import Any

from award.outbox.rendering import Address, render
from award.outbox.values import packed


@dataclass(frozen=True)
class Draft:
    """A letter before it is sent: its template, its reader (with `email` and `language`) and the values that fill it,
    the reader's `name` among them."""

    template: str
    to: Any
    values: dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """A letter as its reader will get it."""

    name: str
    email: str
    subject: str
    body: str


def as_read(draft: Draft, address: Address) -> Reading:
    """The letter in the language of its reader."""
    subject, body = render(draft.template, packed(draft.values), tongue=draft.to.language, address=address)
    return Reading(draft.values["name"], draft.to.email, subject, body)
