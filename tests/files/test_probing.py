"""What a file is found to be, and what is refused: strangers' bytes must not harm."""

import io
import json
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from award.config import ROOT
from award.editions.states import FileKind
from award.embedded.ports import HOST
from award.files import examining, kinds
from award.files.probing import probe_bytes
from award.files.probing.facts import Text
from award.files.probing.pictures import MOST_PIXELS, MOST_SIDE
from tests.files import hostile
from tests.files.samples import MADE, PDF, locked_pdf, long_sound, photograph, png_of, tone

SOUND = {"seconds", "codecs", "plays", "streams", "loudness", "silence"}


@pytest.mark.parametrize(
    ("kind", "type_found", "known"),
    [
        (FileKind.PDF, kinds.PDF, {"pages", "text_pages", "blank_pages", "words", "characters"}),
        (FileKind.IMAGE, kinds.JPEG, {"width", "height", "dhash"}),
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


def test_a_picture_and_its_copies_share_a_hash_that_other_pictures_do_not():
    original = photograph(1200, 800)
    copies = [photograph(600, 400), photograph(1200, 800, maker="Someone else"), photograph(1500, 1000)]
    other = photograph(1200, 800, shift=600)
    first = int(probe_bytes(original).probe["dhash"], 16)
    assert all((first ^ int(probe_bytes(copy).probe["dhash"], 16)).bit_count() <= 6 for copy in copies)
    assert (first ^ int(probe_bytes(other).probe["dhash"], 16)).bit_count() > 16


def test_loudness_and_silence_are_measured():
    loud, quiet = (probe_bytes(tone(10, level)).probe for level in (0.5, 0.005))
    assert float(loud["loudness"]) - float(quiet["loudness"]) == pytest.approx(40, abs=1)
    assert loud["silence"] == 0
    half = probe_bytes(tone(10, 0.5, silent=5)).probe
    assert half["silence"] == pytest.approx(50, abs=2)
    nothing = probe_bytes(tone(10, 0.0)).probe
    assert (nothing["loudness"], nothing["silence"]) == ("-70.0", 100)


def test_a_scan_has_no_text_layer_and_a_layout_has_its_words():
    page, out = Image.new("RGB", (600, 800), "grey"), io.BytesIO()
    page.save(out, "PDF")
    assert probe_bytes(out.getvalue()).probe["text_pages"] == 0
    found = probe_bytes(PDF)
    assert found.probe["text_pages"] == found.probe["pages"]
    assert "Chi bộ bám rẫy" in found.text
    assert len(found.text.split()) == found.probe["words"]
    assert "Chi bộ bám rẫy" in probe_bytes(MADE[FileKind.DOCUMENT].body).text


def test_kept_text_is_bounded_and_counting_goes_on():
    text = Text(most=10)
    for piece in ("năm chữ đầu tiên", "\0thêm\ud800 nữa"):
        text.add(piece)
    assert (text.whole, text.words) == ("năm chữ đầ", 6)
    assert "\0" not in text.whole


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (locked_pdf(), "password"),
        (hostile.no_pages(), "no pages"),
        (PDF[:3000], "damaged"),
        (hostile.blank_pages(), "empty"),
    ],
)
def test_locked_empty_and_damaged_have_sentences_of_their_own(body, words):
    assert words in str(probe_bytes(body).refusal)


def test_the_process_has_no_network_no_keys_and_writes_no_more_than_it_may(tmp_path):
    script = tmp_path / "inside.py"
    script.write_text(
        "import json, os, socket, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from award.files.confined import confine\n"
        "confine({'memory': 10**9, 'cpu_seconds': 10, 'written': 4096})\n"
        "said = {}\n"
        "try:\n    open(sys.argv[1], 'wb', buffering=0).write(bytes(10000))\n    said['size'] = os.path.getsize(sys.argv[1])\n"
        "except OSError: said['size'] = 0\n"
        "try:\n    socket.create_connection((sys.argv[2], int(sys.argv[3])), 2)\n    said['line'] = True\n"
        "except OSError: said['line'] = False\n"
        "print(json.dumps(said))\n"
    )
    with socket.create_server((HOST, 0)) as server:
        asked = [sys.executable, script, tmp_path / "out", HOST, str(server.getsockname()[1])]
        said = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    assert said["size"] <= 4096
    if Path("/proc/self/ns/net").exists() and os.geteuid() == 0:
        assert said["line"] is False
