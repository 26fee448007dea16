"""A PDF: its pages, whether there is a text layer, and what else is in it."""

import io
import threading
import time
from contextlib import suppress
from typing import Any, BinaryIO

from award.files.probing.facts import BROKEN, Probed, Text, Unreadable
from award.kit.messages import Message, say

MOST_PAGES = 2_000
# A page of fewer characters has no text of its own: a stamp or a page number on a scan.
LEAST_CHARACTERS = 50
MOST_ON_A_PAGE = 100_000
TEXT_SECONDS = 10
TAIL = 8192
# The library may be asked by one thread at a time.
LOCK = threading.Lock()
LOCKED = say("The PDF is locked with a password. Save it without one and send it again.")
PAGELESS = say("The PDF has no pages. Save it again and send it again.")
PROGRAMS = ("/JavaScript", "/Launch")


def probe(stream: BinaryIO, type_found: str) -> Probed:
    """Pages and text; raises `Unreadable` for a PDF that is locked, empty, endless or starts programs."""
    with LOCK:
        document = _opened(stream)
        try:
            return _read(document, stream, type_found)
        finally:
            document.close()


def _opened(stream: BinaryIO) -> Any:
    import pypdfium2

    if _is_cut_off(stream):
        raise Unreadable(BROKEN)
    stream.seek(0)
    try:
        return pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as fault:
        raise Unreadable(_why_not(stream)) from fault


def _why_not(stream: BinaryIO) -> Message:
    """Locked, without a single page, or damaged: asked of another library, since the first one's own answer may still
    be that of the file before."""
    import pypdf

    with suppress(Exception):
        stream.seek(0)
        document = pypdf.PdfReader(stream, strict=False)
        if document.is_encrypted:
            return LOCKED
        if not document.pages:
            return PAGELESS
    return BROKEN


def _is_cut_off(stream: BinaryIO) -> bool:
    """Whether the mark of the end is missing: the library would mend such a file and read half of it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - TAIL))
    return b"%%EOF" not in stream.read(TAIL)


def _read(document: Any, stream: BinaryIO, type_found: str) -> Probed:
    pages = len(document)
    if pages == 0:
        raise Unreadable(PAGELESS)
    if pages > MOST_PAGES:
        raise Unreadable(
            say("The PDF has %(pages)s pages; at most %(most)s can be taken.", pages=pages, most=MOST_PAGES)
        )
    found: dict[str, Any] = {"pages": pages, **_extras(document, stream)}
    text, with_text, blank = _texts(document)
    if blank == pages:
        raise Unreadable(say("All pages of the PDF are empty. Save it again and send it again."))
    return Probed(type_found, {**found, "text_pages": with_text, "blank_pages": blank, **text.counted}, text=text.whole)


def _texts(document: Any) -> tuple[Text, int, int]:
    """The text, on how many pages there is some, and how many pages have nothing on them at all. Pages after the time
    for it are not read, and count as pages with something on them."""
    text, with_text, blank, until = Text(), 0, 0, time.monotonic() + TEXT_SECONDS
    for number in range(len(document)):
        if time.monotonic() > until:
            break
        try:
            page = document[number]
        except Exception as fault:
            raise Unreadable(BROKEN) from fault
        before = text.characters
        layer = page.get_textpage()
        text.add(layer.get_text_range(0, min(layer.count_chars(), MOST_ON_A_PAGE)))
        with_text += text.characters - before >= LEAST_CHARACTERS
        blank += next(iter(page.get_objects(max_depth=1)), None) is None
        layer.close()
        page.close()
    return text, with_text, blank


def _extras(document: Any, stream: BinaryIO) -> dict[str, int]:
    """How many scripts and attached files there are. A file that starts a program or a script when it is opened is
    refused: pages to be read need none."""
    import pypdfium2

    scripts = max(0, pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document))
    attachments = max(0, document.count_attachments())
    if scripts or _acts_when_opened(stream):
        raise Unreadable(
            say("The PDF has a script or starts a program when it is opened. Print it to a new PDF and send that.")
        )
    return {"attachments": attachments} if attachments else {}


def _acts_when_opened(stream: BinaryIO) -> bool:
    """Whether the catalogue names an action of a kind that runs something."""
    import pypdf

    with suppress(Exception):
        stream.seek(0)
        root = pypdf.PdfReader(stream, strict=False).trailer["/Root"].get_object()
        action = root.get("/OpenAction")
        action = action.get_object() if action is not None else None
        if isinstance(action, dict) and action.get("/S") in PROGRAMS:
            return True
        return "/AA" in root
    return False
