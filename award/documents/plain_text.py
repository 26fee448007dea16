"""A text as PDF, for who may read the words but not the document that they came in."""

from collections.abc import Sequence
from pathlib import Path

from award.documents.pdf import compiled

TEMPLATE = Path(__file__).with_name("plain_text.typ")


def text_as_pdf(lines: Sequence[str]) -> bytes:
    """The lines as paragraphs on A4 pages."""
    return compiled(TEMPLATE, [{"lines": list(lines)}], ("Regular",))[0]
