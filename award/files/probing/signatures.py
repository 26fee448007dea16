"""Types by the first bytes, and files that are two things at once."""

import re
import zipfile
from contextlib import suppress
from typing import BinaryIO

import puremagic

from award.files import kinds
from award.files.probing.facts import Unreadable
from award.kit.messages import say

HEAD = 4096
MEDIA = "media"
CHUNK = 1024 * 1024
# What makes a picture into a page for a program that looks for pages; each so long that packed pixels never spell it.
PAGE = re.compile(rb"<script|<html[\s>]|<!doctype|<iframe|<\?php\s", re.IGNORECASE)
LONGEST_MARK = 16
UPRIGHT_START = b"\xef\xbb\xbf \t\r\n"

TWO_AT_ONCE = say(
    "The file is two things at once: behind the %(claimed)s there is something else. Save it again and send it again."
)


def claimed(head: bytes) -> str | None:
    """The type that the first bytes claim; `MEDIA` where only the streams inside tell; None for one that no kind
    accepts."""
    if head.lstrip(UPRIGHT_START).startswith(b"%PDF-"):
        return kinds.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    if head.startswith(b"PK\x03\x04"):
        return kinds.DOCX
    return MEDIA if _is_media(head) else None


def is_bag(stream: BinaryIO) -> bool:
    """Whether a ZIP archive begins as a dossier does: its first member declares a bag."""
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    length = int.from_bytes(head[26:28], "little")
    return head[30 : 30 + length].endswith(b"/bagit.txt")


def _is_media(head: bytes) -> bool:
    return (
        head[4:8] == b"ftyp"
        or head.startswith((b"\x1a\x45\xdf\xa3", b"ID3"))
        or (head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa"))
        or (head.startswith(b"RIFF") and head[8:12] == b"WAVE")
    )


def other_type(head: bytes) -> str:
    """A name for a content that no kind accepts: for the sentence that refuses it."""
    start = head.lstrip(UPRIGHT_START).lower()
    if b"<svg" in start:
        return "image/svg+xml"
    if start.startswith((b"<!doctype html", b"<html", b"<script")):
        return "text/html"
    with suppress(puremagic.PureError, ValueError):
        return next((found.mime_type for found in puremagic.magic_string(head) if found.mime_type), "unknown")
    return "text/plain" if b"\0" not in head else "unknown"


def refuse_two_at_once(stream: BinaryIO, head: bytes, claim: str) -> None:
    """Raises `Unreadable` for a file that other programs would read as something else: an archive or a PDF in a
    picture or a recording, a page with a script in a picture, an archive behind a PDF."""
    if claim != kinds.DOCX and _is_archive(stream):
        raise _two(claim)
    if claim != kinds.PDF and b"%PDF-" in head[:1024]:
        raise _two(claim)
    if claim in (kinds.JPEG, kinds.PNG) and _has_page(stream):
        raise _two(claim)


def _two(claim: str) -> Unreadable:
    type_found = None if claim == MEDIA else claim
    name = {kinds.PDF: "PDF", kinds.JPEG: "JPEG", kinds.PNG: "PNG"}.get(claim, "MP3/MP4")
    return Unreadable(say(TWO_AT_ONCE.text, claimed=name), type_found)


def _is_archive(stream: BinaryIO) -> bool:
    """Whether the end of the file is the directory of a ZIP archive with something in it."""
    stream.seek(0)
    with suppress(Exception), zipfile.ZipFile(stream) as package:
        return bool(package.infolist())
    return False


def _has_page(stream: BinaryIO) -> bool:
    """Whether a mark of a page stands anywhere."""
    stream.seek(0)
    rest = b""
    while chunk := stream.read(CHUNK):
        if PAGE.search(rest + chunk):
            return True
        rest = chunk[-LONGEST_MARK:]
    return False
