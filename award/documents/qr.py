"""QR codes: black on white with the quiet margin that readers need, as SVG for pages and PDF, as PNG for Word."""

from functools import lru_cache
from io import BytesIO

import segno

MARGIN = 4
# How much of a code may be soiled or torn before it cannot be read: a tenth on a page or a clean paper, a quarter on
# what is handed about and stuck on.
CLEAN, HANDLED = "m", "q"


@lru_cache(maxsize=64)
def qr_svg(text: str, level: str = CLEAN) -> str:
    """The code of a text as SVG."""
    drawn = BytesIO()
    segno.make(text, error=level, micro=False).save(
        drawn, kind="svg", scale=3, border=MARGIN, light="#fff", xmldecl=False, svgclass="qr-code", nl=False
    )
    return drawn.getvalue().decode()


def qr_png(text: str, level: str = CLEAN) -> bytes:
    """The same as PNG, large enough for print."""
    drawn = BytesIO()
    segno.make(text, error=level, micro=False).save(drawn, kind="png", scale=10, border=MARGIN)
    return drawn.getvalue()
