"""A long table as a paper of its own: A4 lying with the margins of its frame, a title, heading rows that repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from award.documents import docx_parts as parts
from award.documents.binding import bound
from award.documents.docx import packed
from award.documents.frames import frame_named


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
    paper = bound(paper)
    frame = frame_named(paper.frame)
    document = parts.empty_paper(frame)
    parts.set_page(document.sections[0], frame)
    parts.lay_down(document.sections[0])
    document.add_paragraph(paper.above, "Paper issuer")
    document.add_paragraph(paper.title.upper(), "Paper kind")
    document.add_paragraph(paper.beneath, "Paper annex of")
    parts.ruled_table(document, paper.columns, paper.widths, paper.rows, parts.text_width(document.sections[0]), "Form")
    return packed(document, paper.title, paper.above)
