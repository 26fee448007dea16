"""How long a text is in Times New Roman, so that a line is broken where a clerk would break it: all lines about as long.

Pure; widths of letters are those of the face's metrics, in thousandths of its size.
"""

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

POINT = 0.352778  # millimetres
# From A to Z and from a to z, in bold and in regular.
BOLD = (
    "722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667",
    "500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444",
)
REGULAR = (
    "722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611",
    "444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444",
)
THIN = {
    " ": 250,
    "\u00a0": 250,
    ".": 250,
    ",": 250,
    ";": 333,
    ":": 333,
    "-": 333,
    "/": 278,
    "(": 333,
    ")": 333,
    "@": 930,
    "%": 900,
}
LETTERS = (ascii_uppercase, ascii_lowercase)
FACES = {
    bold: THIN
    | {
        letter: int(width)
        for row, text in zip(LETTERS, of, strict=True)
        for letter, width in zip(row, text.split(), strict=True)
    }
    for bold, of in ((True, BOLD), (False, REGULAR))
}
# Where a line may end: not at a space that holds its neighbours together.
BREAKS = re.compile(r"[ \n\t]+")
OTHER = 500  # figures, quotation marks, dashes
# The least and the most that a column is given for its longest word, and what its borders take.
LEAST, MOST, MARGINS = 8, 30, 4.4


def text_width(text: str, size: float, *, bold: bool = True) -> float:
    """The length of a text on one line, in millimetres."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    widths = FACES[bold]
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return sum(widths.get(letter, OTHER) for letter in letters) / 1000 * size * POINT


def longest_line(text: str, size: float, most: float, *, bold: bool = True) -> float:
    """How long the longest line of a text is, in millimetres, where it stands on as few lines of `most` millimetres as it
    can and these are as even as they can be."""
    words = [text_width(word, size, bold=bold) for word in text.split(" ")]
    space = text_width(" ", size, bold=bold)
    lines = _lines(words, space, most)
    least, enough = max(words, default=0.0), most
    if lines == 1:
        return min(most, sum(words) + space * (len(words) - 1))
    for _ in range(12):
        middle = (least + enough) / 2
        if _lines(words, space, middle) > lines:
            least = middle
        else:
            enough = middle
    return min(most, enough)


def _lines(words: Sequence[float], space: float, most: float) -> int:
    """How many lines words take that are set one after the other."""
    lines, here = 1, -space
    for word in words:
        if here + space + word > most and here > 0:
            lines, here = lines + 1, word
        else:
            here += space + word
    return lines


def columns_within(
    labels: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    width: float,
    *,
    head: float,
    cell: float,
) -> list[float]:
    """The widths of a table's columns, which fill `width` millimetres by their shares, but so that no word is torn as far
    as the page has room for that; `head` and `cell` are the sizes of the letters in points."""
    needed = []
    for place, label in enumerate(labels):
        words = {word for row in rows for word in BREAKS.split(row[place])}
        longest = [text_width(word, head) for word in BREAKS.split(label)]
        longest += [text_width(word, cell, bold=False) for word in words]
        needed.append(min(max(LEAST, max(longest, default=0.0) + MARGINS), MOST))
    return shared(shares, width, needed)


def shared(shares: Sequence[float], width: float, needed: Sequence[float]) -> list[float]:
    """The widths of columns that fill `width` millimetres: by their shares, but none under what it needs, as far as the
    page has room for that."""
    needed = [least * min(1, width / sum(needed)) for least in needed]
    narrow: set[int] = set()
    while True:
        rest = sum(share for place, share in enumerate(shares) if place not in narrow)
        room = width - sum(needed[place] for place in narrow)
        found = [needed[place] if place in narrow else share / rest * room for place, share in enumerate(shares)]
        more = {place for place, least in enumerate(needed) if found[place] < least - 1e-9}
        if not more:
            return found
        narrow |= more
