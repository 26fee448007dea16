"""How alike two works are: titles and names without diacritics, links, files, pictures, texts. Pure.

Two questions are kept apart. `keys` are exact values that a database can look up, so that of thousands of works only a
few candidates are read; `compare` then measures two works and says in figures what they share.
"""

import hashlib
import itertools
import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum
from award.kit.text import fold


class Kind(TitledEnum):
    """In what two works are alike."""

    FILE = "file", mark("Same file")
    LINK = "link", mark("Same link")
    TEXT = "text", mark("Similar text")
    PICTURE = "picture", mark("Similar picture")
    TITLE = "title", mark("Similar title")
    AUTHORS = "authors", mark("Same author")


# A title is similar from this share of its letters' trigrams on; less is enough where an author is the same.
TITLE_SHARE, TITLE_SHARE_OF_ONE_AUTHOR = 70, 45
# Of 64 bits; a picture made smaller or saved again differs in 0 to 5.
PICTURE_DISTANCE = 6
PICTURE_BANDS = 7
# A picture with hardly an edge in it, such as a blank page, is like all others of its sort.
FEWEST_EDGES = 6
TEXT_SHARE = 35
SHINGLE = 5
SHORTEST_TEXT, LONGEST_TEXT = 60, 30_000
HASHES, ROWS_OF_A_BAND = 64, 2
PRIME = (1 << 61) - 1
_seeds = random.Random(20230919)
PERMUTATIONS = [(_seeds.randrange(1, PRIME), _seeds.randrange(PRIME)) for _ in range(HASHES)]
TRACKING = re.compile(r"(utm_.*|fbclid|gclid|zarsrc|zalo_.*|gidzl|ref|source|share)$")
INDEX = re.compile(r"/(index|default)\.\w{3,5}$")

Found = dict[str, int | str | list[str]]
Signature = tuple[int, ...]


@dataclass(frozen=True)
class Traits:
    """What of a work is compared: its title, the names of its authors, links, digests of files with their names,
    pictures as (64 bits, name), sketches of its texts."""

    title: str = ""
    authors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[tuple[int, str], ...] = ()
    sketches: tuple[Signature, ...] = ()


def keys(traits: Traits) -> set[tuple[Kind, str]]:
    """The values by which works that are alike find each other; at most 64 characters each."""
    found = {(Kind.TITLE, key[:64]) for key in title_keys(traits.title)}
    found |= {(Kind.LINK, hashlib.sha256(link.encode()).hexdigest()) for link in map(plain_link, traits.links) if link}
    found |= {(Kind.FILE, digest) for digest in traits.digests}
    found |= {(Kind.PICTURE, key) for bits, _name in traits.pictures if tells_apart(bits) for key in _bands(bits)}
    found |= {(Kind.TEXT, key) for hashes in traits.sketches for key in _text_bands(hashes)}
    return found


def compare(one: Traits, other: Traits) -> list[Found]:
    """What two works share, the strongest first, each as `{"kind": …}` with `share` (per cent), `distance` (bits of 64)
    or `what` (names); empty where nothing says that they may be the same. A common author alone says nothing."""
    authors = shared_names(one.authors, other.authors)
    found = [*_files(one, other), *_links(one, other), *_texts(one, other), *_pictures(one, other)]
    share = title_share(one.title, other.title)
    if share >= (TITLE_SHARE_OF_ONE_AUTHOR if authors or found else TITLE_SHARE):
        found.append({"kind": Kind.TITLE.value, "share": share})
    if found and authors:
        found.append({"kind": Kind.AUTHORS.value, "what": authors})
    return found


def words_of(found: Found) -> Message:
    """One likeness as a sentence."""
    kind = Kind(found["kind"])
    if kind in (Kind.TITLE, Kind.TEXT):
        return say("%(kind)s: %(share)s%%", kind=kind, share=found["share"])
    if kind is Kind.PICTURE:
        return say(
            "%(kind)s: %(what)s (%(distance)s of 64 points differ)",
            kind=kind,
            what=", ".join(found["what"]),
            distance=found["distance"],
        )
    return say("%(kind)s: %(what)s", kind=kind, what=", ".join(found["what"]))


def syllables(text: str) -> list[str]:
    """The words of a text without diacritics and signs."""
    return re.findall(r"[a-z0-9]+", fold(text))


