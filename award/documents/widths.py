"""How long a text is in Times New Roman, so that a line is broken where a clerk would break it: all lines about as long.

Pure; widths of letters are those of the face's metrics, in thousandths of its size.
"""

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
THIN = {" ": 250, ".": 250, ",": 250, ";": 333, ":": 333, "-": 333, "/": 278, "(": 333, ")": 333, "@": 930, "%": 900}
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
OTHER = 500  # figures, quotation marks, dashes


def text_width(text: str, size: float, *, bold: bool = True) -> float:
    """The length of a text on one line, in millimetres."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    widths = FACES[bold]
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return sum(widths.get(letter, OTHER) for letter in letters) / 1000 * size * POINT


def longest_line(text: str, size: float, most: float, *, bold: bool = True) -> float:
    """How long the longest line of a text is, in millimetres, where it stands on as few lines of `most` millimetres as it
    can and these are as even as they can be."""
    words = [text_width(word, size, bold=bold) for word in text.split()]
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
