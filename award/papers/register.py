"""The register of papers (sổ đăng ký văn bản đi) as a table."""

from collections.abc import Callable, Sequence
from typing import Any

from award.documents.frames import frame_named
from award.documents.paper import number_and_symbol
from award.documents.xlsx import Column, Sheet

COLUMNS = (
    Column("Sổ", "text", 34),
    Column("Số", "whole", 6),
    Column("Số, ký hiệu", "text", 18),
    Column("Ngày văn bản", "date", 13),
    Column("Loại văn bản", "text", 16),
    Column("Trích yếu", "text", 50),
    Column("Cơ quan ban hành", "text", 30),
    Column("Người ký", "text", 22),
    Column("Tình trạng", "text", 14),
    Column("Người vào sổ", "text", 22),
    Column("Vào sổ lúc", "moment", 17),
)


def register_sheet(rows: Sequence[Any], said: Callable[[Any], str]) -> Sheet:
    """The register by series and number."""
    return Sheet("Sổ văn bản", COLUMNS, (_row(row, said) for row in rows))


def written_number(row: Any) -> str:
    """`05/QĐ-HNB` or, in the Party frame, `05-QĐ/BTC`."""
    return number_and_symbol(row.number, row.symbol, frame_named(row.frame)).partition(" ")[2]


def _row(row: Any, said: Callable[[Any], str]) -> list[Any]:
    return [
        row.series_name,
        row.number,
        written_number(row),
        row.day,
        said(row.kind),
        row.title,
        row.body,
        row.signer,
        said(row.state),
        row.by,
        row.issued_at,
    ]
