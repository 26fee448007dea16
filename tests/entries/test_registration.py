"""The registration form, the scan that comes back signed, and the page that proves a paper."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from award.db import db
from award.documents.form_docx import form_docx
from award.documents.form_pdf import form_pdf
from award.editions.states import PersonalNumber
from award.entries import queries, service
from award.entries.checks import Verdict
from award.entries.models import SignedForm
from award.entries.papers import content_digest, holds
from award.entries.registration import AuthorLine, PartLine, Registration, registration_form
from award.files.models import StoredFile
from award.files.states import FileState
from tests.entries.making import ready_draft, stored_file
from tests.support.editions import make_edition

LONG = "Công Tằng Tôn Nữ Hoàng Diệu Thảo"
PENS = "Lê An, An Nhiên, Bảo Quỳnh, Ngọc Ánh Sông Kôn, Người Bình Định"


def a_record(authors=7, parts=5):
    people = tuple(
        AuthorLine(LONG, PENS, "Báo và phát thanh, truyền hình Gia Lai", "Chi hội Báo", "Phó phòng", "0905 123 456",
                   f"mot.dia.chi.rat.dai.{place}@baobinhdinh.vn", True, place == 0, Decimal("14.29"))
        for place in range(authors)
    )  # fmt: skip
    url = "https://baobinhdinh.vn/viewer.aspx?macm=1&macmp=6&mabb=241871&duong-dan-rat-dai"
    lines = tuple(
        PartLine(f"Kỳ {place}: Ộ Ệ", "Báo Bình Định", "Xây dựng Đảng", date(2023, 5, place), "trang 3", url, None, 1850)
        for place in range(1, parts + 1)
    )
    return Registration(
        "Giải báo chí tỉnh Bình Định", "Hội Nhà báo tỉnh Bình Định", "Bình Định", 2023, "BI-017", "Chi bộ bám rẫy",
        "Báo in", "Phóng sự", "Công tác cán bộ", "vi", "", people, lines, (), (), (("Số căn cước (CCCD)", ""),),
    )  # fmt: skip


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_seven_authors_with_five_pen_names_and_five_parts_fit_on_the_form():
    form = registration_form(a_record(), "https://giai.example.vn/proof/abc", "abc", "0" * 64)
    pdf = form_pdf(form)
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(text_of(pdf).split())
    assert len(pages) <= 4
    assert text.count("Công Tằng Tôn Nữ") == 9  # the lead author's own section and the signature too
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "XÁC NHẬN CỦA THỦ TRƯỞNG CƠ QUAN" in text
    assert {font for page in pages for font in _fonts(page)} <= {
        f"LibertinusSerif-{face}" for face in ("Regular", "Bold", "Italic")
    }
    assert form_pdf(form) == pdf
    word = form_docx(form)
    assert form_docx(form) == word
    words = docx.Document(io.BytesIO(word))
    assert len(words.inline_shapes) == 1
    assert any(LONG in cell.text for table in words.tables for row in table.rows for cell in row.cells)


def _fonts(page):
    found = page["/Resources"]["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).split("+")[-1].split("-Identity")[0] for font in found}


def test_an_address_breaks_after_a_joint_and_never_leaves_the_page():
    name, host = "nguyenthiphuongkhanh.baobinhdinh", "baovaphatthanhtruyenhinh.gialai.gov.vn"
    record = a_record(2, 1)
    people = tuple(replace(author, email=f"{name}@{host}") for author in record.authors)
    pdf = form_pdf(registration_form(replace(record, authors=people), "https://giai.example.vn/proof/abc", "abc", "0"))
    assert text_of(pdf).replace("\u200b", "").count("nguyenthiphuongkhanh") == 3  # the lead author stands there twice
    page = pdfium.PdfDocument(pdf)[0]
    words = page.get_textpage()
    rights = [words.get_charbox(place)[2] for place in range(words.count_chars())]
    assert max(rights) <= page.get_width() - 15 / 25.4 * 72


def test_a_lone_author_with_one_part_fits_on_one_page():
    form = registration_form(a_record(1, 1), "https://giai.example.vn/proof/abc", "abc", "0" * 64)
    assert len(PdfReader(io.BytesIO(form_pdf(form))).pages) == 1


@pytest.fixture
def edition(world, cast):
    edition = make_edition(signed_form=True, personal_numbers=["national_id"])
    cast.appoint(edition)
    return edition


def test_the_form_is_for_its_people_and_shows_a_number_masked(edition, cast, client):
    entry = ready_draft(edition, cast.an)
    kind = PersonalNumber.NATIONAL_ID
    service.give_number(edition, "an@example.vn", kind, number="052187654321", agreed=True)
    address = f"/entries/{entry.id}/registration"
    client.enter_as(cast.an)
    printed = client.get(f"{address}.pdf")
    text = " ".join(text_of(printed.data).split())
    assert printed.mimetype == "application/pdf"
    assert "•••321" in text
    assert "052187654321" not in text
    assert client.get(f"{address}.docx").status_code == 200
    for somebody in (cast.cuong, cast.giang, cast.binh):
        client.enter_as(somebody)
        assert client.get(f"{address}.pdf").status_code == 404


def test_the_code_on_the_paper_proves_its_data_to_anybody_and_tells_no_more(edition, cast, client):
    entry = service.submit(ready_draft(edition, cast.an), actor=cast.an)
    digest = content_digest(entry)
    address = f"/proof/{entry.proof_code}"
    page = client.get(f"{address}?h={digest[:32]}").text
    assert "notice-ok" in page
    assert digest in page
    for secret in ("Lê Thị An", "an@example.vn", str(entry.id)):
        assert secret not in page
    assert "notice-ok" not in client.get(f"{address}?h={'0' * 32}").text
    assert client.get(f"/proof/{entry.id}").status_code == 404
    entry = queries.entry_whole(entry.id)
    entry.parts[0].published_on = date(2023, 5, 20)
    db.session.commit()
    assert "notice-ok" not in client.get(f"{address}?h={digest[:32]}").text


def test_number_state_and_check_of_files_do_not_change_the_hash(edition, cast):
    entry = ready_draft(edition, cast.an)
    before = content_digest(entry)
    service.submit(entry, actor=cast.an)
    db.session.query(StoredFile).update({"sha256": "1" * 64})
    db.session.expire_all()
    assert content_digest(queries.entry_whole(entry.id)) == before


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("a" * 64, True),
        ("A" * 16, True),
        ("aaaa aaaa " * 4, True),
        ("b" * 32, False),
        ("a" * 15, None),
        ("x" * 32, None),
    ],
)
def test_a_printed_hash_is_compared_as_far_as_it_was_given(printed, same):
    assert holds(printed, "a" * 64) is same


def signed(entry, owner, state=FileState.VERIFIED):
    return service.attach_signed(entry, stored_file(owner, state), actor=owner)


def verdict(entry):
    db.session.expire_all()
    return {check.clause: check.verdict for check in service.run_checks(queries.entry(entry.id))}["signed_form"]


def test_the_signed_form_is_awaited_comes_in_and_goes_stale_with_a_change(edition, cast):
    entry = ready_draft(edition, cast.an)
    assert verdict(entry) is Verdict.WAITING
    signed(queries.entry_whole(entry.id), cast.an)
    assert verdict(entry) is Verdict.MET
    service.save_work(queries.entry(entry.id), {"title": "Tên khác"}, version=None, actor=cast.an)
    assert verdict(entry) is Verdict.WAITING


def test_a_refused_scan_does_not_count(edition, cast):
    entry = ready_draft(edition, cast.an)
    signed(entry, cast.an, FileState.REFUSED)
    assert verdict(entry) is Verdict.WAITING


@pytest.mark.storage
def test_a_scan_goes_up_by_its_box_is_seen_by_the_office_and_taken_away(edition, cast, client, bucket):
    entry = service.submit(ready_draft(edition, cast.an), actor=cast.an)
    base = f"/entries/{entry.id}/signed-form"
    client.enter_as(cast.cuong)
    assert client.post(base, json={"name": "phieu.pdf", "size": 4}).status_code == 404
    client.enter_as(cast.an)
    assert client.post(base, json={"name": "phieu.exe", "size": 4}).status_code == 422
    file = client.post(base, json={"name": "phieu.pdf", "size": 4}).json["file_id"]
    assert client.post(f"{base}/{file}/open", json={}).json["missing"] == [1]
    assert client.get(f"{base}/{file}").json["state"] == FileState.WAITING
    client.enter_as(cast.giang)
    assert client.get(f"{base}/{file}").status_code == 404
    client.enter_as(cast.an)
    assert client.post(f"{base}/{file}/remove", json={}).json == {"removed": True}
    assert db.session.query(SignedForm).count() == 0


def test_one_scan_stands_with_every_work_of_a_delivery(edition, cast):
    drafts = [ready_draft(edition, cast.mai, title) for title in ("mot", "hai")]
    for number, draft in enumerate(drafts):
        people = [{"full_name": f"Người {number}", "email": f"n{number}@example.vn"}]
        service.save_authors(draft, people, version=None, actor=cast.mai)
    delivery = service.hand_in(edition, {draft.id: draft.version for draft in drafts}, actor=cast.mai)
    file = service.begin_signed(queries.delivered_whole(delivery), name="phieu.pdf", size=9, actor=cast.mai)
    file.state = FileState.STORED
    db.session.flush()
    assert [verdict(draft) for draft in drafts] == [Verdict.MET, Verdict.MET]
    service.remove_signed(queries.entry_whole(drafts[0].id), file.id, actor=cast.mai)
    assert verdict(drafts[1]) is Verdict.MET


def test_receipt_and_its_letter_carry_the_proof(edition, cast, client):
    entry = service.submit(ready_draft(edition, cast.an), actor=cast.an)
    client.enter_as(cast.an)
    page = client.get(f"/entries/{entry.id}/receipt").text
    assert 'class="qr-code"' in page
    found = re.search(rf"http://localhost(/proof/{entry.proof_code}\?h=[0-9a-f]{{32}})", page)
    assert "notice-ok" in client.get(found[1]).text
