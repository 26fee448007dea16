"""A bag: valid for the public tool, the same bytes each time, its length known, broken off where bytes changed."""

import shutil
import subprocess
import tracemalloc
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from award.documents.bag import Bag, BagFile, Changed, made_file, safe_name

DATED = date(2023, 11, 5)


def bag(*files, **more) -> Bag:
    return Bag("Hồ sơ 01", files, **{"dated": DATED, "info": {"Source-Organization": "Hội Nhà báo"}, **more})


PAYLOAD = [
    made_file("01 Công văn.docx", b"letter"),
    made_file("TP-01 Chi bộ bám rẫy/Trang báo.pdf", b"%PDF" * 1000),
    made_file("TP-01 Chi bộ bám rẫy/empty.txt", b""),
]


@pytest.fixture
def whole() -> Bag:
    return bag(*PAYLOAD)


def valid(folder) -> bool:
    return bagit.Bag(str(folder / "Hồ sơ 01")).validate()


def test_the_public_tool_finds_it_valid_after_python_unpacks_it(whole, tmp_path):
    with zipfile.ZipFile(BytesIO(b"".join(whole))) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    assert valid(tmp_path)
    info = bagit.Bag(str(tmp_path / "Hồ sơ 01")).info
    assert (info["Payload-Oxum"], info["Bagging-Date"]) == ("4006.3", "2023-11-05")


@pytest.mark.skipif(not shutil.which("unzip"), reason="this machine has no unzip")
def test_the_public_tool_finds_it_valid_after_unzip_unpacks_it(whole, tmp_path):
    (tmp_path / "bag.zip").write_bytes(b"".join(whole))
    subprocess.run(["unzip", "-q", "bag.zip"], cwd=tmp_path, check=True, env={"LC_ALL": "C.UTF-8"})
    assert valid(tmp_path)


def test_it_has_the_same_bytes_each_time_and_the_length_it_announced(whole):
    first, second = b"".join(whole), b"".join(whole)
    assert first == second
    assert len(first) == whole.length


def test_changed_shorter_and_longer_files_end_the_stream():
    promised = made_file("a.pdf", b"right bytes")
    for body in (b"wrong bytes", b"right", b"right bytes and more"):
        broken = BagFile("a.pdf", promised.size, promised.sha256, lambda body=body: [body])
        for file in (broken, replace(broken, crc32=zlib.crc32(b"right bytes"))):
            with pytest.raises(Changed, match=r"a\.pdf"):
                b"".join(bag(file))


def test_a_file_whose_crc_is_known_makes_the_same_bag(whole):
    known = [replace(file, crc32=zlib.crc32(b"".join(file.chunks()))) for file in PAYLOAD]
    assert b"".join(bag(*known)) == b"".join(whole)


def test_paths_that_are_unsafe_or_meet_are_refused():
    for path in ("../a.pdf", "a//b.pdf", "/a.pdf", "a%0A.pdf", "a\n.pdf", "con"):
        with pytest.raises(ValueError, match="not a safe path"):
            bag(made_file(path, b""))
    with pytest.raises(ValueError, match="same path"):
        bag(made_file("Ảnh.jpg", b"1"), made_file("ảnh.JPG", b"2"))


def test_names_stay_readable_and_become_safe():
    assert safe_name("Đa\u0309ng: 100% “sạch”?.pdf") == "Đảng- 100- “sạch”-.pdf"
    assert safe_name("..//..\\etc\x00.") == "--.-etc"
    assert safe_name(" ") == "_"
    assert safe_name("CON") == "_CON"
    assert safe_name("a\u202egpj.exe") == "agpj.exe"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_a_safe_name_needs_no_second_pass(text):
    assert safe_name(safe_name(text)) == safe_name(text)


def test_long_names_keep_their_ending_and_fit_every_disk():
    name = safe_name("ệ" * 300 + ".docx")
    assert name.endswith("ệ.docx")
    assert len(name) <= 120
    assert len(name.encode()) <= 240


def test_equal_names_are_numbered():
    taken: set[str] = set()
    names = [safe_name(name, taken=taken) for name in ("Ảnh.jpg", "ảnh.JPG", "Ảnh.jpg")]
    assert names == ["Ảnh.jpg", "ảnh (2).JPG", "Ảnh (3).jpg"]


def test_memory_stays_flat_whatever_passes():
    megabyte = b"x" * 1_000_000
    body = made_file("phim.mp4", megabyte * 64)
    large = BagFile("phim.mp4", body.size, body.sha256, lambda: (megabyte for _ in range(64)))
    stream = bag(large)
    del body
    tracemalloc.start()
    try:
        assert sum(len(piece) for piece in stream) == stream.length
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
