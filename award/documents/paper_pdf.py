"""The same papers as PDF, for what is final: sent, shown and kept. Its typeface comes with the compiler, so the paper
looks the same, and has the same bytes, wherever it is made; whoever needs Times New Roman in the file prints the DOCX."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from award.documents import frames
from award.documents.binding import bound
from award.documents.paper import (
    ARTICLE,
    Annex,
    Block,
    LetterText,
    Signer,
    Table,
    alignments,
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
from award.documents.pdf import compiled
from award.documents.qr import qr_svg
from award.documents.widths import columns_within, longest_line

TEMPLATE = Path(__file__).with_name("paper.typ")


def letter_pdf(text: LetterText) -> bytes:
    """The paper as PDF."""
    return compiled(TEMPLATE, [_values(bound(text))], styles=(), embedded=True)[0]


def _values(text: LetterText) -> dict[str, Any]:
    frame = text.form
    party = frame.name == frames.PARTY.name
    annexes = text.every_annex
    over, blocks = enacting(text)
    return {
        "parts": {name: asdict(part) for name, part in (frame.parts | frames.OWN_PARTS).items()},
        "margins": {side: measure.ours for side, measure in frame.margins.items()},
        "head": frame.head,
        "foot": frame.foot,
        "first_line": frame.first_line.ours,
        "star": party,
        "country": frames.PARTY_NAME if party else frames.COUNTRY,
        "motto": "" if party else frames.MOTTO,
        "name_rule": frame.rule_under_name,
        "issuer_rule": _rule(frame, text.issuer.upper(), "Paper issuer", frame.head[0]),
        "subject_rule": _rule(frame, text.subject, "Paper subject", frame.width),
        "parent": text.parent,
        "issuer": text.issuer,
        "number": number_and_symbol(text.number, text.symbol, frame),
        "date": place_and_date(text.place, text.day),
        "kind": text.kind,
        "subject": text.subject,
        "addressees": text.addressees,
        "grounds": grounds(text.grounds),
        "over": over,
        "blocks": [_block(block, frame) for block in blocks],
        "receivers": receivers(text.recipients, frame),
        "signers": [_signer(one, frame) for one in signers_of(text)],
        "qr": qr_svg(text.proof.address) if text.proof else "",
        "proof_words": proof_words(text.proof) if text.proof else [],
        "belonging": belonging(text),
        "annexes": [
            _table(annex, frame, annex.lying) | {"label": annex_label(annex, place, len(annexes))}
            for place, annex in enumerate(annexes, 1)
        ],
    }


def _rule(frame: frames.PaperFrame, text: str, part: str, most: float) -> float:
    return longest_line(text, frame.parts[part].size, most) * frame.short_rule.ours


def _table(table: Annex | Table, frame: frames.PaperFrame, lying: bool = False) -> dict[str, Any]:
    width = frame.width + (frames.PAGE[1] - frames.PAGE[0] if lying else 0)
    head, cell = (frames.OWN_PARTS[f"Paper table {one}"].size for one in ("head", "cell"))
    widths = columns_within(table.columns, table.rows, table.widths, width, head=head, cell=cell)
    return asdict(table) | {"aligned": alignments(table.columns, table.rows), "widths": widths}


def _signer(signer: Signer, frame: frames.PaperFrame) -> dict[str, str]:
    return asdict(signer) | {"authority": authority_line(signer.authority, frame) if signer.authority else ""}


def _block(block: Block, frame: frames.PaperFrame) -> dict[str, Any]:
    if not isinstance(block, str):
        return {
            "is": type(block).__name__.lower(),
            **(_table(block, frame) if isinstance(block, Table) else asdict(block)),
        }
    text = ended(block, frame)
    article = ARTICLE.match(text)
    bold = f"{article[0]} " if article else ""
    return {"is": "text", "bold": bold, "text": text[article.end() if article else 0 :].lstrip()}
