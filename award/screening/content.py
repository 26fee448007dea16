"""A work as plain values, kept with each decision, and what of it differs from another time: word by word. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from award.kit.messages import Message, mark, say

Content = Mapping[str, Any]

FIELDS = {
    "title": mark("Title"),
    "category": mark("Category"),
    "genre": mark("Genre"),
    "theme": mark("Theme"),
    "language": mark("Language"),
    "summary": mark("Summary"),
    "declared": mark("Declaration"),
}
OF_A_PART = {
    "title": mark("Title"),
    "outlet": mark("Published by"),
    "programme": mark("Programme"),
    "published_on": mark("Day of publication"),
    "page": mark("Page"),
    "url": mark("Link"),
    "minutes": mark("Minutes"),
    "words": mark("Words"),
}


@dataclass(frozen=True)
class Piece:
    """Some words of a value; `changed` where the other side does not have them."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """One value that differs: its label, and the pieces of it before and after; an empty side had no such value."""

    label: Message
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def differences(before: Content, after: Content) -> list[Difference]:
    """Every value of the work that is not the same, in the order of the work."""
    return [
        *_values(before, after, {name: say(label) for name, label in FIELDS.items()}),
        *_list(AUTHOR, before.get("authors", ()), after.get("authors", ())),
        *_parts(before.get("parts", ()), after.get("parts", ())),
        *_list(PRIZE, before.get("prizes", ()), after.get("prizes", ())),
        *_list(FILE, _files(before), _files(after)),
    ]


AUTHOR, PRIZE, FILE = mark("Author %(number)s"), mark("Earlier prize %(number)s"), mark("File %(number)s")


def _values(before: Content, after: Content, labels: Mapping[str, Message]) -> Iterator[Difference]:
    for name, label in labels.items():
        one, other = str(before.get(name) or ""), str(after.get(name) or "")
        if one != other:
            yield Difference(label, *_marked(one, other))


def _parts(before: Sequence[Content], after: Sequence[Content]) -> Iterator[Difference]:
    for number, (old, new) in enumerate(zip_longest(before, after, fillvalue={}), 1):
        labels = {
            name: say("Part %(number)s, %(field)s", number=number, field=say(label))
            for name, label in OF_A_PART.items()
        }
        yield from _values(old, new, labels)


def _list(label: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    """What was put in, taken out or changed in a list: what only moved on because of that is not told."""
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            for offset, (old, new) in enumerate(zip_longest(before[a:b], after[c:d], fillvalue="")):
                yield Difference(say(label, number=max(a, c) + offset + 1), *_marked(old, new))


def _files(content: Content) -> list[str]:
    """Name, the beginning of the digest, caption."""
    return [
        " · ".join(part for part in (file["name"], (file["sha256"] or "")[:12], file["caption"]) if part)
        for file in content.get("files", ())
    ]


def _marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces of words, those that the other lacks marked."""
    old, new = before.split(), after.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            left.append(Piece(" ".join(old[a:b]), what != "equal"))
        if d > c:
            right.append(Piece(" ".join(new[c:d]), what != "equal"))
    return tuple(left), tuple(right)
