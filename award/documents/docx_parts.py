"""What official papers are made of in Word: named styles, tables with and without borders, rules, numbers of pages."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from award.kit.text import clean

FONT = "Times New Roman"
CENTRE, JUSTIFIED, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
# Name: size, bold, italic, alignment, space before, space after (points).
STYLES: dict[str, tuple[float, bool, bool, Any, float, float]] = {
    "Paper parent body": (12, False, False, CENTRE, 0, 0),
    "Paper issuer": (12, True, False, CENTRE, 0, 0),
    "Paper country": (12, True, False, CENTRE, 0, 0),
    "Paper motto": (13, True, False, CENTRE, 0, 0),
    "Paper number": (13, False, False, CENTRE, 6, 0),
    "Paper letter subject": (12, False, False, CENTRE, 3, 0),
    "Paper place and date": (13, False, True, CENTRE, 6, 0),
    "Paper kind": (14, True, False, CENTRE, 12, 0),
    "Paper subject": (14, True, False, CENTRE, 0, 6),
    "Paper addressee": (14, False, False, CENTRE, 18, 12),
    "Paper addressee in a list": (14, False, False, LEFT, 0, 0),
    "Paper body": (14, False, False, JUSTIFIED, 0, 6),
    "Paper signer": (14, True, False, CENTRE, 0, 0),
    "Paper signer name": (14, True, False, CENTRE, 72, 0),
    "Paper receivers": (12, True, True, LEFT, 0, 0),
    "Paper receiver": (11, False, False, LEFT, 0, 0),
    "Paper annex": (14, True, False, CENTRE, 0, 0),
    "Paper annex of": (14, False, True, CENTRE, 0, 12),
    "Paper table head": (12, True, False, CENTRE, 2, 2),
    "Paper table cell": (12, False, False, LEFT, 2, 2),
    "Paper page number": (13, False, False, CENTRE, 0, 0),
    "Form heading": (13, True, False, LEFT, 9, 3),
    "Form line": (13, False, False, LEFT, 0, 3),
    "Form table head": (10.5, True, False, CENTRE, 1, 1),
    "Form table cell": (10.5, False, False, LEFT, 1, 1),
    "Form signer": (12, True, False, CENTRE, 0, 0),
    "Form signer note": (12, False, True, CENTRE, 0, 0),
    "Form small": (10, False, False, LEFT, 0, 2),
    "Form footer": (9, False, False, CENTRE, 0, 0),
}
LINE = {"val": "single", "sz": "6", "space": "1", "color": "000000"}


def define_styles(document: Document) -> None:
    """Gives the document its styles; everything is Times New Roman, black, Vietnamese."""
    _font(document.styles["Normal"], 14)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for name, (size, bold, italic, alignment, before, after) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _font(style, size, bold=bold, italic=italic)
        layout = style.paragraph_format
        layout.alignment, layout.space_before, layout.space_after = alignment, Pt(before), Pt(after)
        layout.line_spacing = 1.0
    body = document.styles["Paper body"].paragraph_format
    body.first_line_indent, body.line_spacing = Mm(12.7), 1.15
    document.styles["Paper addressee in a list"].paragraph_format.left_indent = Mm(45)
    for name in ("Paper signer", "Paper receivers", "Paper receiver", "Paper annex", "Form heading"):
        document.styles[name].paragraph_format.keep_with_next = True


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), FONT)
    properties.append(_element("w:lang", val="vi-VN"))


def set_page(section: Section) -> None:
    """A4 upright with the decree's margins; pages are numbered in the upper margin, the first one is not."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin, section.header_distance = Mm(30), Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "Paper page number"
    number._p.append(_element("w:fldSimple", instr="PAGE"))


def new_numbering(document: Document) -> None:
    """A new page whose pages are numbered from 1 again."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section._sectPr.append(_element("w:pgNumType", start="1"))


def bare_table(document: Document, widths: Sequence[Length], rows: int) -> Table:
    """A table without borders or inner margins, as wide as the text, whose rows stay on one page."""
    table = _table(document, widths, rows)
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="0", type="dxa"))
    table._tbl.tblPr.append(margins)
    for row in table.rows:
        _together(row)
    return table


def ruled_table(
    document: Document,
    columns: Sequence[str],
    widths: Sequence[Length],
    rows: Sequence[Sequence[str]],
    kind: str = "Paper",
) -> Table:
    """A table with borders whose head repeats on every page and whose rows are not torn; `kind` begins the names of its
    styles."""
    table = _table(document, widths, 1 + len(rows))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, [columns, *rows], strict=True):
        style = f"{kind} table head" if texts is columns else f"{kind} table cell"
        for cell, text in zip(row.cells, texts, strict=True):
            fill(cell, text, style)
        _together(row)
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    return table


def fill(cell: _Cell, text: str, style: str) -> Paragraph:
    """Adds a paragraph to a cell; the first one takes the place of the empty one that every cell has."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
    # By its id, which python-docx makes from the name: assigning a style by name searches all styles, cell by cell.
    paragraph._p.style = style.replace(" ", "")
    paragraph.add_run(clean(text) if text.strip() else text)
    return paragraph


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
    paragraph = ruled(cell.add_paragraph(style="Paper issuer"), indent)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(3)


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
