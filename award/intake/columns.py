"""The columns of the workbook in which a list of works comes. It is a paper of the award, so it speaks Vietnamese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from award.documents.xlsx_form import FormColumn
from award.kit.text import fold

SHEET = "Tác phẩm"
LISTS = "Danh mục"
HELP = "Hướng dẫn"
WRONG = "Mục này không có trong danh mục. Hãy chọn trong danh sách thả xuống."
EXAMPLE = "(ví dụ)"


@dataclass(frozen=True)
class ListColumn:
    """One column: by `key` it is known to the program, `kept` is how long a text may be; `needed` in a work's first
    row, `of_part` in every row."""

    key: str
    heading: str
    width: float
    example: str = ""
    note: str = ""
    kept: int = 500
    needed: bool = False
    of_part: bool = False

    @property
    def shown(self) -> str:
        """The heading with a star where it is needed."""
        return f"{self.heading} *" if self.needed else self.heading


COLUMNS = (
    ListColumn(
        "title", "Tên tác phẩm", 40, f"Chi bộ bám rẫy {EXAMPLE}", "Để trống ở dòng là kỳ tiếp theo.", needed=True
    ),
    ListColumn("category", "Loại hình", 18, note="Chọn trong danh sách.", needed=True),
    ListColumn("genre", "Thể loại", 18, note="Thể loại thuộc loại hình đã chọn."),
    ListColumn("theme", "Chủ đề", 28, note="Chọn chủ đề gần nhất."),
    ListColumn(
        "authors",
        "Tác giả",
        34,
        "Lê Thị An (Lê An); Trần Bình",
        "Đủ họ tên, theo thứ tự ghi trên tác phẩm, ngăn cách bằng dấu chấm phẩy; bút danh trong ngoặc đơn.",
        kept=2000,
        needed=True,
    ),
    ListColumn("emails", "Email", 28, "an@baobinhdinh.vn; ", "Cùng thứ tự với tác giả.", kept=2000),
    ListColumn("phones", "Điện thoại", 18, "0905 123 456; ", "Cùng thứ tự với tác giả.", kept=1000),
    ListColumn("outlet", "Cơ quan báo chí", 30, note="Nơi đăng, phát.", kept=200, of_part=True),
    ListColumn("programme", "Chuyên mục, chương trình", 22, "Xây dựng Đảng", kept=200, of_part=True),
    ListColumn("day", "Ngày đăng, phát", 14, "19/05/2023", "Ngày/tháng/năm.", of_part=True),
    ListColumn("page", "Số báo, trang", 14, "Số 6789, trang 3", kept=60, of_part=True),
    ListColumn("url", "Đường dẫn", 34, "https://baobinhdinh.vn/chi-bo-bam-ray", kept=2000, of_part=True),
    ListColumn("minutes", "Số phút", 9, note="Đối với phát thanh, truyền hình.", of_part=True),
    ListColumn("words", "Số chữ", 9, "1250", note="Đối với tác phẩm viết.", of_part=True),
    ListColumn("part_title", "Tên kỳ", 24, note="Chỉ ghi khi khác tên tác phẩm.", of_part=True),
    ListColumn("summary", "Tóm tắt", 40, "Một chi bộ vùng cao đưa nghị quyết vào cuộc sống.", kept=4000),
    ListColumn(
        "prizes",
        "Giải thưởng đã đạt",
        28,
        note="Tên cuộc thi; nhiều giải thì ngăn cách bằng dấu chấm phẩy. Không có thì để trống.",
        kept=2000,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
LINES = (
    "Cách điền danh sách tác phẩm",
    "1. Mỗi tác phẩm là một dòng của trang “Tác phẩm”. Cột có dấu * là bắt buộc. Xóa dòng ví dụ, hoặc để nguyên: dòng có chữ “(ví dụ)” được bỏ qua.",
    "2. Tác phẩm nhiều kỳ: kỳ đầu ghi ở dòng của tác phẩm; mỗi kỳ sau ghi ở một dòng tiếp theo, để trống các cột Tên tác phẩm, Loại hình, Tác giả và chỉ điền các cột về việc đăng, phát.",
    "3. Loại hình, thể loại, chủ đề, cơ quan báo chí: chọn trong danh sách thả xuống. Danh mục đầy đủ ở trang “Danh mục”.",
    "4. Ngày ghi theo dạng 19/05/2023. Không dùng công thức, không gộp ô.",
    "5. Tác giả ghi đủ họ tên, theo thứ tự trên tác phẩm, ngăn cách bằng dấu chấm phẩy; bút danh ghi trong ngoặc đơn. Email và điện thoại ghi cùng thứ tự.",
    "6. Không đổi tên các cột. Lưu tệp dạng XLSX, không quá 3 MB và không quá 1.000 dòng, rồi tải lên. Hệ thống cho xem trước mọi lỗi theo từng ô; chưa có gì được tạo cho đến khi xác nhận.",
    "7. Danh sách chỉ tạo bản nháp. Sau đó thêm tệp cho từng tác phẩm, đọc bản cam đoan và nộp.",
)


def form_columns(choices: Mapping[str, Sequence[str]]) -> list[FormColumn]:
    """The columns as they are filled in; `choices` by key, the first of each is the example."""
    return [
        FormColumn(
            column.shown,
            column.width,
            column.example or next(iter(choices.get(column.key, ())), ""),
            choices.get(column.key, ()),
            column.note,
        )
        for column in COLUMNS
    ]


def keys_of(headings: Mapping[int, str]) -> dict[str, int]:
    """Which column each key stands in, by its heading, however it is written; columns of others are left out."""
    by_heading = {fold(column.heading): column.key for column in COLUMNS}
    found: dict[str, int] = {}
    for place, heading in headings.items():
        key = by_heading.get(fold(heading.replace("*", " ")))
        if key is not None:
            found.setdefault(key, place)
    return found
