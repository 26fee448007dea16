"""A pack to print for somebody who marks on paper: a list of the works, then for each its sheet with boxes for the
marks and a QR code that leads to where it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from award.documents.pdf import compiled
from award.documents.qr import qr_svg

TEMPLATE = Path(__file__).with_name("paper_pack.typ")


@dataclass(frozen=True)
class PackedWork:
    """A work under its code; `criteria` are (name, guidance, maximum), `address` is where its sheet is typed."""

    code: str
    title: str
    about: str
    summary: str
    parts: Sequence[str]
    criteria: Sequence[tuple[str, str, str]]
    address: str


@dataclass(frozen=True)
class Pack:
    """Everything that is printed; `words` are the labels: judge, sheet, criterion, most, mark, total, remark, sign,
    office."""

    title: str
    organiser: str
    about: str
    judge: str
    works: Sequence[PackedWork]
    words: Mapping[str, str]


def paper_pack(pack: Pack) -> bytes:
    """The pack as PDF on A4."""
    works = [asdict(work) | {"qr": qr_svg(work.address)} for work in pack.works]
    return compiled(TEMPLATE, [asdict(pack) | {"works": works}])[0]
