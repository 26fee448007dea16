"""Copies that tell no names: without anything that programs and people wrote beside the content, and with the names
that stand in a text layer painted over. What is drawn or spoken stays as it is.

Pages become pictures of themselves (a PDF of them, and each as an image); a document of Word becomes its text; a picture
is written anew in its full size; sound and film keep their streams and lose their labels.
"""

import io
from pathlib import Path
from typing import Any

import av
import pypdfium2
from PIL import ImageDraw
from pypdfium2 import raw

from award.documents.plain_text import text_as_pdf
from award.files import kinds
from award.files.probing import documents
from award.files.probing.pictures import opened
from award.files.rendering import Made, Progress
from award.files.rendering.pages import picture_of
from award.files.rendering.pictures import plain, saved
from award.files.states import RenditionKind
from award.kit.masking import Names

BLIND = RenditionKind.BLIND
MOST_PAGES = 200
PAGE_QUALITY, PICTURE_QUALITY = 72, 92
# A page of fewer letters is a picture of itself: nothing can be looked for on it.
LEAST_LETTERS = 50
PAPER = "#e9e4dc"
# What each type is packed in when its streams are taken over.
FORMATS = {kinds.MP4: "mp4", kinds.M4A: "ipod", kinds.MP3: "mp3", kinds.WAV: "wav", kinds.WEBM: "webm"}


def render(source: Path, type_found: str, folder: Path, names: Names, progress: Progress) -> list[Made]:
    """The copy, at place 0, and for pages each of them from place 1. `probe` says how many names were painted over
    (`hidden`) and how many pages have no text to look at (`unread`)."""
    if type_found == kinds.PDF:
        return _pages(pypdfium2.PdfDocument(source), folder, names, progress)
    if type_found == kinds.DOCX:
        return _document(source, folder, names, progress)
    if type_found in FORMATS:
        return [_streams(source, type_found, folder)]
    return [_picture(source, folder)]


def _document(source: Path, folder: Path, names: Names, progress: Progress) -> list[Made]:
    with source.open("rb") as stream:
        lines = documents.probe(stream, kinds.DOCX).text.splitlines()
    hidden = sum(len(names.spans(line)) for line in lines)
    body = text_as_pdf([names.masked(line) for line in lines])
    made = _pages(pypdfium2.PdfDocument(body), folder, Names(()), progress)
    made[0].probe["hidden"] = hidden
    return made


def _pages(document: Any, folder: Path, names: Names, progress: Progress) -> list[Made]:
    count, path = min(len(document), MOST_PAGES), folder / "blind.pdf"
    copy, made, hidden, unread = pypdfium2.PdfDocument.new(), [], 0, 0
    for number in range(1, count + 1):
        page = document[number - 1]
        image, found, letters = _without_names(page, names)
        hidden, unread = hidden + found, unread + (letters < LEAST_LETTERS)
        _add_page(copy, image, page.get_size())
        made.append(saved(image, folder, BLIND, number, PAGE_QUALITY))
        page.close()
        progress(number, count)
    copy.save(path)
    probe = {"pages": count, "hidden": hidden, "unread": unread, "left_out": len(document) - count}
    document.close()
    return [Made(BLIND, 0, path, kinds.PDF, probe), *made]


def _without_names(page: Any, names: Names) -> tuple[Any, int, int]:
    """The page as a picture, how many names were painted over, and how many letters of text it has."""
    bitmap, image = picture_of(page)
    layer = page.get_textpage()
    text = "".join(_letter(raw.FPDFText_GetUnicode(layer, place)) for place in range(layer.count_chars()))
    spans, brush, place = names.spans(text), ImageDraw.Draw(image), bitmap.get_posconv(page)
    for begin, end in spans:
        for index in range(begin, end):
            if not text[index].isspace():
                brush.rectangle(_box(layer, index, place), fill=PAPER)
    layer.close()
    return image, len(spans), sum(not letter.isspace() for letter in text)


def _letter(code: int) -> str:
    """One character for each place of the layer, so that places can be found again."""
    return chr(code) if code >= 32 and not 0xD800 <= code < 0xE000 and code < 0x110000 else " "


def _box(layer: Any, index: int, place: Any) -> tuple[int, int, int, int]:
    left, bottom, right, top = layer.get_charbox(index, loose=True)
    (x1, y1), (x2, y2) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
    return min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1


def _add_page(copy: Any, image: Any, size: tuple[float, float]) -> None:
    body = io.BytesIO()
    image.save(body, "JPEG", quality=PAGE_QUALITY)
    picture = pypdfium2.PdfImage.new(copy)
    picture.load_jpeg(body, inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(*size))
    page = copy.new_page(*size)
    page.insert_obj(picture)
    page.gen_content()
    page.close()


def _picture(source: Path, folder: Path) -> Made:
    path = folder / "blind.jpg"
    with source.open("rb") as stream, opened(stream) as picture:
        upright = plain(picture)
    upright.save(path, "JPEG", quality=PICTURE_QUALITY, exif=b"", icc_profile=None, comment=b"")
    return Made(BLIND, 0, path, kinds.JPEG, {"width": upright.width, "height": upright.height})


def _streams(source: Path, type_found: str, folder: Path) -> Made:
    """The first picture and the first sound, packed anew; no titles, no covers, no notes."""
    path = folder / f"blind{kinds.ENDINGS[type_found][0]}"
    options = {"movflags": "+faststart"} if type_found in (kinds.MP4, kinds.M4A) else {}
    if type_found == kinds.MP3:
        options = {"id3v2_version": "0", "write_xing": "1"}
    with av.open(str(source)) as container, av.open(str(path), "w", FORMATS[type_found], options=options) as out:
        film = [one for one in container.streams.video if not one.disposition & one.disposition.attached_pic]
        taken = [*film[:1], *container.streams.audio[:1]]
        copies = {one.index: out.add_stream_from_template(one) for one in taken}
        for packet in container.demux(taken):
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                out.mux(packet)
    return Made(BLIND, 0, path, type_found, {})
