"""What official papers are made of in Word: named styles, tables with and without borders, rules, numbers of pages."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from award.documents.frames import FONT, FRAMES, OWN_PARTS, PAGE, STATE, PaperFrame, Part
from award.documents.paper import alignments
from award.documents.widths import columns_within, longest_line
from award.kit.text import clean

ALIGNMENTS = {
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# What stays on the page of what follows it.
KEPT = {
    "Paper kind",
    "Paper signer",
    "Paper signer title",
    "Paper receivers",
    "Paper receiver",
    "Paper annex",
    "Paper annex of",
    "Paper subject",
    "Paper body heading",
    "Paper resolution",
    "Paper table title",
    "Paper table head",
    "Form heading",
    "Form table head",
}
# How much longer than by its metrics a line is let be, for programs that have another face in place of ours.
EASE = 1.03
LINE = {"val": "single", "sz": "6", "space": "1", "color": "000000"}


def empty_paper(frame: PaperFrame = STATE) -> Document:
    """A document with the styles of a frame and nothing in it yet."""
    if frame == FRAMES[frame.name]:
        return docx.Document(BytesIO(_empty_paper(frame.name)))
    document = docx.Document()
    _define_styles(document, frame)
    return document


@cache
def _empty_paper(name: str) -> bytes:
    """Kept by the frame's name: to define the styles costs more than the paper that is then written with them."""
    document, body = docx.Document(), BytesIO()
    _define_styles(document, FRAMES[name])
    document.save(body)
    return body.getvalue()


def _define_styles(document: Document, frame: PaperFrame) -> None:
    """Gives the document its styles; everything is Times New Roman, black, Vietnamese."""
    _font(document.styles["Normal"], Part(14, 13, 14, frame.name))
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for name, part in (frame.parts | OWN_PARTS).items():
        _define(document, name, part)
    for name in ("Paper body", "Paper ground"):
        body = document.styles[name].paragraph_format
        body.first_line_indent = Mm(frame.first_line.ours)
        body.line_spacing = Pt(frame.lines.ours) if frame.exact_lines else frame.lines.ours
    document.styles["Paper addressee in a list"].paragraph_format.left_indent = Mm(45)


def _define(document: Document, name: str, part: Part) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style, part)
    layout = style.paragraph_format
    layout.alignment, layout.space_before, layout.space_after = ALIGNMENTS[part.align], Pt(part.before), Pt(part.after)
    layout.line_spacing = 1.0
    layout.keep_with_next = name in KEPT


def _font(style: Any, part: Part) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(part.size), part.bold, part.italic
    font.underline = part.underlined
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), FONT)
    properties.append(_element("w:lang", val="vi-VN"))


def set_page(section: Section, frame: PaperFrame = STATE) -> None:
    """A4 upright with the frame's margins; pages are numbered in the upper margin, the first one is not."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for side, margin in frame.margins.items():
        setattr(section, f"{side}_margin", Mm(margin.ours))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "Paper page number"
    number._p.append(_element("w:fldSimple", instr="PAGE"))


def lay_down(section: Section) -> None:
    """Turns a section's paper for a wide table; its margins stay on their sides."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[1]), Mm(PAGE[0])


def stand_up(section: Section) -> None:
    """Turns a section's paper upright again."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])


def text_width(section: Section) -> float:
    """The width of a section's text in millimetres."""
    return (section.page_width - section.left_margin - section.right_margin) / Mm(1)


def new_numbering(document: Document) -> Section:
    """A new page whose pages are numbered from 1 again. The paragraph that ends the page before takes no room, so that it
    never makes an empty page of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    ending = document.paragraphs[-1].paragraph_format
    ending.line_spacing_rule, ending.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    for present in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(present)
    section._sectPr.insert_element_before(
        _element("w:pgNumType", start="1"), "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
    )
    return section


def bare_table(document: Document, widths: Sequence[Length], rows: int) -> Table:
    """A table without borders or inner margins, as wide as the text, whose rows stay on one page."""
    table = _table(document, widths, rows)
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="0", type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for row in table.rows:
        _together(row)
    return table


def ruled_table(
    document: Document,
    columns: Sequence[str],
    shares: Sequence[float],
    rows: Sequence[Sequence[str]],
    width: float,
    kind: str = "Paper",
) -> Table:
    """A table with borders, `width` millimetres wide, whose head repeats on every page and whose rows are not torn; `kind`
    begins the names of its styles."""
    head, cell = (OWN_PARTS[f"{kind} table {one}"].size for one in ("head", "cell"))
    widths = [Mm(one) for one in columns_within(columns, rows, shares, width, head=head, cell=cell)]
    table = _table(document, widths, 1 + len(rows))
    table.style = "Table Grid"
    styles = [f"{kind} table {one}" for one in alignments(columns, rows)]
    for row, texts in zip(table.rows, [columns, *rows], strict=True):
        for cell, text, style in zip(row.cells, texts, styles, strict=True):
            fill(cell, text, f"{kind} table head" if texts is columns else style)
            if texts is columns:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _together(row)
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    return table


def beside(picture: _Cell, words: _Cell) -> None:
    """A picture at the edge of the text with its words at half its height."""
    picture.paragraphs[0]._p.style = "Paperproof"
    words.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def fill(cell: _Cell, text: str, style: str) -> Paragraph:
    """Adds a paragraph to a cell; the first one takes the place of the empty one that every cell has."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
    # By its id, which python-docx makes from the name: assigning a style by name searches all styles, cell by cell.
    paragraph._p.style = style.replace(" ", "")
    paragraph.add_run(clean(text) if text.strip() else text)
    return paragraph


def balanced(paragraph: Paragraph, frame: PaperFrame, width: float) -> float:
    """Breaks a title so that its lines are about as long, by room at both its sides; answers the length of the longest
    one, both in millimetres. The text itself stays whole, for whoever goes on with it in Word."""
    part = (frame.parts | OWN_PARTS)[paragraph.style.name]
    line = longest_line(paragraph.text, part.size, width, bold=part.bold)
    room = (width - line * EASE) / 2
    if room > 0 and longest_line(paragraph.text, part.size, 10_000, bold=part.bold) > width:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(room)
    return line


def ruled(paragraph: Paragraph, indent: Length) -> Paragraph:
    """Draws a rule under the paragraph, `indent` away from either side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    border = _element("w:pBdr")
    border.append(_element("w:bottom", **LINE))
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return paragraph


def rule(cell: _Cell, indent: Length) -> None:
    """Adds a rule to a cell, in a paragraph of its own that is only as high as the rule needs."""
    thin_rule(cell.add_paragraph(style="Paper issuer"), indent)


def thin_rule(paragraph: Paragraph, indent: Length, after: float = 0) -> None:
    """Makes an empty paragraph a rule, only as high as it needs, with `after` points under it."""
    ruled(paragraph, indent)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.space_after = Pt(after)


def _table(document: Document, widths: Sequence[Length], rows: int) -> Table:
    table = document.add_table(rows, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _together(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
