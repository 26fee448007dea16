"""A long table as a paper of its own: A4 lying with the margins of its frame, a title, heading rows that repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.shared import Mm

from award.documents import docx_parts as parts
from award.documents.docx import packed
from award.documents.frames import OWN_PARTS, PAGE, PaperFrame, frame_named
from award.documents.widths import text_width

# The least and the most that a column is given for its longest word, and what its borders take.
LEAST, MOST, MARGINS = 8, 30, 4.4


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
    widths = [Mm(width) for width in shared(paper.widths, _text_width(frame), _needed(paper))]
    parts.ruled_table(document, paper.columns, widths, paper.rows, "Form")
    return packed(document, paper.title, paper.above)


def _text_width(frame: PaperFrame) -> float:
    return PAGE[1] - frame.margins["left"].ours - frame.margins["right"].ours


def _needed(paper: ListPaper) -> list[float]:
    """What each column needs so that no word in it is torn."""
    head, cell = (OWN_PARTS[f"Form table {one}"].size for one in ("head", "cell"))
    found = [_longest(label, head, bold=True) for label in paper.columns]
    for row in paper.rows:
        found = [max(least, _longest(text, cell, bold=False)) for least, text in zip(found, row, strict=True)]
    return [min(max(LEAST, least + MARGINS), MOST) for least in found]


def _longest(text: str, size: float, *, bold: bool) -> float:
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0.0)


def shared(shares: Sequence[float], width: float, needed: Sequence[float]) -> list[float]:
    """The widths of columns that fill `width` millimetres: by their shares, but none under what it needs, as far as the
    page has room for that."""
    needed = [least * min(1, width / sum(needed)) for least in needed]
    narrow: set[int] = set()
    while True:
        rest = sum(share for place, share in enumerate(shares) if place not in narrow)
        room = width - sum(needed[place] for place in narrow)
        found = [needed[place] if place in narrow else share / rest * room for place, share in enumerate(shares)]
        more = {place for place, least in enumerate(needed) if found[place] < least - 1e-9}
        if not more:
            return found
        narrow |= more
