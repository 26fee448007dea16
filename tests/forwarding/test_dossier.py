"""The dossier: valid for the public tool, readable without an account, the same bytes every time."""

import hashlib
import json
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import bagit
import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from award.db import db
from award.documents.bag import Changed
from award.entries.models import EarlierPrize
from award.forwarding.dossier import dossier
from award.forwarding.models import Batch
from award.forwarding.record import fingerprint
from tests.evidence.making import URL, kept_copy
from tests.evidence.pages import PARAGRAPHS
from tests.forwarding.scene import stored
from tests.support.counting import counted_statements

pytestmark = pytest.mark.storage
FOLDER = "ho-so-thu-2023-bua-liem-vang-01"
PAGE, FILM = b"%PDF-1.7 trang bao", bytes(range(256)) * 9000


@pytest.fixture
def frozen(scene, bucket) -> Batch:
    """A frozen batch of two works with files in the bucket."""
    scene.edition.contact_email = "giai@example.vn"
    page, film = stored(PAGE, "scan 001.PDF", bucket), stored(FILM, "phim/..\\của tôi.mp4", bucket)
    work = scene.work("Giữ lửa: 100% “sạch”?/…", owner=scene.cast.an, files=[page, film])
    work.authors[0].pen_names, work.authors[0].phone = "Lê An", "0256 382 0000"
    work.prizes = [EarlierPrize(position=1, contest="Giải báo chí quốc gia", level="Giải C", year=2022)]
    return scene.frozen(work, scene.work("=HYPERLINK(1)"))


