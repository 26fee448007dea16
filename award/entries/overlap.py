"""How much of a text stands in another one too: by groups of five words, whatever the order of paragraphs.

Case, diacritics and punctuation do not count, so a text taken over with other marks is the same text.
"""

import hashlib
from array import array
from collections.abc import Iterable
from fractions import Fraction

from award.kit.text import fold

WORDS = 5


def shingles(text: str) -> array:
    """The different groups of five words that follow each other, as numbers in order; a shorter text is one group."""
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    if not words:
        return array("Q")
    groups = (" ".join(words[place : place + WORDS]) for place in range(max(1, len(words) - WORDS + 1)))
    return array("Q", sorted({_number(group) for group in groups}))


def share(own: Iterable[int], other: Iterable[int]) -> Fraction | None:
    """The share of the groups of `own` that `other` has too, from 0 to 1; None where `own` has no text."""
    kept = set(own)
    return Fraction(len(kept.intersection(other)), len(kept)) if kept else None


def largest_share(own: Iterable[int], others: Iterable[Iterable[int]]) -> Fraction | None:
    """The largest share that `own` has in common with one of the others; 0 without others."""
    kept = set(own)
    if not kept:
        return None
    return max((Fraction(len(kept.intersection(other)), len(kept)) for other in others), default=Fraction(0))


def _number(group: str) -> int:
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest())
