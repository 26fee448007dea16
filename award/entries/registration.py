"""The registration form (Phiếu đăng ký dự giải) in its own words: always Vietnamese, made from plain values.

What the system knows is filled in; what it does not ask for (day of birth, address, number of the press card) is left
to the hand. Personal numbers that were given stand there by their last three digits: the form goes through many hands.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from award.documents.form import BLANK, FormSection, FormTable, OfficialForm, Signature

LANGUAGES = {"vi": "Tiếng Việt", "bdq": "Tiếng Ba Na", "cjm": "Tiếng Chăm", "hre": "Tiếng Hrê", "en": "Tiếng Anh"}
DECLARATION = (
    "- Tác phẩm do (nhóm) tác giả sáng tạo; phiếu này ghi đủ tên mọi tác giả.",
    "- Tác phẩm không có tranh chấp về quyền tác giả và quyền liên quan.",
    "- Tác phẩm đã đăng, phát trên cơ quan báo chí được cấp phép; tuân thủ Luật Báo chí và đạo đức nghề nghiệp; thông "
    "tin trong tác phẩm là sự thật.",
    "- Nội dung kê khai là đúng; đồng ý để Ban Tổ chức lưu giữ, giới thiệu tác phẩm phục vụ việc chấm, lưu trữ và gửi "
    "dự giải cấp trên.",
)


@dataclass(frozen=True)
class AuthorLine:
    """An author on the form; `numbers` are pairs of a label and the masked number."""

    name: str
    pen_names: str
    outlet: str
    branch: str
    position: str
    phone: str
    email: str
    member: bool | None
    lead: bool
    share: Decimal | None


@dataclass(frozen=True)
class PartLine:
    """A part on the form."""

    title: str
    outlet: str
    programme: str
    published_on: date | None
    page: str
    url: str
    minutes: int | None
    words: int | None


@dataclass(frozen=True)
class Registration:
    """Everything that the form says of a work, its people and its edition."""

    award: str
    organiser: str
    province: str
    year: int
    code: str | None
    title: str
    category: str
    genre: str
    theme: str
    language: str
    summary: str
    authors: tuple[AuthorLine, ...]
    parts: tuple[PartLine, ...]
    prizes: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    frame: str = "state"


def registration_form(record: Registration, proof: str, code: str, digest: str) -> OfficialForm:
    """The form, ready to sign; `proof` is the address that its QR code leads to."""
    sections = [_work(record), *_people(record), _parts(record), _prizes(record), *_files(record), _statement()]
    return OfficialForm(
        issuer=record.organiser,
        title="Phiếu đăng ký dự giải",
        subject=record.award,
        addressee=f"Ban Tổ chức {record.award}",
        place=record.province,
        sections=[_numbered(place, section) for place, section in enumerate(sections, 1)],
        signatures=_signatures(record),
        proof=proof,
        code=code,
        digest=digest,
        proof_words=(
            "Quét mã để đối chiếu phiếu với dữ liệu đang lưu; nội dung sửa sau khi in thì trang đối chiếu báo khác.",
        ),
        footer=f"Phiếu đăng ký dự giải · {record.code or 'bản nháp'} · {code} · {digest[:16]}",
        year=record.year,
        annotations=(f"Mã tác phẩm: {record.code}",) if record.code else (),
        frame=record.frame,
    )


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def _numbered(place: int, section: FormSection) -> FormSection:
    return FormSection(f"{ROMAN[place - 1]}. {section.title}", section.pairs, section.table, section.sentences)


def _work(record: Registration) -> FormSection:
    pairs = [
        ("Tên tác phẩm", record.title),
        ("Loại hình", record.category),
        ("Thể loại", record.genre),
        ("Chủ đề", record.theme),
        ("Số kỳ", f"{len(record.parts):02d}"),
        ("Ngôn ngữ", LANGUAGES.get(record.language, "Ngôn ngữ khác")),
        *([("Tóm tắt", record.summary)] if record.summary else []),
    ]
    return FormSection("TÁC PHẨM", pairs)


def _people(record: Registration) -> list[FormSection]:
    lead = next((author for author in record.authors if author.lead), None)
    found = []
    if lead:
        title = "TÁC GIẢ" if len(record.authors) == 1 else "TÁC GIẢ CHÍNH (ĐẠI DIỆN)"
        found.append(FormSection(title, _about(lead, record)))
    if len(record.authors) != 1:
        columns = ["TT", "Họ và tên (bút danh)", "Cơ quan, chi hội", "Điện thoại, email", "Tỷ lệ", "Ký tên"]
        rows = [_author_row(place, author) for place, author in enumerate(record.authors, 1)]
        found.append(FormSection("NHÓM TÁC GIẢ", table=FormTable(columns, [1.0, 3.9, 3.5, 5.9, 1.8, 2.1], rows)))
    return found


def _about(author: AuthorLine, record: Registration) -> list[tuple[str, str]]:
    member = {None: BLANK, True: "Hội viên", False: "Không là hội viên"}[author.member]
    return [
        ("Họ và tên", author.name),
        ("Bút danh", author.pen_names or BLANK),
        ("Ngày sinh, giới tính", BLANK),
        *record.numbers,
        ("Chức danh, chức vụ", author.position or BLANK),
        ("Đơn vị công tác", author.outlet or BLANK),
        ("Địa chỉ", BLANK),
        ("Điện thoại", author.phone or BLANK),
        ("Email", author.email or BLANK),
        ("Số thẻ nhà báo", BLANK),
        ("Hội viên Hội Nhà báo", "; ".join(filter(None, [member, author.branch]))),
    ]


def _author_row(place: int, author: AuthorLine) -> list[str]:
    name = f"{author.name} ({author.pen_names})" if author.pen_names else author.name
    share = "" if author.share is None else f"{percent(author.share)}\u00a0%"
    return [
        str(place),
        f"{name}{', tác giả chính' if author.lead else ''}",
        "; ".join(filter(None, [author.outlet, author.branch])),
        "\n".join(filter(None, [author.phone, author.email])),
        share,
        "",
    ]


def percent(share: Decimal) -> str:
    """`33,33` for 33.33, `50` for 50.00."""
    text = f"{share:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _parts(record: Registration) -> FormSection:
    columns = ["Kỳ", "Tên kỳ", "Nơi đăng, phát", "Ngày", "Trang, đường dẫn", "Độ dài"]
    rows = [
        [
            str(place),
            part.title or record.title,
            "; ".join(filter(None, [part.outlet, part.programme])),
            f"{part.published_on:%d/%m/%Y}" if part.published_on else "",
            "\n".join(filter(None, [part.page, part.url])),
            ", ".join(_length(part)),
        ]
        for place, part in enumerate(record.parts, 1)
    ]
    return FormSection("ĐĂNG, PHÁT", table=FormTable(columns, [1.3, 4.7, 3.6, 2.6, 4.8, 2], rows))


def _length(part: PartLine) -> list[str]:
    found = [f"{part.minutes} phút"] if part.minutes else []
    return [*found, *([f"{part.words:,} từ".replace(",", ".")] if part.words else [])]


def _prizes(record: Registration) -> FormSection:
    return FormSection("GIẢI THƯỞNG TÁC PHẨM ĐÃ ĐẠT", sentences=record.prizes or ("Chưa đạt giải thưởng nào.",))


def _files(record: Registration) -> list[FormSection]:
    if not record.files:
        return []
    table = FormTable(["Tài liệu", "Tên tệp, chú thích", "Dung lượng"], [4, 8, 2], record.files)
    return [FormSection("HỒ SƠ KÈM THEO", table=table)]


def _statement() -> FormSection:
    return FormSection("CAM KẾT CỦA TÁC GIẢ, NHÓM TÁC GIẢ", sentences=DECLARATION)


def _signatures(record: Registration) -> tuple[Signature, Signature]:
    lead = next((author.name for author in record.authors if author.lead), "")
    who = "Tác giả" if len(record.authors) == 1 else "Đại diện nhóm tác giả"
    return (
        Signature("Xác nhận của thủ trưởng cơ quan", "(Ký tên, đóng dấu, ghi rõ họ tên)"),
        Signature(who, "(Ký, ghi rõ họ tên)", lead),
    )
