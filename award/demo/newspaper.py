"""The scan of a newspaper's pages, as PDF, set by Typst in one typeface with every Vietnamese letter."""

import atexit
import json
import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import font_source_serif_pro
import typst

from award.demo import prose
from award.demo.pictures import MOODS

TEMPLATE = Path(__file__).with_name("newspaper.typ")
FONTS = Path(font_source_serif_pro.__file__).parent / "files"
MADE = 946_684_800  # 1 January 2000, UTC: the same bytes whenever they are made
STYLES = ("Regular", "Bold", "It")
HEADINGS = ("Từ một cuộc họp chi bộ", "Nói đi đôi với làm", "Gỡ khó từ cơ sở", "Người đi trước", "Lòng dân là gốc")


@cache
def _faces() -> str:
    """The faces that are used, alone in a folder as long as the process lives: typst takes folders only and opens a face
    when it first needs it, and the package has every face twice (OTF and TTF)."""
    folder = mkdtemp(prefix="award-faces-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for style in STYLES:
        shutil.copy(FONTS / f"SourceSerifPro-{style}.otf", folder)
    return folder


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_faces()])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


def newspaper(random: Random, *, title: str, author: str, outlet: str, day: str, pages: int = 2) -> bytes:
    """A PDF of `pages` pages: masthead, headline, two columns, a picture on every page."""
    given = {
        "title": title,
        "author": author,
        "outlet": outlet,
        "day": day,
        "lead": prose.sentence(random),
        "pages": [_page(random) for _ in range(pages)],
    }
    return _compiler().compile(format="pdf", sys_inputs={"given": json.dumps(given)}, timestamp=MADE, pdf_tags=False)


def _page(random: Random) -> dict:
    return {
        "heading": random.choice(HEADINGS),
        "caption": prose.sentence(random),
        "colours": list(random.choice(MOODS)),
        "paragraphs": prose.paragraphs(random, 8),
    }
