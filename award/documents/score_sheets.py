"""Sheets of marks to be signed, as one PDF: each begins on a page of its own. What is empty is left to the hand."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from award.documents.frames import headings
from award.documents.pdf import compiled

TEMPLATE = Path(__file__).with_name("score_sheets.typ")


@dataclass(frozen=True)
class MarkedSheet:
    """One sheet: `issuer` and `council` stand in its head, `pairs` of a label and a text under the title, then a table
    with `columns` and `rows` whose last row is the total, then `below` as pairs, and the one who signs. `marked` stands
    across the head of a sheet that does not count; `frame` (`state` or `party`) is that of the body that judges."""

    issuer: str
    council: str
    title: str
    subject: str
    pairs: Sequence[tuple[str, str]]
    columns: Sequence[str]
    rows: Sequence[tuple[str, str, str]]
    below: Sequence[tuple[str, str]]
    date: str
    signer: str
    note: str
    name: str
    marked: str = ""
    frame: str = "state"


def score_sheets(sheets: Sequence[MarkedSheet], *, footer: str) -> bytes:
    """The sheets as PDF; `footer` stands with the number of every page."""
    written = [asdict(sheet) | headings(sheet.frame) for sheet in sheets]
    return compiled(TEMPLATE, [{"footer": footer, "sheets": written}], styles=(), embedded=True)[0]
