"""Kinds, parts and sentences: plain values."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from award.editions.states import FileKind
from award.files import kinds
from award.files.described import describe
from award.files.parts import MEBIBYTE, MOST_PARTS, USUAL, part_size, part_sizes
from award.files.sentences import exactly, from_json, in_bytes, to_json
from award.files.states import FileState
from award.kit.messages import say
from award.web.filters import icon


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_has_types_endings_and_an_icon(kind):
    assert kinds.types([kind])
    assert all(ending.startswith(".") for ending in kinds.endings([kind]))
    assert icon(kinds.icon(kind))


@pytest.mark.parametrize(
    ("type_found", "name", "wanted", "accepted"),
    [
        (kinds.PDF, "a.pdf", ["pdf"], True),
        (kinds.PDF, "a.PDF", ["document"], True),
        (kinds.PNG, "a.jpg", ["image"], True),
        (kinds.PDF, "a.mp3", ["pdf", "audio"], False),
        (kinds.M4A, "a.mp4", ["audio", "video"], False),
        (kinds.PNG, "a.png", ["pdf"], False),
        ("text/html", "a.pdf", ["pdf"], False),
    ],
)
def test_type_and_name_are_accepted_together(type_found, name, wanted, accepted):
    assert kinds.accepts(type_found, name, wanted) is accepted


@pytest.mark.parametrize("size", [1, USUAL, USUAL + 1, 2_000_000_000, USUAL * MOST_PARTS + 1, 5 * 10**12])
def test_parts_cover_the_file_and_are_never_too_many(size):
    sizes = part_sizes(size)
    assert sum(sizes.values()) == size
    assert len(sizes) <= MOST_PARTS
    assert part_size(size) % MEBIBYTE == 0
    assert all(0 < part <= part_size(size) for part in sizes.values())


def test_a_sentence_survives_its_row():
    message = say(
        "%(name)s, %(found)s of %(promised)s, %(kinds)s",
        name="ộ",
        found=in_bytes(1_250_000),
        promised=exactly(7),
        kinds=[".a", ".b"],
    )
    assert from_json(to_json(message)) == message
    assert in_bytes(1_250_000).values == {"count": Decimal("1.2")}
    assert in_bytes(999).text == "%(count)s bytes"


def test_a_file_is_described_for_a_script():
    file = SimpleNamespace(
        id=1, name="a.pdf", size=9, state=FileState.REFUSED, sha256=None, type_found=None, probe={},
        refusal=to_json(say("“%(name)s” is empty.", name="a.pdf")),
    )  # fmt: skip
    told = describe(file, str)
    assert (told["ended"], told["refusal"], told["state"]) == (True, "“a.pdf” is empty.", "refused")
