"""A long table as a paper of its own: A4 lying, a title, heading rows that repeat, Times New Roman."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from award.documents import docx_parts as parts
from award.documents.docx import packed

TEXT_WIDTH = 257  # of a lying page between margins of 20 mm


@dataclass(frozen=True)
class ListPaper:
    """The table: `widths` are shares of the page's width, every row has a text for each column; `above` stands over the
    title, `beneath` under it."""

    title: str
    above: str
    beneath: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


def list_docx(paper: ListPaper) -> bytes:
    """The paper; the same table gives the same bytes."""
    document = parts.empty_paper()
    section = document.sections[0]
    parts.set_page(section)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    document.add_paragraph(paper.above, "Paper issuer")
    document.add_paragraph(paper.title.upper(), "Paper kind")
    document.add_paragraph(paper.beneath, "Paper annex of")
    share = TEXT_WIDTH / sum(paper.widths)
    parts.ruled_table(document, paper.columns, [Mm(width * share) for width in paper.widths], paper.rows, "Form")
    return packed(document, paper.title, paper.above)
