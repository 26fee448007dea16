"""Vietnamese text: one normal form, folding for search, and the order of names in Vietnamese lists."""

import re
import unicodedata

# The alphabet's own order; the five tone marks order words that are otherwise equal (không dấu, huyền, hỏi, ngã, sắc, nặng).
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# What no line shows: control characters but the end of a line and the tab, halves of a pair, invisible spaces, marks that
# turn the direction of what stands after them, and code points that are no characters, which XML cannot hold.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def clean(text: str) -> str:
    """Normal form C without white space around it and without what no line shows."""
    return unicodedata.normalize("NFC", _UNSHOWN.sub("", text)).strip()


def with_year(name: str, year: int, between: str = " ") -> str:
    """A name that tells its year: as it is where it does already, else with `between` and the year after it."""
    return name if str(year) in name else f"{name}{between}{year}"


def whole(text: str) -> int | None:
    """The number that one to nine plain digits write; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def fold(text: str) -> str:
    """Lower case without diacritics, single spaces: `Xây dựng Đảng` becomes `xay dung dang`."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def slug(text: str, length: int = 60) -> str:
    """A readable ASCII name for files and addresses, at most `length` characters."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text)).split()
    return "-".join(words)[:length].strip("-")


def sort_key(text: str) -> str:
    """A string that sorts as a Vietnamese dictionary does, on any database."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFD", " ".join(text.lower().split())):
        if character in _TONES and letters:
            tones[-1] = str(_TONES[character])
        elif character in _SHAPES and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        elif not unicodedata.combining(character):
            letters.append(character)
            tones.append("0")
    return "".join(_place(letter) for letter in letters) + "/" + "".join(tones)


def name_key(full_name: str) -> str:
    """The sort key of a person's name: given name first, then family and middle names, as lists in Viet Nam do."""
    syllables = full_name.split()
    return sort_key(" ".join(syllables[-1:] + syllables[:-1]))


def _place(character: str) -> str:
    """Two digits: what is neither letter nor digit first, then digits, then letters."""
    if character in _LETTERS:
        return f"{_LETTERS[character] + 40:02d}"
    return (
        f"{30 + int(character):02d}"
        if character.isascii() and character.isdigit()
        else f"{min(ord(character), 29):02d}"
    )
