"""A data sheet: Vietnamese that can be read and copied, one typeface, nothing taken as markup, the same bytes."""

from io import BytesIO

from pypdf import PdfReader

from award.documents.pdf import DataSheet, SheetTable, data_sheet, data_sheets

ALPHABET = "Ộ Ệ Ẩ Ữ Ặ ộ ệ ẩ ữ ặ đ Đ ơ ư"
SHEET = DataSheet(
    title="Giữ lửa ở chi bộ làng Kon",
    above="Giải Búa liềm vàng · TP-01",
    footer="Mã BI-001",
    pairs=[("Loại hình", "Báo in"), ("Chữ", ALPHABET), ("Lạ", '#panic("x") $1 *đậm* _nghiêng_ [ngoặc] = 😀')],
    tables=[SheetTable("Các kỳ", ["STT", "Tên kỳ"], [1, 4], [["1", "Bám rẫy"], ["2", "Tie\u0302\u0301p nối"]])],
)


def reader(sheet=SHEET) -> PdfReader:
    return PdfReader(BytesIO(data_sheet(sheet)))


def text_of(found: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def test_vietnamese_can_be_read_out_again():
    text = text_of(reader())
    for wanted in ("Giữ lửa ở chi bộ làng Kon", ALPHABET, "Các kỳ", "Tiếp nối", "Mã BI-001 · 1 / 1"):
        assert wanted in text


def test_nothing_typed_is_taken_as_markup():
    assert '#panic("x") $1 *đậm* _nghiêng_ [ngoặc] =' in text_of(reader())


def test_only_one_typeface_is_embedded():
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader().pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith("SourceSerifPro-") for name in names), names


def test_a_long_table_repeats_its_head():
    rows = [[str(n), "Phóng sự nhiều kỳ"] for n in range(120)]
    found = reader(DataSheet("Dài", [], [SheetTable("Các kỳ", ["Số", "Tựa đề"], [1, 4], rows)]))
    assert len(found.pages) > 1
    assert all("Tựa đề" in page.extract_text() for page in found.pages)


def test_the_same_sheet_has_the_same_bytes_alone_or_among_others():
    other = DataSheet("Khác", [("a", "b")])
    assert data_sheets([other, SHEET])[1] == data_sheet(SHEET) == data_sheet(SHEET)
