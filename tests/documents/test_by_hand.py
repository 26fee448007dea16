"""What a clerk would mend by hand: even lines, nothing torn, nobody's signature alone on a page."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from openpyxl import load_workbook
from pypdf import PdfReader

from award.documents.certificates import CertificateSheet, CertificateText, certificates_pdf
from award.documents.docx import letter
from award.documents.frames import FRAMES
from award.documents.list_docx import ListPaper, list_docx
from award.documents.paper import Annex, Signer, Table, belonging, roman
from award.documents.paper_pdf import letter_pdf
from award.documents.score_sheets import MarkedSheet, score_sheets
from award.documents.slips import Receipt, receipt
from award.documents.widths import columns_within, longest_line, shared, text_width
from award.documents.xlsx import Column, Sheet, workbook
from tests.documents.test_docx import TEXT

TITLE = "Họp xét, đề nghị tặng thưởng các tác phẩm dự Giải báo chí Búa liềm vàng tỉnh Bình Định lần thứ III năm 2023"
MINUTES = replace(
    TEXT,
    kind="Biên bản",
    subject=TITLE,
    beside=[Signer("Thư ký", "Phạm Thùy Dung")],
    recipients=["Lưu: hồ sơ giải"],
    annex=None,
)
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def opened(text):
    return docx.Document(BytesIO(letter(text)))


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_lines_of_a_title_are_about_as_long():
    assert round(text_width("HỘI NHÀ BÁO", 12)) == 29
    whole, line = text_width(TITLE, 14), longest_line(TITLE, 14, 160)
    assert whole / 2 * 0.98 <= line < whole / 2 * 1.15
    assert longest_line("Họp xét giải", 14, 160) == pytest.approx(text_width("Họp xét giải", 14))
    subject = next(one for one in opened(MINUTES).paragraphs if one.text == TITLE)
    assert subject.paragraph_format.left_indent.mm == pytest.approx((160 - line * 1.03) / 2, abs=0.1)


@pytest.mark.parametrize("frame", FRAMES)
def test_all_who_sign_and_all_who_receive_stand_in_one_row_that_is_not_torn(frame):
    foot = opened(replace(MINUTES, frame=frame)).tables[-1]
    assert len(foot.rows) == 1
    assert foot._tbl.xpath("./w:tr[1]/w:trPr/w:cantSplit")
    assert "Phạm Thùy Dung" in foot.cell(0, 0).text
    assert ("- Lưu hồ sơ giải." if frame == "party" else "- Lưu: hồ sơ giải.") in foot.cell(0, 0).text


def test_what_announces_a_table_goes_with_it_and_the_end_of_a_page_makes_no_other():
    annexed = replace(MINUTES, paragraphs=["Như sau:", "Hết."], annexes=[Annex("Danh sách", ["STT"], [160], [["1"]])])
    document = opened(annexed)
    kept = {one.text: one.paragraph_format.keep_with_next for one in document.paragraphs}
    assert (kept["Như sau:"], kept["Hết."]) == (True, True)
    assert document.styles["Paper table head"].paragraph_format.keep_with_next
    ending = next(one for one in document.paragraphs if one._p.xpath("./w:pPr/w:sectPr")).paragraph_format
    assert (ending.line_spacing_rule, ending.line_spacing.pt) == (WD_LINE_SPACING.EXACTLY, 1)


@pytest.mark.parametrize("frame", FRAMES)
def test_nobody_signs_a_page_of_a_pdf_that_has_none_of_the_text(frame):
    table = Table(["STT"], [160], [["1"]], "Kết quả")
    pages = set()
    for lines in (14, 16, 18, 20):
        text = replace(MINUTES, frame=frame, paragraphs=[*["Một dòng."] * lines, table, "Câu cuối của biên bản."])
        found = words_of(letter_pdf(text))
        pages.add(len(found))
        (signed,) = (page for page in found if "THƯ KÝ" in page)
        assert "Câu cuối của biên bản." in signed
        assert any("Kết quả STT 1" in page for page in found)
    assert pages == {1, 2}


def sheet(frame: str) -> MarkedSheet:
    rows = [("Tính phát hiện", "30", ""), ("Tổng điểm", "30", "")]
    return MarkedSheet(
        "Hội Nhà báo", "Vòng sơ khảo", "Phiếu chấm điểm", "Giải", [("Mã", "BI-001")], ("Tiêu chí", "Tối đa", "Điểm"),
        rows, [("Nhận xét", "")], "ngày 05 tháng 02", "Giám khảo", "(Ký)", "An", frame=frame,
    )  # fmt: skip


def slip(frame: str) -> bytes:
    return receipt(
        Receipt("Giấy biên nhận", "Hội Nhà báo", "Giải", "TN-1", [("Người giao", "An")], "https://g.vn", ["Quét mã"],
                ["Người giao", "Người nhận"], "ngày 05 tháng 02 năm 2026", frame=frame)
    )  # fmt: skip


@pytest.mark.parametrize("made", [lambda frame: score_sheets([sheet(frame)], footer="x"), slip], ids=["sheet", "slip"])
def test_score_sheets_and_receipts_have_the_head_of_their_frame(made):
    (state,), (party,) = words_of(made("state")), words_of(made("party"))
    assert COUNTRY in state
    assert "Độc lập - Tự do - Hạnh phúc" in state
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
    assert "Độc lập" not in party
    assert "HỘI NHÀ BÁO *" in party or "VÒNG SƠ KHẢO *" in party
    assert "*" not in state


def test_a_receipt_counts_as_its_frame_does():
    (state,), (party,) = words_of(slip("state")), words_of(slip("party"))
    assert "Số: TN-1" in state
    assert "Số TN-1" in party


@pytest.mark.parametrize("frame", FRAMES)
def test_a_column_for_each_of_seven_judges_tears_no_name_and_stays_within_the_text(frame):
    judges = ["Nguyễn Phương Khánh", "Trần Thượng Nghĩa", "Bùi Trường", "Phạm Nghiêng", "Võ Giang", "Lê Hùng", "Hà"]
    columns = ["Hạng", "Tên tác phẩm", *judges, "Kết quả"]
    rows = [["1", "Giữ rừng", *["không chấm"] * 7, "Vào vòng sau"]]
    widths = [14, 88, *[14] * 7, 66]
    found = columns_within(columns, rows, widths, 247, head=12, cell=12)
    assert sum(found) == pytest.approx(247)
    for label, width in zip(columns, found, strict=True):
        assert all(text_width(word, 12) + 4 < width for word in label.split()), label
    paper = replace(TEXT, frame=frame, annex=Annex("Tiểu ban báo in", columns, widths, rows, lying=True))
    table = docx.Document(BytesIO(letter(paper))).tables[-1]
    text = FRAMES[frame].width + 87
    assert sum(cell.width.mm for cell in table.rows[0].cells) == pytest.approx(text, abs=0.1)
    assert "Nghiêng" in " ".join(page.extract_text() for page in PdfReader(BytesIO(letter_pdf(paper))).pages)


@pytest.mark.parametrize("frame", FRAMES)
def test_a_year_stays_with_what_it_is_the_year_of(frame):
    award = "Giải Búa liềm vàng lần thứ VIII – 2023"
    text = replace(MINUTES, frame=frame, subject=award, paragraphs=[f"Thể lệ {award}.", Table([award], [9], [[award]])])
    document = opened(text)
    kept = "VIII\u00a0–\u00a02023"
    assert document.core_properties.title.endswith(kept)
    assert all(kept in one.text for one in document.paragraphs if "VIII" in one.text)
    assert all(kept in cell.text for row in document.tables[1].rows for cell in row.cells)
    pages = "".join(page.extract_text() for page in PdfReader(BytesIO(letter_pdf(text))).pages)
    assert pages.count("VIII") == pages.replace("\u00a0", " ").replace("\u2060", "").count("VIII – 2023") == 4


def test_no_line_of_a_pdf_ends_with_the_dash_before_a_year():
    lines = [f"{'x' * length} dự Giải Búa liềm vàng lần thứ VIII – 2023, đợt một." for length in range(20, 60)]
    pages = PdfReader(BytesIO(letter_pdf(replace(MINUTES, subject="Họp", paragraphs=lines)))).pages
    found = [line.replace("\u2060", "") for page in pages for line in page.extract_text().splitlines()]
    assert sum("VIII\u00a0–\u00a02023" in line for line in found) == len(lines)


def test_what_an_annex_belongs_to_is_measured_with_the_room_for_its_number():
    said = belonging(replace(TEXT, number=None))
    assert longest_line(said, 14, 10_000) == pytest.approx(text_width(said, 14))
    assert longest_line("lần thứ VIII\u00a0–\u00a02023", 14, 25) == pytest.approx(
        text_width("VIII – 2023", 14), abs=0.1
    )


def test_annexes_have_roman_numbers_however_many_there_are():
    assert [roman(number) for number in (1, 4, 9, 14, 19, 40, 99)] == ["I", "IV", "IX", "XIV", "XIX", "XL", "XCIX"]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_certificate_stands_on_one_page_however_many_names_are_on_it(frame):
    many = ", ".join(["Công Tằng Tôn Nữ Hoàng Diệu Thảo (Ngọc Ánh Sông Kôn)"] * 7)
    texts = [CertificateText(name, "Báo", work, "Giải A", TITLE, "Báo in") for name, work in
             (("An", "Giữ rừng"), (many, "Chi bộ bám rẫy, bám làng " * 8))]  # fmt: skip
    body = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bình Định"
    made = CertificateSheet(frame, body, body, "Quy Nhơn", "TM. Ban Chấp hành", "Chủ tịch", "Bùi Hùng", "", "k" * 20,
                            "http://g.vn/" + "k" * 20, texts)  # fmt: skip
    short, long = words_of(certificates_pdf(made))
    assert all("GIẤY CHỨNG NHẬN" in page and "Bùi Hùng" in page for page in (short, long))
    assert long.count("Hoàng Diệu") == 7


def test_a_long_list_tears_no_word():
    assert shared([1, 1, 8], 100, [20, 8, 8]) == pytest.approx([20, 80 / 9, 640 / 9])
    assert sum(shared([1, 1], 100, [90, 90])) == pytest.approx(100)
    columns = ["STT", "Nơi đăng/phát", "Ghi chú"]
    paper = ListPaper("Danh sách", "Hội", "", columns, [4, 10, 100], [["1", "Báo", "dài " * 40]])
    widths = [cell.width.mm for cell in docx.Document(BytesIO(list_docx(paper))).tables[0].rows[0].cells]
    assert widths[1] > text_width("đăng/phát", 10.5) + 4


def test_heads_of_a_workbook_have_room_and_wide_sheets_go_over_several_pages():
    heads = [Column("Không đủ điều kiện, phần trăm", "number", 16), Column("Tên", "text", 30)]
    with workbook([Sheet("Hẹp", heads, [[5, "An"], [5, "Giữ rừng " * 9]]), Sheet("Rộng", heads * 10, [])]) as body:
        narrow, wide = load_workbook(body).worksheets
    assert narrow.row_dimensions[1].height >= 45
    assert narrow["A1"].alignment.horizontal == "center"
    assert (narrow.row_dimensions[2].height, narrow.row_dimensions[3].height) == (None, 45)
    assert (narrow.page_setup.fitToWidth or 1, wide.page_setup.fitToWidth) == (1, 3)
    assert (narrow.print_title_cols, wide.print_title_cols) == (None, "$A:$A")
