"""From wording, data and issuing body to the paper: pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from award.documents.frames import frame_named
from award.documents.paper import LetterText, PaperProof, as_values, place_and_date, symbol_of
from award.kit.refusals import NotReady
from award.kit.text import with_year
from award.papers import texts
from award.papers.kinds import ABBREVIATIONS, TITLES
from award.papers.offering import Content, Offer, as_plain

# As much of the hash as the address in a QR code carries, so that the code stays large enough to be read from paper.
IN_ADDRESS = 32


def digest_of(values: Any) -> str:
    """SHA-256 of values in canonical JSON."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def content_digest(content: Content, inputs: Mapping[str, str]) -> str:
    """The hash of what a paper says, whatever its wording and its issuing body."""
    return digest_of({"content": as_plain(content), "inputs": dict(inputs)})


def common(edition: Any, issuer: Any, day: date | None) -> dict[str, str]:
    """The values that every wording may use."""
    return {
        "award": with_year(edition.title, edition.year, " năm "),
        "year": str(edition.year),
        "organiser": edition.organiser,
        "province": edition.province,
        "body": issuer.name,
        "rules": edition.rules_reference or "",
        "date": place_and_date("", day).removeprefix(", ") if day else "ngày …… tháng …… năm ………",
    }


def compose(
    offer: Offer, content: Content, text: str, *, edition: Any, issuer: Any, inputs: Mapping[str, str], day: date | None
) -> LetterText:
    """The paper without number and proof. Raises `NotReady` for a wording that cannot be used."""
    wrong = texts.faults(text, offer.every_place, offer.blocks)
    if wrong:
        raise NotReady(wrong)
    wording = texts.read(text)
    values = dict.fromkeys(offer.every_place, "") | common(edition, issuer, day)
    values |= {**content.values, **inputs}
    part = {name: texts.filled(wording.parts.get(name, ()), values) for name in texts.PARTS if name != "body"}
    frame = issuer.frame.value
    return LetterText(
        issuer=issuer.name,
        parent=issuer.parent or "",
        symbol=symbol_of(frame, ABBREVIATIONS[offer.kind], issuer.symbol),
        place=issuer.place,
        day=day,
        kind=TITLES[offer.kind],
        subject=" ".join(part["subject"]),
        addressees=part["addressees"],
        grounds=part["grounds"],
        paragraphs=texts.body(wording.parts["body"], values, content.blocks),
        recipients=part["recipients"] or issuer.recipients,
        authority=issuer.authority or "",
        signer_title=issuer.signer_title,
        signer_name=issuer.signer_name,
        annexes=tuple(content.annexes),
        beside=tuple(content.beside),
        frame=frame,
        lines=_lines(wording.lines, frame),
        title_bold=wording.title_bold,
    )


def _lines(wanted: float | None, frame: str) -> float | None:
    """The distance of lines that the wording asks for, where the frame allows it: one wording serves both frames."""
    of = frame_named(frame).lines
    return wanted if wanted is not None and of.least <= wanted <= of.most else None


def address_with(address: str, digest: str) -> str:
    """The address that a QR code holds: of the proof, with as much of the hash as it carries."""
    return f"{address}?h={digest[:IN_ADDRESS]}"


def proved(text: LetterText, address: str, code: str, digest: str) -> LetterText:
    """The paper with its QR code."""
    return replace(text, proof=PaperProof(address_with(address, digest), code, digest))


def kept(text: LetterText) -> dict[str, Any]:
    """The paper as it is kept: without its proof, whose address belongs to the installation."""
    return as_values(replace(text, proof=None))
