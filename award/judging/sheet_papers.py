"""The score sheet (phiếu chấm điểm) as a paper to be signed. Official papers are always Vietnamese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from award.documents.score_sheets import MarkedSheet
from award.judging import scoring

COLUMNS = ("Tiêu chí", "Điểm tối đa", "Điểm chấm")
DRAFT = "Bản nháp, chưa xác nhận"


@dataclass(frozen=True)
class Signing:
    """What stands on every sheet of a judge: edition, round, sub-committee, judge, and the day it is made."""

    edition: Any
    round: Any
    subcommittee: str
    judge: str
    on: date
    frame: str = "state"


def score_sheet(
    about: Signing, work: Mapping[str, str], criteria: Sequence[Any], sheet: Any, *, confirmed: bool
) -> MarkedSheet:
    """One sheet; `work` has code, title, category and genre as the judge may read them, `sheet` may be None: then it is
    marked by hand."""
    marks = sheet.marks if sheet else {}
    total = sheet.total if sheet else None
    weighed = any(one.weight for one in criteria)
    rows = [(_criterion(one), shown(one.maximum), shown(marks.get(one.code))) for one in criteria]
    return MarkedSheet(
        issuer=about.edition.organiser,
        council=about.round.name,
        title="Phiếu chấm điểm",
        subject=about.edition.title,
        pairs=[
            ("Giám khảo", about.judge),
            ("Tiểu ban", about.subcommittee),
            ("Mã số tác phẩm", work["code"]),
            ("Tên tác phẩm", work["title"]),
            ("Loại hình", work["category"]),
            *([("Thể loại", work["genre"])] if work["genre"] else []),
        ],
        columns=COLUMNS,
        rows=[*rows, ("Tổng điểm" + (" (theo trọng số)" if weighed else ""), shown(about.round.scale), shown(total))],
        below=[("Nhận xét", sheet.remark if sheet else ""), ("Đề nghị giải", "")],
        date=f"{about.edition.province}, ngày {about.on.day:02} tháng {_month(about.on.month)} năm {about.on.year}",
        signer="Giám khảo",
        note="(Ký, ghi rõ họ tên)",
        name=about.judge,
        marked="" if confirmed or sheet is None else DRAFT,
        frame=about.frame,
    )


def shown(mark: Decimal | str | None) -> str:
    """A mark as it is written here, with a comma; empty for none."""
    return "" if mark is None else scoring.plain(Decimal(mark)).replace(".", ",")


def _criterion(one: Any) -> str:
    return f"{one.name} ({one.weight}%)" if one.weight else one.name


def _month(month: int) -> str:
    # The form writes a zero before January and February only.
    return f"{month:02}" if month < 3 else str(month)
