"""A form to be signed as PDF; the same form gives the same bytes."""

from dataclasses import asdict
from pathlib import Path

from award.documents.form import OfficialForm, date_line
from award.documents.frames import headings
from award.documents.pdf import compiled
from award.documents.qr import qr_svg

TEMPLATE = Path(__file__).with_name("official_form.typ")


def form_pdf(form: OfficialForm) -> bytes:
    """The form as PDF."""
    data = asdict(form) | headings(form.frame) | {"date": date_line(form), "qr": qr_svg(form.proof)}
    return compiled(TEMPLATE, [data], styles=(), embedded=True)[0]
