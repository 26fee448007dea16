"""Certificates as one PDF with a page for each, lying A4, every one with a QR code that leads to the page proving it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from award.documents import frames
from award.documents.paper import authority_line
from award.documents.pdf import compiled
from award.documents.qr import HANDLED, qr_svg

TEMPLATE = Path(__file__).with_name("certificate.typ")


@dataclass(frozen=True)
class CertificateText:
    """What one certificate says: to whom, for which work, which prize."""

    name: str
    about: str
    work: str
    prize: str
    award: str
    category: str = ""


@dataclass(frozen=True)
class CertificateSheet:
    """A set of certificates with what all of them share; `address` leads to the proof of the set, a certificate's own
    is `address/<place>`, counted from 1."""

    frame: str
    issuer: str
    parent: str
    place_date: str
    authority: str
    signer_title: str
    signer_name: str
    reference: str
    code: str
    address: str
    certificates: Sequence[CertificateText]


def certificates_pdf(sheet: CertificateSheet) -> bytes:
    """All certificates in one PDF, in order."""
    frame = frames.frame_named(sheet.frame)
    party = frame.name == frames.PARTY.name
    values = asdict(sheet) | {
        "country": frames.PARTY_NAME if party else frames.COUNTRY,
        "motto": "" if party else frames.MOTTO,
        "authority": authority_line(sheet.authority, frame) if sheet.authority else "",
        "pages": [
            asdict(one) | {"number": f"{place:02d}", "qr": qr_svg(f"{sheet.address}/{place}", HANDLED)}
            for place, one in enumerate(sheet.certificates, 1)
        ],
    }
    return compiled(TEMPLATE, [values], styles=(), embedded=True)[0]
