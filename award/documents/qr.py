"""QR codes: black on white with the quiet margin that readers need, as SVG for pages and PDF, as PNG for Word."""

from functools import lru_cache
from io import BytesIO

import segno

MARGIN = 4


@lru_cache(maxsize=64)
def qr_svg(text: str) -> str:
    """The code of a text as SVG; a tenth of it may be soiled and it still reads (level M)."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", scale=3, border=MARGIN, light="#fff", xmldecl=False, svgclass="qr-code", nl=False
    )
    return drawn.getvalue().decode()


def qr_png(text: str) -> bytes:
    """The same as PNG, large enough for print."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=10, border=MARGIN)
    return drawn.getvalue()
