"""Names taken out of a text: found with or without diacritics, whatever the case and however the text is broken."""

import re
import unicodedata
from collections.abc import Iterable

MASK = "•••"
SHORTEST = 2
# What stands before a by-line with a capital and is no name.
BEFORE_A_NAME = frozenset({"bài", "ảnh", "tin", "giả", "danh", "hiện", "pv", "viên", "clip", "video", "theo", "và"})


class Names:
    """Names that must not be read. One of several syllables is found without regard to case and diacritics; one of a
    single syllable (a pen name such as `An`) only as it is written, or in capitals, and where it is not part of a longer
    name, since its letters are in half of all texts."""

    def __init__(self, names: Iterable[str]):
        cleaned = {" ".join(unicodedata.normalize("NFC", name).split()) for name in names}
        self.spelled = sorted((one for one in cleaned if len(one) >= SHORTEST), key=lambda one: (-len(one), one))
        self._folded = _any_of(["".join(map(_folded, one)) for one in self.spelled if not _is_single(one)])
        self._single = _any_of([form for one in self.spelled if _is_single(one) for form in (one, one.upper())])

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the names stand in the text: (begin, end), in order, never overlapping."""
        found = []
        if self._folded:
            pieces = [_folded(character) for character in text]
            places = [place for place, piece in enumerate(pieces) for _ in piece]
            found += [(places[m.start()], places[m.end() - 1] + 1) for m in self._folded.finditer("".join(pieces))]
        if self._single:
            found += [m.span() for m in self._single.finditer(text) if not _in_a_name(text, *m.span())]
        return _apart(found)

    def masked(self, text: str) -> str:
        """The text with a mark in place of each name."""
        for begin, end in reversed(self.spans(text) if text else []):
            text = text[:begin] + MASK + text[end:]
        return text


def _any_of(names: list[str]) -> re.Pattern | None:
    """Whole words; a space in a name stands for any white space."""
    if not names:
        return None
    one = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)")


def _is_single(name: str) -> bool:
    return name.isalpha()


def _folded(character: str) -> str:
    """The letter without marks; nothing for a mark that stands alone. No letter becomes more than its base letters, so
    that places in the folded text lead back to the text."""
    decomposed = unicodedata.normalize("NFD", character.lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _in_a_name(text: str, begin: int, end: int) -> bool:
    """Whether a word with a capital stands directly before or behind, in the same line."""
    before = re.search(r"(\w+)[^\S\n]$", text[max(0, begin - 40) : begin])
    behind = re.match(r"[^\S\n](\w+)", text[end : end + 40])
    neighbours = [found[1] for found in (before, behind) if found]
    return any(word[0].isupper() and word.lower() not in BEFORE_A_NAME for word in neighbours)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


NOBODY = Names(())
