"""The columns that a list of forwarded works can have; a destination chooses some, in its order, under headings of its
own where it gives them. Headings are Vietnamese: they stand on an official paper."""

from collections.abc import Iterable

COLUMNS = {
    "place": "STT",
    "title": "Tên tác phẩm",
    "category": "Loại hình",
    "genre": "Thể loại",
    "parts": "Số kỳ",
    "authors": "Tác giả/nhóm tác giả (bút danh)",
    "unit": "Cơ quan, đơn vị",
    "branch": "Chi hội",
    "outlet": "Nơi đăng/phát",
    "published": "Ngày đăng/phát (từng kỳ)",
    "links": "Đường dẫn",
    "prize": "Giải cấp tỉnh",
    "earlier": "Giải khác đã đạt",
    "contact": "Điện thoại/email liên hệ",
    "theme": "Chủ đề",
    "minutes": "Thời lượng (phút)",
    "words": "Số từ",
    "summary": "Tóm tắt",
    "code": "Mã tác phẩm",
    "files": "Số tệp",
    "remarks": "Ghi chú",
}
# The list to the national award, as provinces send it.
USUAL = (
    "place",
    "title",
    "category",
    "genre",
    "parts",
    "authors",
    "unit",
    "outlet",
    "published",
    "links",
    "prize",
    "earlier",
    "contact",
    "remarks",
)


def chosen(columns: Iterable[str]) -> list[tuple[str, str]]:
    """(code, heading) of each column of a destination; the usual ones where it names none."""
    split = [one.partition(":") for one in columns or USUAL]
    return [(code.strip(), heading.strip() or COLUMNS[code.strip()]) for code, _, heading in split]


def unknown(columns: Iterable[str]) -> list[str]:
    """Codes that are no column."""
    return [code for code in (one.partition(":")[0].strip() for one in columns) if code not in COLUMNS]
