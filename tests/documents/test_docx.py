"""A letter in the state frame: what the decree asks for, in the file that Word reads."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from award.documents.docx import Annex, LetterText, letter, number_and_symbol, place_and_date

TEXT = LetterText(
    issuer="Hội Nhà báo tỉnh Bình Định",
    parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bình Định",
    symbol="HNB-VP",
    number=5,
    place="Bình Định",
    day=date(2023, 11, 5),
    subject="gửi tác phẩm dự Giải Búa liềm vàng lần thứ VIII",
    addressees=["Tạp chí Xây dựng Đảng"],
    paragraphs=["Thực hiện kế hoạch của Ban Tổ chức Trung ương, Hội gửi hồ sơ.", "Trân trọng./."],
    authority="TM. Ban Chấp hành",
    signer_title="Chủ tịch",
    signer_name="Bùi Quốc Hùng",
    recipients=["Như trên", "Lưu: VT"],
    annex=Annex("Danh sách tác phẩm", ["STT", "Tên tác phẩm"], [15, 145], [["1", "Chi bộ bám rẫy"]] * 12),
)


def opened(text=TEXT):
    return docx.Document(BytesIO(letter(text)))


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_head_and_the_foot_say_what_the_decree_asks_for():
    head, foot, _annex = opened().tables
    assert cells(head) == [
        [
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH BÌNH ĐỊNH\nHỘI NHÀ BÁO TỈNH BÌNH ĐỊNH\n",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ],
        [
            "Số: 05/HNB-VP\nV/v gửi tác phẩm dự Giải Búa liềm vàng lần thứ VIII",
            "Bình Định, ngày 05 tháng 11 năm 2023",
        ],
    ]
    assert cells(foot) == [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. BAN CHẤP HÀNH\nCHỦ TỊCH\nBùi Quốc Hùng"]]


def test_numbers_and_dates_have_their_leading_zeros():
    assert number_and_symbol(12, "QĐ-HNB") == "Số: 12/QĐ-HNB"
    assert number_and_symbol(None, "HNB").split() == ["Số:", "/HNB"]
    assert place_and_date("Quy Nhơn", date(2024, 2, 3)) == "Quy Nhơn, ngày 03 tháng 02 năm 2024"
    assert place_and_date("Quy Nhơn", date(2024, 3, 13)) == "Quy Nhơn, ngày 13 tháng 3 năm 2024"


def test_paper_margins_and_type_are_the_decrees():
    document = opened()
    section, body = document.sections[0], document.styles["Paper body"]
    lengths = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [round(length.mm) for length in lengths] == [210, 297, 30, 20, 20]
    assert (body.font.name, body.font.size) == ("Times New Roman", Pt(14))
    assert body.paragraph_format.first_line_indent == Mm(12.7)


def test_pages_are_numbered_but_not_the_first_and_the_annex_anew():
    first, annex = opened().sections
    assert first.different_first_page_header_footer
    assert first.first_page_header.paragraphs[0]._p.xpath(".//w:fldSimple") == []
    assert first.header.paragraphs[0]._p.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]
    assert annex._sectPr.xpath("./w:pgNumType/@w:start") == ["1"]


def test_the_annex_repeats_its_head_and_names_its_letter():
    document = opened()
    table = document.tables[2]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert {p.style.name for row in table.rows for p in row.cells[0].paragraphs} == {
        "Paper table head",
        "Paper table figure",
    }
    assert table.rows[1].cells[1].paragraphs[0].style.name == "Paper table cell"
    assert [row[1] for row in cells(table)[:2]] == ["Tên tác phẩm", "Chi bộ bám rẫy"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "(Kèm theo Công văn số 05/HNB-VP ngày 05 tháng 11 năm 2023 của Hội Nhà báo tỉnh Bình Định)" in texts


def test_one_addressee_stands_on_the_line_and_more_in_a_list():
    assert "Kính gửi: Tạp chí Xây dựng Đảng" in [p.text for p in opened().paragraphs]
    several = opened(replace(TEXT, addressees=["Báo Nhân Dân", "Tạp chí Cộng sản"]))
    assert [p.text for p in several.paragraphs][:3] == ["Kính gửi:", "- Báo Nhân Dân;", "- Tạp chí Cộng sản."]


def test_a_paper_of_a_kind_has_a_title_in_place_of_the_subject_under_its_number():
    document = opened(replace(TEXT, kind="Tờ trình", annex=None))
    assert [p.text for p in document.paragraphs][:2] == ["TỜ TRÌNH", TEXT.subject]
    assert "V/v" not in document.tables[0].rows[1].cells[0].text


def test_the_same_text_gives_the_same_bytes():
    assert letter(TEXT) == letter(replace(TEXT))
