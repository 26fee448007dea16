"""Light copies of a file, for judging on slow lines: made in a folder, never in memory, without what cameras and
programs write about people and places.

`python -m award.files.rendering` is run by `award.files.apart`, as probing is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from award.files import kinds
from award.files.states import RenditionKind

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """One copy: its kind, its place among those of its kind (pages from 1, else 0), its file in the folder, its type,
    and what is known of it: `width`, `height`, `seconds`."""

    kind: RenditionKind
    place: int
    path: Path
    type_found: str
    probe: dict


def renders(type_found: str | None) -> bool:
    """Whether there are copies to be made of such a content."""
    return type_found in MAKERS


def blinds(type_found: str | None) -> bool:
    """Whether a copy without names can be made of such a content."""
    return type_found == kinds.DOCX or renders(type_found)


def render(source: Path, type_found: str, folder: Path, progress: Progress) -> list[Made]:
    """Makes all copies of one file; raises whatever the libraries raise."""
    return _maker(type_found)(source, folder, progress)


# A library is loaded only for its own kind of file, and never in the web process.
MAKERS = {
    kinds.PDF: "pages",
    kinds.JPEG: "pictures",
    kinds.PNG: "pictures",
    kinds.MP4: "film",
    kinds.WEBM: "film",
    kinds.MP3: "film",
    kinds.M4A: "film",
    kinds.WAV: "film",
}


def _maker(type_found: str) -> Callable[[Path, Path, Progress], list[Made]]:
    from award.files.rendering import film, pages, pictures

    return {"pages": pages.render, "pictures": pictures.render, "film": film.render}[MAKERS[type_found]]
