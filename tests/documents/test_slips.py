"""Slips of paper: they say what was given, and their codes lead where they should."""

import io
import re

from pypdf import PdfReader

from award.documents.qr import qr_svg
from award.documents.slips import Label, Receipt, labels, receipt

ADDRESS = "https://giai.example.vn/intake/" + "k" * 43


def text_of(body: bytes) -> list[str]:
    """The words of every page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages]


def slip(**more) -> Receipt:
    known = {"title": "Giấy biên nhận", "organiser": "Hội Nhà báo", "above": "Giải", "code": "TN-0007"}
    rest = {"pairs": [("Người giao", "#let x = 1")], "address": ADDRESS, "beside": ["Quét mã"], "day": "hôm nay"}
    return Receipt(**known, **rest, signatures=["Người giao", "Người nhận"], **more)


def test_a_receipt_says_what_was_given_and_reads_nothing_as_markup():
    (page,) = text_of(receipt(slip()))
    assert "TN-0007" in page
    assert "#let x = 1" in page


def test_a_receipt_has_the_paper_that_was_asked_for():
    sizes = [PdfReader(io.BytesIO(receipt(slip(paper=paper)))).pages[0].mediabox for paper in ("a5", "a4")]
    assert [round(float(box.width) / 72 * 25.4) for box in sizes] == [210, 210]
    assert [round(float(box.height) / 72 * 25.4) for box in sizes] == [148, 297]


def test_labels_fill_sheets_of_twenty_four_and_cut_long_titles():
    pages = text_of(
        labels([Label(f"TN-{n}", "Chi bộ bám rẫy " * 20, ["An"], ADDRESS) for n in range(25)], title="Nhãn")
    )
    assert len(pages) == 2
    assert "TN-24" in pages[1]
    assert "…" in pages[1]


def test_a_code_is_a_picture_of_lines():
    assert re.match(r"<svg[^>]*>", qr_svg(ADDRESS))
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")
