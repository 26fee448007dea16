"""The address that a paper's QR code leads to, and the code as a picture."""

from typing import Any

from flask import current_app
from markupsafe import Markup

from award.documents.qr import qr_svg
from award.entries.papers import IN_ADDRESS
from award.entries.views import blueprint
from award.outbox.rendering import addresses


def proof_address(entry: Any, digest: str) -> str:
    """The absolute address of the page that proves a paper with this hash."""
    address = addresses(current_app._get_current_object())
    return f"{address('entries.proof', code=entry.proof_code)}?h={digest[:IN_ADDRESS]}"


@blueprint.app_template_global()
def qr_code(text: str) -> Markup:
    """A QR code as a picture within the page: black on white also where the page is dark. It is made of squares and
    holds no text of anybody."""
    return Markup(qr_svg(text))