def taken(client, batch, person) -> bytes:
    batch_id = batch.id
    answer = client.enter_as(person).get(f"/batches/{batch_id}/dossier.zip", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    return answer.data


@pytest.fixture
def unpacked(client, scene, frozen, tmp_path):
    with zipfile.ZipFile(BytesIO(taken(client, frozen, scene.cast.dung))) as archive:
        archive.extractall(tmp_path)
    return tmp_path / FOLDER


def test_the_public_tool_finds_it_valid_and_it_holds_what_was_promised(unpacked):
    assert bagit.Bag(str(unpacked)).validate()
    assert sorted(
        str(path.relative_to(unpacked / "data")) for path in unpacked.glob("data/**/*") if path.is_file()
    ) == [
        "00 Đọc trước.txt",
        "01 Công văn.docx",
        "02 Danh sách tác phẩm.xlsx",
        "03 Danh sách tác phẩm.docx",
        "04 Biên bản lựa chọn.docx",
        "05 Giấy biên nhận.docx",
        "06 Dữ liệu.json",
        "TP-01 Giữ lửa- 100- “sạch”--…/01 Bản chụp trang báo - kỳ 1.pdf",
        "TP-01 Giữ lửa- 100- “sạch”--…/02 Bản chụp trang báo - kỳ 1.mp4",
        "TP-01 Giữ lửa- 100- “sạch”--…/Phiếu thông tin.pdf",
        "TP-02 =HYPERLINK(1)/Phiếu thông tin.pdf",
    ]
    assert next(unpacked.glob("data/TP-01*/02*")).read_bytes() == FILM


def test_kept_pages_go_along_to_be_read_and_as_they_came(client, scene, bucket, tmp_path):
    work = scene.work()
    copy = kept_copy(work)
    bucket.put(copy.looks[0].warc_key, b"warc", "application/warc")
    batch = scene.frozen(work)
    with zipfile.ZipFile(BytesIO(taken(client, batch, scene.cast.dung))) as archive:
        archive.extractall(tmp_path)
    unpacked = tmp_path / FOLDER
    assert bagit.Bag(str(unpacked)).validate()
    read = next(unpacked.glob("data/TP-01*/Trang đã đăng - kỳ 1.txt")).read_text()
    assert (URL in read, PARAGRAPHS[2] in read, copy.looks[0].body_sha256 in read) == (True, True, True)
    assert next(unpacked.glob("data/TP-01*/Trang đã đăng - kỳ 1.warc.gz")).read_bytes() == b"warc"
    assert "bản lưu 1 trang đã đăng" in (unpacked / "data/00 Đọc trước.txt").read_text()


def test_the_list_opens_and_has_the_columns_of_the_national_award(unpacked):
    sheet = load_workbook(unpacked / "data/02 Danh sách tác phẩm.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["STT", "Tên tác phẩm", "Loại hình"]
    assert len(rows[0]) == 14
    assert rows[1][5] == "Lê Thị An (Lê An)"
    assert rows[1][8:13] == [
        datetime(2023, 5, 19),
        None,
        "Giải A",
        "Giải C, Giải báo chí quốc gia 2022",
        "Lê Thị An, 0256 382 0000, an@example.vn",
    ]
    assert (rows[2][1], sheet["B3"].data_type) == ("=HYPERLINK(1)", "s")


def test_the_list_has_the_columns_and_words_of_the_destination(scene, bucket):
    scene.destination.columns = ["place", "title: Tên tác phẩm dự thi", "category", "words"]
    scene.destination.categories = {"bao-in": "Báo viết"}
    record = scene.frozen(scene.work("Bám rẫy")).record
    bag = dossier(record, bucket.read)
    whole = {file.path.split("data/")[-1]: b"".join(file.chunks()) for file in bag.files}
    rows = list(load_workbook(BytesIO(whole["02 Danh sách tác phẩm.xlsx"])).active.values)
    assert rows == [("STT", "Tên tác phẩm dự thi", "Loại hình", "Số từ"), (1, "Bám rẫy", "Báo viết", None)]
    paper = docx.Document(BytesIO(whole["03 Danh sách tác phẩm.docx"])).tables[0]
    assert [cell.text for cell in paper.rows[1].cells] == ["1", "Bám rẫy", "Báo viết", ""]
    minutes = docx.Document(BytesIO(whole["04 Biên bản lựa chọn.docx"]))
    assert "BIÊN BẢN" in [paragraph.text for paragraph in minutes.paragraphs]
    assert minutes.tables[-1].rows[1].cells[1].text == record["works"][0]["code"]
    assert json.loads(whole["06 Dữ liệu.json"])["works"][0]["their_category"] == "Báo viết"


def test_over_discs_every_volume_is_a_valid_bag_and_together_they_are_the_whole(world, scene, bucket, tmp_path):
    films = [bytes([n]) * 400_000 for n in range(5)]
    files = [stored(film, f"phim {n}.mp4", bucket) for n, film in enumerate(films)]
    works = [scene.work("Một", files=files[:1]), scene.work("Hai", files=files[1:4]), scene.work("Ba", files=files[4:])]
    batch = scene.frozen(*works)
    db.session.commit()
    result = world.test_cli_runner().invoke(
        args=["forwarding", "build", str(batch.id), "--output", str(tmp_path / "đĩa"), "--discs", "1000000"]
    )
    assert result.exit_code == 0, result.output
    discs = sorted((tmp_path / "đĩa").iterdir())
    found = {}
    for number, disc in enumerate(discs, 1):
        assert disc.stat().st_size <= 1_000_000
        with zipfile.ZipFile(disc) as archive:
            archive.extractall(tmp_path)
        folder = tmp_path / disc.stem
        bag = bagit.Bag(str(folder))
        assert bag.validate()
        assert bag.info["Bag-Count"] == f"{number} of {len(discs)}"
        assert "Đĩa 01: công văn" in (folder / "data/00 Danh sách đĩa.txt").read_text()
        found |= {path.relative_to(folder): path.read_bytes() for path in folder.glob("data/**/*") if path.is_file()}
    whole = {
        Path(file.path).relative_to(batch.record["name"]): b"".join(file.chunks())
        for file in dossier(batch.record, bucket.read).files
    }
    assert len(discs) > 2
    assert {path: body for path, body in whole.items() if path.parts[0] == "data"}.items() <= found.items()
    refused = world.test_cli_runner().invoke(args=["forwarding", "build", str(batch.id), "--discs", "300000"])
    assert (refused.exit_code, "alone is larger than a disc" in refused.output) == (1, True), refused.output


def test_the_letter_and_the_data_sheet_say_who_sends_what(unpacked):
    letter = docx.Document(unpacked / "data/01 Công văn.docx")
    assert "Số: 07/HNB" in letter.tables[0].rows[1].cells[0].text
    assert any("02 tác phẩm" in paragraph.text for paragraph in letter.paragraphs)
    assert [cell.text for cell in letter.tables[2].rows[2].cells][:2] == ["2", "=HYPERLINK(1)"]
    sheet = PdfReader(next(unpacked.glob("data/TP-01*/Phiếu*"))).pages[0].extract_text()
    for wanted in ("Giữ lửa", "Lê Thị An", "Báo Bình Định", "Giải A", "scan 001.PDF"):
        assert wanted in " ".join(sheet.split())
    assert "TP-02 =HYPERLINK(1)" in (unpacked / "data/00 Đọc trước.txt").read_text()


def test_a_second_build_has_the_same_bytes_whatever_was_edited_since(client, scene, frozen):
    first = taken(client, frozen, scene.cast.dung)
    item = frozen.items[0]
    entry = db.session.get(type(scene.work()), item.entry_id)
    entry.title, entry.authors[0].full_name = "Tên khác", "Người khác"
    scene.edition.title, scene.edition.issuers[0].signer_name = "Giải khác", "Ai đó"
    entry.attachments.clear()
    db.session.flush()
    assert taken(client, frozen, scene.cast.hung) == first


def test_the_command_writes_the_same_bytes(world, client, scene, frozen, tmp_path):
    expected, runner, path = taken(client, frozen, scene.cast.dung), world.test_cli_runner(), tmp_path / "dossier.zip"
    for name in (str(frozen.id), "thu-2023/1", "thu-2023/bua-liem-vang/1"):
        result = runner.invoke(args=["forwarding", "build", name, "--output", str(path)])
        assert result.exit_code == 0, result.output
        assert path.read_bytes() == expected
        path.unlink()
    for name in ("thu-2023/2", "nonsense", "a/b/c/1"):
        assert runner.invoke(args=["forwarding", "build", name]).exit_code == 1


def test_an_object_changed_in_the_bucket_breaks_the_stream(world, client, scene, frozen, bucket, tmp_path):
    file = frozen.record["works"][0]["files"][1]
    bucket.put(file["key"], FILM[:-1] + b"!", "video/mp4")
    with pytest.raises(Changed, match=r"kỳ 1\.mp4"):
        b"".join(dossier(frozen.record, bucket.read))
    batch_id = str(frozen.id)
    with pytest.raises(Changed):
        client.enter_as(scene.cast.dung).get(f"/batches/{batch_id}/dossier.zip", buffered=True)
    path = tmp_path / "dossier.zip"
    result = world.test_cli_runner().invoke(args=["forwarding", "build", batch_id, "--output", str(path)])
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "kỳ 1.mp4" in result.output


def test_an_object_missing_from_the_bucket_is_named_before_anything_is_sent(client, scene, frozen, bucket):
    batch_id = frozen.id
    bucket.delete(frozen.record["works"][0]["files"][0]["key"])
    answer = client.enter_as(scene.cast.dung).get(f"/batches/{batch_id}/dossier.zip")
    assert answer.status_code == 503
    assert "01 Bản chụp trang báo - kỳ 1.pdf" in answer.text


def test_nothing_is_asked_of_the_database_while_the_dossier_streams(client, scene, frozen):
    batch_id = frozen.id
    answer = client.enter_as(scene.cast.dung).get(f"/batches/{batch_id}/dossier.zip")
    with counted_statements() as seen:
        assert hashlib.sha256(answer.data).hexdigest()
    assert seen == []


def test_the_record_is_bound_to_the_audit(frozen):
    record = json.loads(json.dumps(frozen.record))
    assert fingerprint(record) == fingerprint(frozen.record)
    record["works"][0]["title"] = "khác"
    assert fingerprint(record) != fingerprint(frozen.record)
