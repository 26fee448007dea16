"""ZIPs that were made to do harm: each is told by a sentence, and nothing of it is unpacked."""

import hashlib
import io
import struct
import tracemalloc
import unicodedata
import zipfile

import pytest

from award.forwarding import unpacking
from award.forwarding.unpacking import Faulty, Package

BODY = b"noi dung"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LINK, DEVICE = 0o120777 << 16, 0o020666 << 16


def bagged(members, tags=()):
    """A bag in a ZIP with the payload `members` as (path under data/, bytes, external attributes); `tags` come beside."""
    manifest = "".join(f"{hashlib.sha256(body).hexdigest()}  data/{path}\n" for path, body, _ in members).encode()
    tagged = {"bagit.txt": DECLARATION, "bag-info.txt": b"", "manifest-sha256.txt": manifest, **dict(tags)}
    tagged["tagmanifest-sha256.txt"] = "".join(
        f"{hashlib.sha256(body).hexdigest()}  {path}\n" for path, body in tagged.items()
    ).encode()
    every = [*((f"ho-so/{path}", body, 0) for path, body in tagged.items())]
    return zipped([*every, *((f"ho-so/data/{path}", body, attributes) for path, body, attributes in members)])


def zipped(members, compression=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for path, body, attributes in members:
            info = zipfile.ZipInfo(path)
            info.external_attr, info.compress_type = attributes, compression
            archive.writestr(info, body)
    return stream.getvalue()


def opened(body):
    return Package(io.BytesIO(body))


def test_a_plain_bag_is_read():
    package = opened(bagged([("a.txt", BODY, 0)]))
    assert package.faults(lambda *_: None) == []
    assert package.whole("a.txt") == BODY


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "a/../../b", "./a", "a//b", "C:/windows/a", "a\\..\\b", "a/" + "x" * 1001],
)
def test_a_path_that_leads_outside_is_refused(path):
    with pytest.raises(Faulty, match="not allowed"):
        opened(bagged([(path, BODY, 0)]))


@pytest.mark.parametrize("path", ["/etc/passwd", "../passwd", "ho-so/../../passwd"])
def test_a_member_outside_the_folder_is_refused(path):
    with pytest.raises(Faulty):
        opened(zipped([(path, BODY, 0)]))


def test_a_manifest_that_names_a_path_outside_is_refused():
    manifest = f"{hashlib.sha256(BODY).hexdigest()}  data/../../../etc/passwd\n".encode()
    with pytest.raises(Faulty, match="not allowed"):
        opened(bagged([("a.txt", BODY, 0)], {"manifest-sha256.txt": manifest}.items()))


