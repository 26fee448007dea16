"""Official papers of a Vietnamese body as DOCX, in the state's or the Party's frame (`frames` is the table of rules).

Everything has a named style that a secretary can change in Word; heads and feet are tables without borders and rules
are borders of paragraphs, so that they survive editing. The same text gives the same bytes.
"""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx.document import Document
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from award.documents import docx_parts as parts
from award.documents.binding import bound
from award.documents.frames import COUNTRY, MOTTO, PARTY, PARTY_NAME, PaperFrame
from award.documents.paper import (
    ARTICLE,
    Annex,
    Block,
    Heading,
    LetterText,
    Resolution,
    Signer,
    Table,
    annex_label,
    authority_line,
    belonging,
    enacting,
    ended,
    grounds,
    number_and_symbol,
    place_and_date,
    proof_words,
    receivers,
    signers_of,
)
from award.documents.qr import qr_png

__all__ = ["Annex", "LetterText", "letter", "number_and_symbol", "packed", "place_and_date"]


QR = Mm(22)
MADE = datetime(2000, 1, 1)


def letter(text: LetterText) -> bytes:
    """The paper in its frame."""
    text = bound(text)
    frame = text.form
    document = parts.empty_paper(frame)
    parts.set_page(document.sections[0], frame)
    _head(document, text, frame)
    if text.kind:
        document.add_paragraph(text.kind.upper(), "Paper kind")
        line = parts.balanced(document.add_paragraph(text.subject, "Paper subject"), frame, frame.width)
        parts.thin_rule(document.add_paragraph(style="Paper subject"), _beside(frame.width, line, frame), after=6)
    _addressees(document, text.addressees)
    over, blocks = enacting(text)
    _blocks(document, [Resolution(name) for name in over], frame)
    for ground in grounds(text.grounds):
        document.add_paragraph(ground, "Paper ground")
    _blocks(document, blocks, frame)
    _foot(document, text, frame)
    for place, annex in enumerate(text.every_annex, 1):
        _annex(document, text, annex, annex_label(annex, place, len(text.every_annex)))
    return packed(document, text.subject, text.issuer)


def _head(document: Document, text: LetterText, frame: PaperFrame) -> None:
    number, place = frame_head(document, frame, text.issuer, text.parent)
    parts.fill(number, number_and_symbol(text.number, text.symbol, frame), "Paper number")
    if not text.kind:
        about = f"V/v {text.subject}"
        parts.fill(number, about, "Paper letter subject")
    parts.fill(place, place_and_date(text.place, text.day), "Paper place and date")


def frame_head(document: Document, frame: PaperFrame, issuer: str, parent: str = "") -> Sequence[_Cell]:
    """The head of a frame; answers the two cells of its last row, for number and date."""
    widths = [Mm(width) for width in frame.head]
    table = parts.bare_table(document, widths, rows=2)
    left, right = table.rows[0].cells
    if parent:
        parts.fill(left, parent.upper(), "Paper parent body")
    line = parts.balanced(parts.fill(left, issuer.upper(), "Paper issuer"), frame, frame.head[0])
    if frame.name == PARTY.name:
        parts.fill(left, "*", "Paper star")
        name = parts.fill(right, PARTY_NAME, "Paper country")
    else:
        parts.rule(left, _beside(frame.head[0], line, frame))
        parts.fill(right, COUNTRY, "Paper country")
        name = parts.fill(right, MOTTO, "Paper motto")
    parts.ruled(name, Mm((frame.head[1] - frame.rule_under_name) / 2))
    return table.rows[-1].cells


def _beside(width: float, line: float, frame: PaperFrame) -> Length:
    """The indent at either side that leaves a rule of a third to a half of the line."""
    return Mm((width - line * frame.short_rule.ours) / 2)


def _addressees(document: Document, addressees: Sequence[str]) -> None:
    if len(addressees) == 1:
        document.add_paragraph(f"Kính gửi: {addressees[0]}", "Paper addressee")
    elif addressees:
        document.add_paragraph("Kính gửi:", "Paper addressee")
        for place, addressee in enumerate(addressees, 1):
            ending = "." if place == len(addressees) else ";"
            document.add_paragraph(f"- {addressee}{ending}", "Paper addressee in a list")


