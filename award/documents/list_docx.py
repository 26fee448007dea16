"""A long table as a paper of its own: A4 lying with the margins of its frame, a title, heading rows that repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.shared import Mm

from award.documents import docx_parts as parts
from award.documents.docx import packed
from award.documents.frames import PAGE, PaperFrame, frame_named

LEAST = 14  # of a column, so that no short word in its head breaks


@dataclass(frozen=True)
class ListPaper:
    """The table: `widths` are shares of the page's width, every row has a text for each column; `above` stands over the
    title, `beneath` under it; `frame` is `state` or `party`."""

    title: str
    above: str
    beneath: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    frame: str = "state"


def list_docx(paper: ListPaper) -> bytes:
    """The paper; the same table gives the same bytes."""
    frame = frame_named(paper.frame)
    document = parts.empty_paper(frame)
    parts.set_page(document.sections[0], frame)
    parts.lay_down(document.sections[0])
    document.add_paragraph(paper.above, "Paper issuer")
    document.add_paragraph(paper.title.upper(), "Paper kind")
    document.add_paragraph(paper.beneath, "Paper annex of")
    widths = [Mm(width) for width in shared(paper.widths, _text_width(frame))]
    parts.ruled_table(document, paper.columns, widths, paper.rows, "Form")
    return packed(document, paper.title, paper.above)


def _text_width(frame: PaperFrame) -> float:
    return PAGE[1] - frame.margins["left"].ours - frame.margins["right"].ours


def shared(shares: Sequence[float], width: float) -> list[float]:
    """The widths of columns that fill `width` millimetres: by their shares, but none under the least."""
    least = min(LEAST, width / len(shares))
    narrow = {place for place, share in enumerate(shares) if share / sum(shares) * width < least}
    rest = sum(share for place, share in enumerate(shares) if place not in narrow)
    room = width - least * len(narrow)
    return [least if place in narrow else share / rest * room for place, share in enumerate(shares)]