@pytest.mark.parametrize("attributes", [LINK, DEVICE])
def test_links_and_devices_are_refused(attributes):
    with pytest.raises(Faulty, match="no plain file"):
        opened(bagged([("a.txt", b"/etc/passwd", attributes)]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["a.txt", "A.TXT"])
def test_a_file_that_stands_twice_is_refused(other):
    with pytest.raises(Faulty, match="twice"):
        opened(bagged([("a.txt", BODY, 0), (other, b"khac", 0)]))


def test_a_bomb_is_refused_by_what_its_directory_says(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1000)
    with pytest.raises(Faulty, match="more than it can"):
        opened(bagged([("a.txt", bytes(2000), 0)]))


def test_a_bomb_whose_directory_lies_gives_no_more_than_it_said():
    """Sixty-four MiB of zeros that the directory calls eight bytes: what it said is read, and its sum is wrong."""
    body = bytearray(zipped([("ho-so/data/a.txt", bytes(64 * 1024 * 1024), 0)], zipfile.ZIP_DEFLATED))
    central = body.rindex(b"PK\x01\x02")
    struct.pack_into("<L", body, central + 24, 8)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        package = Package.__new__(Package)
        package.name, package._archive = "ho-so", archive
        package._members = {one.filename: one for one in archive.infolist()}
        tracemalloc.start()
        with pytest.raises(Faulty, match="damaged"):
            package.whole("a.txt")
        assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
        tracemalloc.stop()


def test_members_that_lie_over_each_other_are_refused():
    """The quoted-overlap bomb: many names in the directory, one body."""
    body = zipped([(f"ho-so/data/{n}.txt", bytes(5000), 0) for n in range(3)])
    archive = zipfile.ZipFile(io.BytesIO(body))
    at, size = archive.start_dir, len(body)
    central = bytearray(body[at:])
    first, place = struct.unpack_from("<L", central, 42)[0], 0
    for _ in range(3):
        struct.pack_into("<L", central, place + 42, first)
        place = central.find(b"PK\x01\x02", place + 4)
    cut = body[: at // 3] + bytes(central)
    end = cut.rindex(b"PK\x05\x06")
    cut = cut[: end + 16] + struct.pack("<L", at // 3) + cut[end + 20 :]
    assert len(cut) < size
    with pytest.raises(Faulty, match="more than it can"):
        opened(cut)


def test_a_directory_that_claims_too_many_members_is_refused_before_it_is_read():
    body = bytearray(bagged([("a.txt", BODY, 0)]))
    end = body.rindex(b"PK\x05\x06")
    struct.pack_into("<L", body, end + 12, 500 * 1024 * 1024)
    with pytest.raises(Faulty, match="too many files"):
        opened(bytes(body))


@pytest.mark.parametrize("cut", [0, 1, 21, 100, -1, -22])
def test_a_zip_that_is_not_whole_is_refused(cut):
    body = bagged([("a.txt", BODY, 0)])
    with pytest.raises(Faulty):
        opened(body[:cut])


def test_a_password_and_a_strange_packing_are_refused():
    locked = bytearray(bagged([("a.txt", BODY, 0)]))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Faulty, match="password"):
        opened(bytes(locked))
    with pytest.raises(Faulty, match="packed in a way"):
        opened(zipped([("ho-so/a.txt", BODY * 100, 0)], zipfile.ZIP_LZMA))


def test_a_bomb_of_zeros_is_refused_by_how_much_it_shrinks(monkeypatch):
    monkeypatch.setattr(unpacking, "SMALL", 0)
    body = zipped([("ho-so/data/a.txt", bytes(1024 * 1024), 0)], zipfile.ZIP_DEFLATED)
    with pytest.raises(Faulty, match="more than it can"):
        opened(body)


def test_names_that_a_mac_decomposed_are_the_same_files():
    name = "Bản chụp trang báo.pdf"
    manifest = f"{hashlib.sha256(BODY).hexdigest()}  data/{name}\n".encode()
    body = bagged([(unicodedata.normalize("NFD", name), BODY, 0)], {"manifest-sha256.txt": manifest}.items())
    package = opened(body)
    assert package.faults(lambda *_: None) == []
    assert package.whole(name) == BODY


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_in_both_forms_stands_twice():
    forms = [unicodedata.normalize(form, "Kỳ 1.pdf") for form in ("NFC", "NFD")]
    with pytest.raises(Faulty, match="twice"):
        opened(bagged([(name, BODY, 0) for name in forms]))


def test_a_manifest_that_promises_two_things_of_one_file_is_refused():
    lines = f"{hashlib.sha256(BODY).hexdigest()}  data/a.txt\n{'0' * 64}  data/a.txt\n"
    with pytest.raises(Faulty, match="twice"):
        opened(bagged([("a.txt", BODY, 0)], {"manifest-sha256.txt": lines.encode()}.items()))


@pytest.fixture
def wide(monkeypatch):
    """A bag whose ZIP has the records of 64 bits, as one of more than four GiB has."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100)
    return bytearray(bagged([("a.txt", bytes(200), 0)]))


def test_the_records_of_a_large_zip_are_read(wide):
    assert wide.count(b"PK\x06\x06") == 1
    assert opened(bytes(wide)).whole("a.txt") == bytes(200)


def test_a_large_zip_that_claims_a_directory_without_end_is_refused_before_it_is_read(wide):
    struct.pack_into("<Q", wide, wide.rindex(b"PK\x06\x06") + 40, 500 * 1024 * 1024)
    with pytest.raises(Faulty, match="too many files"):
        opened(bytes(wide))


def test_a_record_that_only_seems_to_be_the_right_one_deceives_nobody(wide):
    """The record that `zipfile` will read claims much; a harmless one stands later, in the comment."""
    at, end = wide.rindex(b"PK\x06\x06"), wide.rindex(b"PK\x05\x06")
    harmless = bytes(wide[at : at + 56])
    struct.pack_into("<Q", wide, at + 40, 500 * 1024 * 1024)
    struct.pack_into("<H", wide, end + 20, len(harmless))
    with pytest.raises(Faulty, match="too many files"):
        opened(bytes(wide) + harmless)
    struct.pack_into("<Q", wide, end - 20 + 8, 0)
    with pytest.raises(Faulty, match="not whole"):
        opened(bytes(wide) + harmless)
