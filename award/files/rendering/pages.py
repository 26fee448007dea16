"""Pages of a PDF as images, wide enough to be read, and the first as a thumbnail."""

from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from award.files.rendering import Made, Progress
from award.files.rendering.pictures import SIDES, saved
from award.files.states import RenditionKind

# Works have few pages; whoever reads a longer one reads the original.
MOST_PAGES = 40
DOTS_PER_INCH, POINTS_PER_INCH = 110, 72
LEAST_WIDTH, MOST_WIDTH, MOST_HEIGHT = 1000, 2200, 3200
QUALITY = 60


def render(source: Path, folder: Path, progress: Progress) -> list[Made]:
    """One image a page, the first forty."""
    made: list[Made] = []
    document = pypdfium2.PdfDocument(source)
    count = min(len(document), MOST_PAGES)
    for number in range(1, count + 1):
        page = document[number - 1]
        _, image = picture_of(page)
        page.close()
        made.append(saved(image, folder, RenditionKind.PAGE, number, QUALITY))
        if number == 1:
            side = SIDES[RenditionKind.THUMBNAIL]
            image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
            made.append(saved(image, folder, RenditionKind.THUMBNAIL))
        progress(number, count)
    document.close()
    return made


def picture_of(page: Any) -> tuple[Any, Any]:
    """A page as a bitmap of its library and as a picture; marks that readers put on it are not drawn."""
    width, height = page.get_size()
    wished = min(max(width * DOTS_PER_INCH / POINTS_PER_INCH, LEAST_WIDTH), MOST_WIDTH)
    scale = min(wished / max(width, 1), MOST_HEIGHT / max(height, 1))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    return bitmap, bitmap.to_pil().convert("RGB")
