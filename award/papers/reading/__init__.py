"""QR codes on a scan. `python -m award.papers.reading` is run by `award.files.apart`: a stranger's file is looked at by
libraries only in a process of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from award.files.kinds import PDF

MOST_PAGES = 8
POINTS_PER_INCH = 72
DOTS_PER_INCH = (150, 250)
MOST_SIDE = 6000


def codes(source: Path, type_found: str) -> Iterator[str]:
    """The texts of all QR codes found, page by page; raises whatever the libraries raise."""
    import zxingcpp

    for image in _images(source, type_found):
        for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode):
            yield found.text


def _images(source: Path, type_found: str) -> Iterator[Any]:
    """Pages as grey pictures: a code that is too small at the first sight is looked for again more closely."""
    if type_found != PDF:
        from PIL import Image, ImageOps

        with Image.open(source) as picture:
            picture.draft("L", (MOST_SIDE, MOST_SIDE))
            yield ImageOps.exif_transpose(picture).convert("L")
        return
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    for page in list(document)[:MOST_PAGES]:
        longest = max(*page.get_size(), 1)
        for dots in DOTS_PER_INCH:
            scale = min(dots / POINTS_PER_INCH, MOST_SIDE / longest)
            yield page.render(scale=scale, may_draw_forms=False).to_pil().convert("L")
