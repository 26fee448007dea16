"""Minutes as PDF from the same rows and texts as the DOCX; the same text gives the same bytes."""

from pathlib import Path
from typing import Any

from award.documents.frames import COUNTRY, MOTTO, PARTY, PARTY_NAME
from award.documents.paper import Block, Heading, LetterText, Table, number_and_symbol, place_and_date
from award.documents.pdf import compiled

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(text: LetterText) -> bytes:
    """The paper as PDF: head of its frame, text, tables, two places to sign."""
    party = text.frame == PARTY.name
    values = {
        "parent": text.parent.upper(),
        "issuer": text.issuer.upper(),
        "country": PARTY_NAME if party else COUNTRY,
        "motto": "" if party else MOTTO,
        "number": number_and_symbol(text.number, text.symbol, text.form),
        "date": place_and_date(text.place, text.day),
        "kind": text.kind.upper(),
        "subject": text.subject,
        "blocks": [_block(block) for block in text.paragraphs],
        "signers": [[one.title.upper(), one.name] for one in text.beside]
        + [[text.signer_title.upper(), text.signer_name]],
    }
    return compiled(TEMPLATE, [values])[0]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        rows = [list(row) for row in block.rows]
        return {"kind": "table", "text": block.title, "columns": list(block.columns), "widths": list(block.widths)} | {
            "rows": rows
        }
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    return {"kind": "text", "text": block if isinstance(block, str) else block.text}
