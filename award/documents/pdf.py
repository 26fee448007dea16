"""A data sheet as PDF: a title, pairs of a label and a text, tables. One typeface that has every Vietnamese letter is
embedded; no font of the machine comes in, so the sheet looks the same, and has the same bytes, wherever it is made."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import font_source_serif_pro
import typst

from award.documents.binding import bound
from award.kit.text import clean

TEMPLATE = Path(__file__).with_name("data_sheet.typ")
FONTS = Path(font_source_serif_pro.__file__).parent / "files"
STYLES = ("Regular", "Bold")
MADE = 946_684_800  # 1 January 2000, UTC


@dataclass(frozen=True)
class SheetTable:
    """A table on the sheet: `widths` are shares of the page's width, every row has a text for each column."""

    title: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class DataSheet:
    """What the sheet says: `above` is a line over the title, `footer` stands beside the number of every page."""

    title: str
    pairs: Sequence[tuple[str, str]]
    tables: Sequence[SheetTable] = ()
    above: str = ""
    footer: str = ""
    author: str = ""


def data_sheets(sheets: Iterable[DataSheet]) -> list[bytes]:
    """A PDF for each sheet, in order; one compiler does them all."""
    return compiled(TEMPLATE, (asdict(sheet) for sheet in sheets))


def compiled(
    template: Path, pages: Iterable[dict], styles: Sequence[str] = STYLES, *, embedded: bool = False
) -> list[bytes]:
    """A PDF for each set of values, in order, from a typst template that reads them as JSON from `sys.inputs.sheet`;
    `styles` names the faces that it uses; with `embedded` it may use those that come within the compiler."""
    with _fonts(styles, embedded) as fonts:
        compiler = typst.Compiler(template, root=template.parent, font_paths=fonts)
        return [
            compiler.compile(format="pdf", sys_inputs={"sheet": json.dumps(_clean(values))}, timestamp=MADE)
            for values in pages
        ]


def data_sheet(sheet: DataSheet) -> bytes:
    """The sheet as PDF."""
    return data_sheets([sheet])[0]


@contextmanager
def _fonts(styles: Sequence[str], embedded: bool) -> Iterator[typst.Fonts]:
    """The faces that the template uses, alone in a folder: typst takes folders only, and the package has every face
    twice (OTF and TTF), of which the disk's order would choose."""
    with TemporaryDirectory() as folder:
        for style in styles:
            shutil.copy(FONTS / f"SourceSerifPro-{style}.otf", folder)
        yield typst.Fonts(include_system_fonts=False, include_embedded_fonts=embedded, font_paths=[folder])


def _clean(value: object) -> object:
    if isinstance(value, str):
        # A compiler of pages breaks after a dash, also before a space that does not part; not so before a joiner of words.
        return bound(clean(value)).replace("–\u00a0", "–\u2060\u00a0")
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(inner) for inner in value]
    return value
