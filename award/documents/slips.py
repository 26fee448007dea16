"""Slips of paper with a QR code: a receipt to hand out, labels to stick on."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import shorten

from award.documents.frames import headings
from award.documents.pdf import compiled
from award.documents.qr import HANDLED, qr_svg

RECEIPT = Path(__file__).with_name("receipt.typ")
LABELS = Path(__file__).with_name("labels.typ")
LONGEST = 75  # letters of a title that fit on a label


@dataclass(frozen=True)
class Receipt:
    """A receipt: `organiser` stands in its head, which is that of `frame` (`state` or `party`), `above` under its title,
    pairs of a label and a text in its middle, `beside` next to the QR code that leads to `address`, the two signatures
    at its foot, each with a `note` of what is done there."""

    title: str
    organiser: str
    above: str
    code: str
    pairs: Sequence[tuple[str, str]]
    address: str
    beside: Sequence[str]
    signatures: Sequence[str]
    day: str
    paper: str = "a5"
    frame: str = "state"
    note: str = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Label:
    """A label for a sleeve: `about` are short lines under the title, `address` is where its QR code leads."""

    code: str
    title: str
    about: Sequence[str]
    address: str


def receipt(slip: Receipt) -> bytes:
    """The receipt as PDF, on A5 (lying) or A4."""
    values = asdict(slip) | headings(slip.frame) | {"qr": qr_svg(slip.address, HANDLED)}
    return compiled(RECEIPT, [values], styles=(), embedded=True)[0]


def labels(sheet: Iterable[Label], *, title: str) -> bytes:
    """Labels of 70 × 37 mm, three by eight on a sheet of A4, as they are sold to be stuck on."""
    values = [
        asdict(label) | {"title": shorten(label.title, LONGEST, placeholder=" …"), "qr": qr_svg(label.address, HANDLED)}
        for label in sheet
    ]
    return compiled(LABELS, [{"title": title, "labels": values}])[0]
