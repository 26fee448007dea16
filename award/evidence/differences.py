"""What changed between two copies of a page, passage by passage and word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from award.evidence.texts import Readable

# Of longer passages the two are shown whole: comparing them word by word would take too long and help nobody.
MOST_WORDS = 400
ALIKE = 0.4


class Change(StrEnum):
    """What became of a passage, or of words in it."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    REWORDED = "reworded"


@dataclass(frozen=True)
class Passage:
    """`same` stands for `count` passages that are as they were; `gone` and `new` have one piece; `reworded` has pieces
    of (change, words) in the order of reading."""

    change: Change
    pieces: tuple[tuple[Change, str], ...] = ()
    count: int = 1


def compare(before: Readable, after: Readable) -> list[Passage]:
    """The passages of two texts beside each other, in the order of reading."""
    old, new = before.lines, after.lines
    found: list[Passage] = []
    for act, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if act == "equal":
            found.append(Passage(Change.SAME, count=old_to - old_from))
        else:
            for one, other in zip_longest(old[old_from:old_to], new[new_from:new_to]):
                found += _passages(one, other)
    return found


def _passages(old: str | None, new: str | None) -> Iterator[Passage]:
    old_words, new_words = (old or "").split(), (new or "").split()
    if old_words and new_words and max(len(old_words), len(new_words)) <= MOST_WORDS:
        matcher = SequenceMatcher(None, old_words, new_words)
        if matcher.ratio() >= ALIKE:
            yield Passage(Change.REWORDED, tuple(_pieces(matcher, old_words, new_words)))
            return
    if old_words:
        yield Passage(Change.GONE, ((Change.GONE, " ".join(old_words)),))
    if new_words:
        yield Passage(Change.NEW, ((Change.NEW, " ".join(new_words)),))


def _pieces(matcher: SequenceMatcher, old: list[str], new: list[str]) -> Iterator[tuple[Change, str]]:
    for act, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if act == "equal":
            yield Change.SAME, " ".join(old[old_from:old_to])
            continue
        if old_to > old_from:
            yield Change.GONE, " ".join(old[old_from:old_to])
        if new_to > new_from:
            yield Change.NEW, " ".join(new[new_from:new_to])
