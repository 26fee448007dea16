"""A form to be signed as DOCX, in the frame of official papers; the same form gives the same bytes."""

from io import BytesIO

from docx.document import Document
from docx.shared import Mm, Pt

from award.documents import docx_parts as parts
from award.documents.binding import bound
from award.documents.docx import frame_head, packed
from award.documents.form import FormSection, OfficialForm, date_line
from award.documents.frames import PaperFrame, frame_named
from award.documents.qr import qr_png

LABEL = 48  # millimetres
DOTS = "." * 84
QR = Mm(28)


def form_docx(form: OfficialForm) -> bytes:
    """The form as DOCX."""
    form = bound(form)
    frame = frame_named(form.frame)
    document = parts.empty_paper(frame)
    parts.set_page(document.sections[0], frame)
    _head(document, form)
    for section in form.sections:
        _section(document, section, frame.width)
    _signatures(document, form, frame)
    _proof(document, form, frame.width)
    _footer(document, form)
    return packed(document, form.title, form.issuer)


def _head(document: Document, form: OfficialForm) -> None:
    _, place = frame_head(document, frame_named(form.frame), form.issuer)
    parts.fill(place, date_line(form), "Paper place and date")
    document.add_paragraph(form.title.upper(), "Paper kind")
    frame = frame_named(form.frame)
    parts.balanced(document.add_paragraph(form.subject, "Paper subject"), frame, frame.width)
    addressee = document.add_paragraph(f"Kính gửi: {form.addressee}", "Paper addressee")
    addressee.paragraph_format.space_before = Pt(6)
    parts.balanced(addressee, frame, frame.width)
    for note in form.annotations:
        document.add_paragraph(note, "Paper annex of")


def _section(document: Document, section: FormSection, width: float) -> None:
    document.add_paragraph(section.title, "Form heading")
    if section.pairs:
        table = parts.bare_table(document, [Mm(LABEL), Mm(width - LABEL)], rows=len(section.pairs))
        for row, (label, value) in zip(table.rows, section.pairs, strict=True):
            parts.fill(row.cells[0], f"{label}:", "Form line")
            parts.fill(row.cells[1], value or DOTS, "Form line")
    if section.table:
        of = section.table
        parts.ruled_table(document, of.columns, of.widths, of.rows, width, "Form")
    for sentence in section.sentences:
        document.add_paragraph(sentence, "Form line")


def _signatures(document: Document, form: OfficialForm, frame: PaperFrame) -> None:
    places, width = form.signatures, frame.width / len(form.signatures)
    # Nobody signs a page that has nothing of the form.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph("", "Form line").paragraph_format.keep_with_next = True
    cells = parts.bare_table(document, [Mm(width)] * len(places), rows=1).rows[0].cells
    for cell, signature in zip(cells, places, strict=True):
        parts.balanced(parts.fill(cell, signature.title.upper(), "Form signer"), frame, width)
        parts.fill(cell, signature.note, "Form signer note")
        parts.fill(cell, signature.name or " ", "Paper signer name")


def _proof(document: Document, form: OfficialForm, width: float) -> None:
    document.add_paragraph("", "Form line")
    picture, words = parts.bare_table(document, [Mm(32), Mm(width - 32)], rows=1).rows[0].cells
    parts.beside(picture, words)
    picture.paragraphs[0].add_run().add_picture(BytesIO(qr_png(form.proof)), width=QR)
    for text in (*form.proof_words, f"Mã đối chiếu: {form.code}", f"SHA-256: {form.digest}"):
        parts.fill(words, text, "Form small")


def _footer(document: Document, form: OfficialForm) -> None:
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = form.footer
        footer.paragraphs[0].style = "Form footer"
