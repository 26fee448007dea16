"""Whose word stands behind a work: its authors', its outlets', who put it forward. An answer keeps the digest of what
was shown, so a later change of the work makes it stale by itself."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from award.kit.messages import mark
from award.kit.states import TitledEnum

# The text of the terms on the page of confirming; a new text is a new word.
TERMS_VERSION = "2023-1"
WHOLE = Decimal(100)


class Kind(TitledEnum):
    """Whose word: an author's on the place in the order and the share, an outlet's on a part, the branch's or outlet's
    that puts the work forward."""

    AUTHOR = "author", mark("Author's confirmation")
    OUTLET = "outlet", mark("Outlet's confirmation")
    SELECTION = "selection", mark("First selection")


class Answer(TitledEnum):
    """What was answered."""

    CONFIRMED = "confirmed", mark("Confirmed")
    OBJECTED = "objected", mark("Does not agree")


class Standing(TitledEnum):
    """How a word stands now."""

    SENDER = "sender", mark("Enters the work")
    CONFIRMED = "confirmed", mark("Confirmed")
    OBJECTED = "objected", mark("Does not agree")
    STALE = "stale", mark("Changed since it was confirmed")
    ASKED = "asked", mark("No answer yet")
    NOT_ASKED = "not_asked", mark("Not asked yet")
    NO_ADDRESS = "no_address", mark("No address to ask at")


SETTLED = frozenset({Standing.SENDER, Standing.CONFIRMED})


@dataclass(frozen=True)
class Word:
    """A row of confirmation as plain values; `digest` is of what was answered."""

    asked_at: datetime | None = None
    answer: Answer | None = None
    sentence: str = ""
    digest: str = ""
    answered_at: datetime | None = None
    part_position: int | None = None


@dataclass(frozen=True)
class AuthorWord:
    """How one author's word stands; `position` is the place in the order, from 1."""

    position: int
    name: str
    standing: Standing
    sentence: str = ""
    asked_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class PartWord:
    """How the outlet's word on one part stands."""

    position: int
    outlet: str
    standing: Standing
    sentence: str = ""
    answered_at: datetime | None = None


def digest_of(value: Any) -> str:
    """SHA-256 (hex) of a value made of texts, numbers, lists and mappings, in one form."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def authorship(title: str, authors: Iterable[tuple[str, Decimal | None]], position: int) -> str:
    """The digest of what one author confirms: title, every name in order with its share, the own place, the terms."""
    shares = [[name, None if share is None else f"{share:.2f}"] for name, share in authors]
    return digest_of(["authorship", TERMS_VERSION, title, shares, position])


def carriage(title: str, outlet: str, programme: str, published_on: date | None, where: Iterable[str]) -> str:
    """The digest of what an outlet confirms of a part: its title, outlet, programme, day, and page or link."""
    return digest_of(["carriage", title, outlet, programme, published_on, list(where)])


def standing_of(word: Word | None, digest: str) -> Standing:
    """How an answer stands beside the digest of what there is now."""
    if word is None:
        return Standing.NOT_ASKED
    if word.answer is not None and word.digest == digest:
        return Standing(word.answer.value)
    if word.answer is not None and (word.asked_at is None or word.asked_at <= word.answered_at):
        return Standing.STALE
    return Standing.ASKED if word.asked_at else Standing.NOT_ASKED


class Signing(TitledEnum):
    """How the signed registration form stands."""

    HERE = "here", mark("Signed form received")
    STALE = "stale", mark("Signed before the work was changed")
    ABSENT = "absent", mark("No signed form yet")


@dataclass(frozen=True)
class PeopleFacts:
    """What the people of a work have said and given; `lacking` names authors whose personal numbers are not there."""

    authors: tuple[AuthorWord, ...] = ()
    parts: tuple[PartWord, ...] = ()
    selection: Standing = Standing.NOT_ASKED
    selection_sentence: str = ""
    signing: Signing = Signing.ABSENT
    lacking: tuple[str, ...] = ()