def title_keys(title: str) -> set[str]:
    """Every two adjoining syllables; the only one of a title of one."""
    words = syllables(title)
    return {f"{a} {b}" for a, b in itertools.pairwise(words)} or set(words)


def title_share(one: str, other: str) -> int:
    """How many of the trigrams of two titles are common to both, in per cent of all."""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) * 100 // len(first | second) if first and second else 0


def shared_names(some: Iterable[str], others: Iterable[str]) -> list[str]:
    """The names in the first that stand in the second too, whatever their diacritics."""
    known = {fold(name) for name in others}
    return [name for name in some if fold(name) in known]


def plain_link(link: str) -> str:
    """An address without what does not change the page: scheme, `www.` and `m.`, anchors, marks of campaigns."""
    try:
        parts = urlsplit(link.strip() if "//" in link else f"//{link.strip()}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return ""
    path = INDEX.sub("", parts.path).rstrip("/").removesuffix("/amp")
    kept = sorted((name, text) for name, text in parse_qsl(parts.query) if not TRACKING.match(name.lower()))
    return f"{host}{path}?{urlencode(kept)}" if kept else f"{host}{path}"


def tells_apart(bits: int) -> bool:
    """Whether a picture has enough edges to be known by them."""
    return FEWEST_EDGES <= bits.bit_count() <= 64 - FEWEST_EDGES


def sketch(text: str) -> Signature:
    """64 min-hashes of the text's shingles of five syllables; empty for a text too short to be told from another. Two
    texts have as many hashes in common as their shingles overlap (Broder 1997)."""
    words = syllables(text)[:LONGEST_TEXT]
    if len(words) < SHORTEST_TEXT:
        return ()
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    numbers = [int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest()) for one in shingles]
    return tuple(min((a * number + b) % PRIME for number in numbers) & 0xFFFFFFFF for a, b in PERMUTATIONS)


def to_text(hashes: Signature) -> str:
    """A sketch as 512 hexadecimal digits."""
    return "".join(f"{one:08x}" for one in hashes)


def from_text(digits: str) -> Signature:
    """The sketch that `to_text` wrote."""
    return tuple(int(digits[start : start + 8], 16) for start in range(0, len(digits), 8))


def _trigrams(title: str) -> set[str]:
    text = f"  {' '.join(syllables(title))} "
    return {text[start : start + 3] for start in range(len(text) - 2)} if text.strip() else set()


def _bands(bits: int) -> Iterable[str]:
    """Seven slices of the 64 bits: two pictures that differ in six bits have one slice in common."""
    edges = [place * 64 // PICTURE_BANDS for place in range(PICTURE_BANDS + 1)]
    for place, (low, high) in enumerate(itertools.pairwise(edges)):
        yield f"{place}:{bits >> low & ((1 << high - low) - 1):x}"


def _text_bands(hashes: Signature) -> Iterable[str]:
    for place in range(0, len(hashes), ROWS_OF_A_BAND):
        yield f"{place}:{to_text(hashes[place : place + ROWS_OF_A_BAND])}"


def _files(one: Traits, other: Traits) -> Iterable[Found]:
    names = [name for digest, name in one.digests.items() if digest in other.digests]
    if names:
        yield {"kind": Kind.FILE.value, "what": names}


def _links(one: Traits, other: Traits) -> Iterable[Found]:
    known = {plain_link(link) for link in other.links} - {""}
    shared = [link for link in one.links if plain_link(link) in known]
    if shared:
        yield {"kind": Kind.LINK.value, "what": shared}


def _texts(one: Traits, other: Traits) -> Iterable[Found]:
    shares = [
        sum(x == y for x, y in zip(mine, theirs, strict=True)) * 100 // HASHES
        for mine in one.sketches
        for theirs in other.sketches
    ]
    if shares and max(shares) >= TEXT_SHARE:
        yield {"kind": Kind.TEXT.value, "share": max(shares)}


def _pictures(one: Traits, other: Traits) -> Iterable[Found]:
    near = [
        ((mine ^ theirs).bit_count(), name)
        for mine, name in one.pictures
        if tells_apart(mine)
        for theirs, _name in other.pictures
        if (mine ^ theirs).bit_count() <= PICTURE_DISTANCE
    ]
    if near:
        names = list(dict.fromkeys(name for _distance, name in sorted(near)))
        yield {"kind": Kind.PICTURE.value, "distance": min(near)[0], "what": names}
