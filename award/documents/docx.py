"""Letters and other official papers of a Vietnamese body, as DOCX.

The state frame follows Appendix I of Decree 30/2020/NĐ-CP (Nghị định 30/2020/NĐ-CP về công tác văn thư), read in a
copy of the official text:

- paper A4 upright, margins 20–25 mm above and below, 30–35 left, 15–20 right; Times New Roman, black; number of the
  page in Arabic figures, 13–14, centred in the upper margin, none on the first page (section I);
- country's name: capitals, 12–13, bold; motto: 13–14, bold, under it a solid rule as long as the text; parent body:
  capitals, 12–13; issuing body: capitals, 12–13, bold, under it a rule of a third to a half of the line (II.1, II.2);
- number and symbol: 13, "Số:", a leading zero under 10, a slash between them; subject of a letter: 12–13 under the
  number (II.3, II.5); place and date: 13–14, italic, a leading zero for days under 10 and months 1 and 2 (II.4);
- kind of paper: capitals, 13–14, bold, centred, its subject in bold under it (II.5);
- body: 13–14, justified, first line 1 or 1.27 cm, at least 6 pt between paragraphs, lines 1.0 to 1.5 (II.6);
- signer's authority and title: capitals, 13–14, bold; name: 13–14, bold, without academic titles (II.7);
- receivers: label 12, bold italic; entries 11, a dash before and ";" after, the last one with "." (II.9);
- annex: label 14, bold; title in capitals, 13–14, bold; "(Kèm theo …)" in italic; pages numbered anew (III.1).

Heads and feet are tables without borders and rules are borders of paragraphs, so that they survive editing in Word.
The same text gives the same bytes.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Mm

from award.documents import docx_parts as parts

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT, RIGHT = Mm(68), Mm(92)
# Side indents that leave a rule as long as the motto (56 mm in bold 13) and of two fifths of the issuer's line.
MOTTO_INDENT, ISSUER_INDENT = Mm(17.5), Mm(20)
MADE = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Annex:
    """A table that comes with a letter; `widths` are in millimetres, every row has a text for each column."""

    title: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class LetterText:
    """Everything on the paper. `number` is None where the registry writes it by hand; `kind` (`TỜ TRÌNH`) is empty
    for a letter (công văn), whose subject stands under its number; `authority` is a line such as `TM. BAN CHẤP HÀNH`."""

    issuer: str
    symbol: str
    place: str
    day: date
    subject: str
    paragraphs: Sequence[str]
    signer_title: str
    signer_name: str
    number: int | None = None
    parent: str = ""
    kind: str = ""
    addressees: Sequence[str] = ()
    authority: str = ""
    recipients: Sequence[str] = ()
    annex: Annex | None = None


def letter(text: LetterText) -> bytes:
    """The paper in the state frame."""
    document = docx.Document()
    parts.define_styles(document)
    parts.set_page(document.sections[0])
    _head(document, text)
    if text.kind:
        document.add_paragraph(text.kind.upper(), "Paper kind")
        document.add_paragraph(text.subject, "Paper subject")
    _addressees(document, text.addressees)
    for paragraph in text.paragraphs:
        document.add_paragraph(paragraph, "Paper body")
    _foot(document, text)
    if text.annex:
        _annex(document, text)
    return packed(document, text.subject, text.issuer)


def number_and_symbol(number: int | None, symbol: str) -> str:
    """`Số: 05/HNB-VP`; room for the hand where there is no number yet."""
    return f"Số: {f'{number:02d}' if number is not None else '        '}/{symbol}"


def place_and_date(place: str, day: date) -> str:
    """`Bình Định, ngày 05 tháng 02 năm 2024`."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def _head(document: Document, text: LetterText) -> None:
    table = parts.bare_table(document, [LEFT, RIGHT], rows=2)
    issuer, country = table.rows[0].cells
    if text.parent:
        parts.fill(issuer, text.parent.upper(), "Paper parent body")
    parts.fill(issuer, text.issuer.upper(), "Paper issuer")
    parts.rule(issuer, ISSUER_INDENT)
    parts.fill(country, COUNTRY, "Paper country")
    parts.ruled(parts.fill(country, MOTTO, "Paper motto"), MOTTO_INDENT)
    number, place = table.rows[1].cells
    parts.fill(number, number_and_symbol(text.number, text.symbol), "Paper number")
    if not text.kind:
        parts.fill(number, f"V/v {text.subject}", "Paper letter subject")
    parts.fill(place, place_and_date(text.place, text.day), "Paper place and date")


def _addressees(document: Document, addressees: Sequence[str]) -> None:
    if len(addressees) == 1:
        document.add_paragraph(f"Kính gửi: {addressees[0]}", "Paper addressee")
    elif addressees:
        document.add_paragraph("Kính gửi:", "Paper addressee")
        for place, addressee in enumerate(addressees, 1):
            ending = "." if place == len(addressees) else ";"
            document.add_paragraph(f"- {addressee}{ending}", "Paper addressee in a list")


def _foot(document: Document, text: LetterText) -> None:
    receivers, signature = parts.bare_table(document, [Mm(75), Mm(85)], rows=1).rows[0].cells
    if text.recipients:
        parts.fill(receivers, "Nơi nhận:", "Paper receivers")
    for place, recipient in enumerate(text.recipients, 1):
        ending = "." if place == len(text.recipients) else ";"
        parts.fill(receivers, f"- {recipient.rstrip(' .;')}{ending}", "Paper receiver")
    if text.authority:
        parts.fill(signature, text.authority.upper(), "Paper signer")
    parts.fill(signature, text.signer_title.upper(), "Paper signer")
    parts.fill(signature, text.signer_name, "Paper signer name")


def _annex(document: Document, text: LetterText) -> None:
    parts.new_numbering(document)
    document.add_paragraph("PHỤ LỤC", "Paper annex")
    document.add_paragraph(text.annex.title.upper(), "Paper kind")
    document.add_paragraph(_belonging(text), "Paper annex of")
    parts.ruled_table(document, text.annex.columns, [Mm(width) for width in text.annex.widths], text.annex.rows)


def _belonging(text: LetterText) -> str:
    number = number_and_symbol(text.number, text.symbol).removeprefix("Số: ")
    day = place_and_date("", text.day).removeprefix(", ")
    return f"(Kèm theo {text.kind.capitalize() or 'Công văn'} số {number} {day} của {text.issuer})"


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
