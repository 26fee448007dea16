"""What a file is found to be, and what is refused: strangers' bytes must not harm."""

import io
import zipfile

import pytest

from award.editions.states import FileKind
from award.files import examining, kinds
from award.files.probing import probe_bytes
from award.files.probing.pictures import MOST_PIXELS, MOST_SIDE
from tests.files.samples import MADE, PDF, locked_pdf, long_sound, png_of

SOUND = {"seconds", "codecs", "plays", "streams", "loudness", "silence"}


@pytest.mark.parametrize(
    ("kind", "type_found", "known"),
    [
        (FileKind.PDF, kinds.PDF, {"pages", "text_pages", "blank_pages", "words", "characters"}),
        (FileKind.IMAGE, kinds.JPEG, {"width", "height", "alike"}),
        (FileKind.AUDIO, kinds.MP3, SOUND),
        (FileKind.VIDEO, kinds.MP4, SOUND | {"width", "height"}),
        (FileKind.DOCUMENT, kinds.DOCX, {"words", "characters"}),
    ],
)
def test_real_files_are_known_by_their_content(kind, type_found, known):
    found = probe_bytes(MADE[kind].body)
    assert (found.type_found, set(found.probe), found.refusal) == (type_found, known, None)


def test_the_length_of_sound_is_measured():
    assert probe_bytes(long_sound(3)).probe["seconds"] == "3.000"


@pytest.mark.parametrize(
    "body",
    [
        png_of(60_000, 60_000),
        locked_pdf(),
        PDF[:200],
        MADE[FileKind.IMAGE].body[:-5000],
        MADE[FileKind.VIDEO].body[: len(MADE[FileKind.VIDEO].body) // 2],
        MADE[FileKind.VIDEO].body[:600],
        MADE[FileKind.DOCUMENT].body[:-500],
        b"ID3" + bytes(5000),
        b"PK\x03\x04" + bytes(100),
    ],
    ids=["bomb", "locked", "cut PDF", "cut JPEG", "cut MP4", "MP4 without data", "cut DOCX", "no MP3", "no ZIP"],
)
def test_what_cannot_be_used_is_refused_in_words(body):
    assert probe_bytes(body).refusal is not None


def test_a_bomb_is_told_by_its_pixels_before_it_is_unpacked():
    refusal = probe_bytes(png_of(60_000, 60_000)).refusal
    assert refusal.values == {"width": 60_000, "height": 60_000, "most": MOST_PIXELS // 1_000_000, "side": MOST_SIDE}
    assert len(png_of(60_000, 60_000)) < 100_000


def test_an_archive_is_no_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("virus.exe", b"MZ")
    assert "Word" in str(probe_bytes(out.getvalue()).refusal)


@pytest.mark.parametrize(
    ("body", "type_found"),
    [(b"<!doctype html><html></html>", "text/html"), (b"GIF89a" + bytes(20), "image/gif"), (b"chao", "text/plain")],
)
def test_other_contents_are_named_for_the_sentence(body, type_found):
    assert probe_bytes(body).type_found == type_found


def test_the_probe_runs_apart_and_gives_the_same(tmp_path):
    path = tmp_path / "film"
    path.write_bytes(MADE[FileKind.VIDEO].body)
    assert examining.probe_apart(path, path.stat().st_size) == probe_bytes(path.read_bytes())
