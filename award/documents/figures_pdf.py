"""Figures as PDF: each part with its chart and, under it, its table. Charts are drawn, so they print at any size."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from award.documents.pdf import compiled

TEMPLATE = Path(__file__).with_name("figures.typ")


@dataclass(frozen=True)
class FiguresPart:
    """A part: sentences that are told of it, a chart (SVG; empty for none), and rows with a text for each column, of which
    the first is a name and the others are figures. The last row is a sum where `summed`; `nothing` stands for no rows."""

    title: str
    told: Sequence[str]
    chart: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    nothing: str
    summed: bool = False


@dataclass(frozen=True)
class FiguresPaper:
    """The whole: `above` stands over the title, `pairs` are the figures that stand first."""

    above: str
    title: str
    subject: str
    day: str
    pairs: Sequence[tuple[str, str]]
    parts: Sequence[FiguresPart]
    author: str = ""


def figures_pdf(paper: FiguresPaper) -> bytes:
    """The figures as PDF; the same figures give the same bytes."""
    return compiled(TEMPLATE, [asdict(paper)])[0]
