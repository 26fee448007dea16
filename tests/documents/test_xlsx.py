"""A workbook: real values, text that stays text, a page that prints, the same bytes each time."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from openpyxl import load_workbook

from award.documents.xlsx import Column, Sheet, sheet_name, workbook

COLUMNS = [
    Column("Tên tác phẩm", "text", 40),
    Column("Điểm", "number"),
    Column("Số kỳ", "whole"),
    Column("Tiền thưởng", "money"),
    Column("Ngày đăng", "date"),
    Column("Gửi lúc", "moment"),
]
SENT = datetime(2023, 10, 20, 10, 0, tzinfo=UTC)
ROW = ["Chi bộ bám rẫy", Decimal("7.25"), 3, 10_000_000, date(2023, 5, 19), SENT]


def opened(*rows):
    with workbook([Sheet("Danh sách", COLUMNS, rows)]) as body:
        return load_workbook(body)["Danh sách"]


def test_numbers_and_dates_are_real_and_instants_are_local():
    values = [cell.value for cell in opened(ROW)[2]]
    assert values == [
        "Chi bộ bám rẫy",
        7.25,
        3,
        10_000_000,
        datetime(2023, 5, 19),
        datetime(2023, 10, 20, 17, 0),
    ]
    assert opened(["x", Fraction(15, 2), 1, 1, None, None])["B2"].value == 7.5


def test_what_looks_like_a_formula_or_a_link_stays_text():
    for text in ("=1+1", "+84 256", "-2", "@SUM(A1)", "https://example.vn/bai", '=HYPERLINK("http://x")'):
        cell = opened([text, None, None, None, None, None])["A2"]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_text_is_in_one_normal_form_without_control_characters():
    assert opened(["Đa\u0309ng\x0b", *[None] * 5])["A2"].value == "Đảng"


def test_the_head_stays_is_filtered_and_repeats_on_paper():
    sheet = opened(ROW, ROW)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_a_sheet_without_rows_opens():
    assert opened().max_row == 1


def test_the_same_rows_give_the_same_bytes():
    def build() -> bytes:
        with workbook([Sheet("A", COLUMNS, iter([ROW] * 50)), Sheet("a", COLUMNS, [])]) as body:
            return body.read()

    assert build() == build()


def test_names_of_sheets_are_made_acceptable_and_different():
    taken: set[str] = set()
    assert sheet_name("Phát thanh/Truyền hình: [1]", taken) == "Phát thanh Truyền hình 1"
    assert sheet_name("x" * 40, taken) == "x" * 31
    assert sheet_name("X" * 40, taken) == "X" * 29 + " 2"