def _blocks(document: Document, blocks: Sequence[Block], frame: PaperFrame) -> None:
    for block in blocks:
        if isinstance(block, Table):
            if block.title:
                document.add_paragraph(block.title, "Paper table title")
            parts.ruled_table(document, block.columns, block.widths, block.rows, frame.width)
            document.add_paragraph("", "Paper proof")
        elif isinstance(block, Heading):
            document.add_paragraph(block.text, "Paper body heading")
        elif isinstance(block, Resolution):
            document.add_paragraph(block.text.upper(), "Paper resolution")
        else:
            _paragraph(document, ended(block, frame))


def _paragraph(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(style="Paper body")
    article = ARTICLE.match(text)
    if article:
        paragraph.add_run(article[0]).bold = True
    paragraph.add_run(text[article.end() if article else 0 :])
    # What announces a list or a table does not stand alone at the end of a page.
    paragraph.paragraph_format.keep_with_next = text.endswith(":")


def _foot(document: Document, text: LetterText, frame: PaperFrame) -> None:
    """Receivers at the left with the QR code under them, who signs at the right; several sign over both. All of it is one
    row, so that it stays on one page, with the end of the text."""
    signers = signers_of(text)
    # Nobody signs a page that has none of the text.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph("", "Paper proof").paragraph_format.keep_with_next = True
    widths = [frame.width / len(signers)] * len(signers) if text.beside else frame.foot
    cells = parts.bare_table(document, [Mm(width) for width in widths], rows=1).rows[0].cells
    for cell, signer in zip(cells[-len(signers) :], signers, strict=True):
        _signature(cell, signer, frame)
    _receivers(cells[0], text, frame)
    _proof(cells[-1 if text.beside else 0], text)


def _receivers(cell: _Cell, text: LetterText, frame: PaperFrame) -> None:
    if text.recipients:
        head = parts.fill(cell, "Nơi nhận:", "Paper receivers")
        head.paragraph_format.space_before = Pt(12 if text.beside else 0)
    for line in receivers(text.recipients, frame):
        parts.fill(cell, line, "Paper receiver")


def _signature(cell: _Cell, signer: Signer, frame: PaperFrame) -> None:
    if signer.authority:
        parts.fill(cell, authority_line(signer.authority, frame), "Paper signer")
    for line in signer.title.split("\n"):
        parts.fill(cell, line.upper(), "Paper signer title")
    if signer.note:
        parts.fill(cell, signer.note, "Paper signer note")
    parts.fill(cell, signer.name, "Paper signer name")


def _proof(cell: _Cell, text: LetterText) -> None:
    """The QR code with the paper's short code and the hash of its data."""
    if text.proof is None:
        return
    picture = parts.fill(cell, "", "Paper proof")
    picture.paragraph_format.space_before = Pt(6)
    picture.add_run().add_picture(BytesIO(qr_png(text.proof.address)), width=QR)
    for line in proof_words(text.proof):
        cell.add_paragraph(line, "Paper proof")


def _annex(document: Document, text: LetterText, annex: Annex, label: str) -> None:
    section = parts.new_numbering(document)
    (parts.lay_down if annex.lying else parts.stand_up)(section)
    if label:
        document.add_paragraph(label, "Paper annex")
    width = parts.text_width(section)
    parts.balanced(document.add_paragraph(annex.title.upper(), "Paper kind"), text.form, width)
    parts.balanced(document.add_paragraph(belonging(text), "Paper annex of"), text.form, width)
    parts.ruled_table(document, annex.columns, annex.widths, annex.rows, width)


def packed(document: Document, title: str, author: str) -> bytes:
    """A document's bytes, with fixed dates in its properties and in its ZIP."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], ""
    properties.comments, properties.language, properties.revision = "", "vi-VN", 1
    properties.created = properties.modified = MADE
    loose, packed = BytesIO(), BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
