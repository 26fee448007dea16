"""Kinds, parts and sentences: plain values."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from award.editions.states import FileKind
from award.files import kinds
from award.files.described import describe, facts, hints
from award.files.parts import MEBIBYTE, MOST_PARTS, SMALL, SMALL_UP_TO, USUAL, part_size, part_sizes
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


@pytest.mark.parametrize(
    "size", [1, SMALL, SMALL_UP_TO, SMALL_UP_TO + 1, 2_000_000_000, USUAL * MOST_PARTS + 1, 5 * 10**12]
)
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
        declared_sha256=None, promised_until=None, refusal=to_json(say("“%(name)s” is empty.", name="a.pdf")),
    )  # fmt: skip
    told = describe(file, str)
    assert (told["ended"], told["refusal"], told["state"]) == (True, "“a.pdf” is empty.", "refused")


@pytest.mark.parametrize(
    ("type_found", "probe", "told", "hinted"),
    [
        (kinds.PDF, {"pages": 4, "text_pages": 4, "words": 1200}, "PDF · 4 pages · with a text layer · 1200 words", ""),
        (kinds.PDF, {"pages": 1, "text_pages": 0, "words": 0}, "PDF · 1 page · no text layer", "pictures"),
        (kinds.PDF, {"pages": 3, "text_pages": 2, "blank_pages": 1}, "PDF · 3 pages · a text layer on some pages (2)", "nothing on"),
        (kinds.MP4, {"seconds": "724.000", "loudness": "-38.2", "silence": 1}, "MP4 · 12:04 minutes · quiet sound (-38 dB)", "quiet"),
        (kinds.MP3, {"seconds": "3.1", "loudness": "-70.0", "silence": 100}, "MP3 · 0:03 minutes · nothing can be heard", "track"),
        (kinds.MP3, {"seconds": "60", "loudness": "-20.0", "silence": 55}, "MP3 · 1:00 minutes", "silent for"),
        (kinds.MP3, {"seconds": "60", "loudness": "-4.0"}, "MP3 · 1:00 minutes · very loud sound (-4 dB)", ""),
        (kinds.MP4, {"seconds": "5", "streams": {"audio": 0}}, "MP4 · 0:05 minutes", "no sound"),
        (kinds.WEBM, {"plays": False, "codecs": ["hevc"]}, "WebM", "hevc"),
        (kinds.JPEG, {"width": 900, "height": 600, "dhash": "0" * 16}, "JPEG · 900 × 600 pixels", "small"),
        (kinds.JPEG, {"width": 4000, "height": 3000, "taken_at": "2023-05-19T07:30:00", "dhash": "0"},
         "JPEG · 4000 × 3000 pixels · taken on 2023-05-19", ""),
        (None, None, "", ""),
    ],
)  # fmt: skip
def test_what_was_found_is_told_in_plain_words_and_advice_stands_apart(type_found, probe, told, hinted):
    assert " · ".join(map(str, facts(type_found, probe))) == told
    advice = " ".join(map(str, hints(type_found, probe)))
    assert hinted in advice
    assert bool(advice) == bool(hinted)
