"""From a schema value to the text of an edition's file: always the same text for the same edition."""

from typing import Any

from award.editions import schema

# What a secretary reads above each part of the file.
HEADINGS = {
    (): "Kỳ giải: mã, tên gọi, đơn vị tổ chức.",
    ("contact",): "Nơi giải đáp thắc mắc.",
    ("calendar",): "Thời gian tác phẩm được đăng, phát; số ngày công khai kết quả để nhận phản ánh.",
    ("limits",): "Giới hạn chung của cả giải. Không ghi nghĩa là không giới hạn.",
    ("conflicts",): "Tránh chấm: ngoài tác phẩm của mình và xung đột đã khai, còn tránh theo cơ quan, chi hội, người từng là đồng tác giả.",
    ("council",): "Hội đồng: ai có quyền biểu quyết (members), số người cần có mặt (quorum), tỷ lệ để thông qua (majority) tính trên gì (majority_of), bỏ phiếu kín hay công khai.",
    ("objections",): "Phản ánh về danh sách giải. before_release: niêm yết trước khi quyết định (không ghi: niêm yết cùng lúc công bố); answer_days: số ngày để tác giả trả lời (5); ruling_days: số ngày để Hội đồng kết luận (15).",
    ("entering",): "Cách nộp tác phẩm: ai xác nhận, dữ liệu nào được hỏi, giờ chờ tệp sau hạn, ngày nhắc trước hạn.",
    ("barred_awards",): "Giải mà tác phẩm đã đoạt thì không được dự. levels: chỉ những mức giải này; không ghi là mọi mức.",
    ("deadlines",): "Thời hạn (giờ Việt Nam). shown_at: hạn công bố; hard_at: sau lúc này hệ thống không nhận nữa.",
    ("categories",): "Loại hình, thể loại, giới hạn và tệp phải nộp. letters: chữ đầu của mã số tác phẩm.",
    ("themes",): "Chủ đề. group: focus là trọng tâm, regular là thường xuyên.",
    ("reasons",): "Lý do khi kiểm tra hồ sơ. name: tên ngắn trong danh sách, thống kê; text: câu gửi tác giả. Không ghi thì dùng danh sách thường dùng.",
    ("subcommittees",): "Tiểu ban. judges: loại hình, hoặc loại-hình/thể-loại.",
    ("rounds",): """Vòng chấm: một đến ba vòng. mode = "marks" là chấm điểm: thang 10 hoặc 100, bước 1, 0.5, 0.25 hoặc 0.01.
# mode = "ballot" là bỏ phiếu: ballot = "yes_no" (đồng ý hay không với từng tác phẩm) hoặc "choices" (chọn nhiều nhất choices tác phẩm mỗi tiểu ban); pass_votes: số phiếu để qua vòng.
# Tiêu chí (criteria): maximum là điểm tối đa, cộng lại bằng thang điểm; hoặc weight là trọng số (%), khi đó chấm theo cả thang điểm. works: chỉ cho loại hình, hạng mục, thể loại này. steps: nghĩa của mức điểm.
# panels: số tác phẩm, điểm hoặc phiếu để qua vòng riêng cho một tiểu ban. own_jury: chỉ người được xếp riêng cho vòng này. calibration: vòng chấm thử tác phẩm năm trước, không tính.""",
    ("prizes",): "Quy định chung về giải thưởng. one_main_per_author: mỗi tác giả chỉ nhận một giải chính; base_salary: lương cơ sở (đồng); round_to, rounding: làm tròn tiền thưởng tính theo lương cơ sở.",
    ("prize_levels",): "Giải thưởng: tiền thưởng (đồng, hoặc base_multiple lần lương cơ sở) và số giải nhiều nhất của từng loại hình, từng tiểu ban (places_in_subcommittees) hoặc của cả giải (places_in_all).",
    ("destinations",): "Giải cấp trên mà tác phẩm được chọn gửi đến, và điều kiện của giải đó. wants: thông tin, tệp cần hỏi thêm tác giả được chọn.",
    ("issuers",): "Cơ quan ban hành văn bản. organiser: ký công văn, quyết định; council: ký biên bản.",
    ("rules",): "Thể lệ để đọc trên trang công khai.",
    ("clauses",): "Mỗi điều kiện nằm ở điều nào của thể lệ; hiện bên cạnh điều kiện cho tác giả và thư ký.",
}  # fmt: skip


def write(edition: schema.Edition) -> str:
    """The text of the edition's file, ending in one line break."""
    blocks = _blocks(edition, ())
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _blocks(table: Any, path: tuple[str, ...], heading: str | None = None) -> list[list[str]]:
    of = type(table)
    own = [f"# {HEADINGS[path]}"] if path in HEADINGS and heading is None else []
    own += [heading] if heading else []
    own += _keys(table)
    blocks = [own]
    for name in _order(of):
        inner, here = getattr(table, name), (*path, name)
        for place, one in enumerate(inner if isinstance(inner, list) else [inner]):
            dotted = ".".join(here)
            found = _blocks(one, here, f"[[{dotted}]]" if isinstance(inner, list) else f"[{dotted}]")
            if len(found) == 1 and len(found[0]) == 1:
                continue
            if place == 0 and here in HEADINGS:
                found[0].insert(0, f"# {HEADINGS[here]}")
            blocks += found
    return blocks


def _order(of: type) -> list[str]:
    tables = {**schema.single_tables_of(of), **schema.lists_of(of)}
    return [name for name in of.__dataclass_fields__ if name in tables]


def _keys(table: Any) -> list[str]:
    defaults = schema.defaults_of(type(table))
    return [
        f"{name} = {kind.write(getattr(table, name))}"
        for name, kind in schema.keys_of(type(table)).items()
        if name not in defaults or (getattr(table, name) != defaults[name] and not _follows(table, name))
    ]


def _follows(table: Any, name: str) -> bool:
    """Whether a value follows from others: a criterion with a weight has the round's scale."""
    return name == "maximum" and table.weight is not None
