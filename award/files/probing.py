"""What a file is, by its content: its type, and pages, pixels, seconds or words.

`python -m award.files.probing PATH` answers in JSON. The worker runs it as a process of its own with bounds on time
and memory, because these libraries read what strangers sent. Each library is loaded only for its own kind of file.
"""

import io
import json
import resource
import sys
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree import ElementTree

import puremagic

from award.files import kinds
from award.files.sentences import to_json
from award.kit.messages import Message, say

MOST_MEMORY = 2 * 1024**3
MOST_CPU_SECONDS = 300
MOST_PIXELS = 120_000_000
MOST_PAGES = 5_000
MOST_MEMBERS = 5_000
MOST_UNPACKED = 500_000_000
HEAD = 4096
# What Chromium and its relatives play; the rest is kept, and marked.
PLAYED = frozenset({"h264", "vp8", "vp9", "av1", "aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le", "pcm_u8"})
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Probed:
    """The answer. `probe` may hold `pages`, `width` and `height` (pixels), `seconds` (text, three decimals),
    `codecs` and `plays`, `words`. `refusal` says why the content cannot be used."""

    type_found: str | None
    probe: dict[str, Any] = field(default_factory=dict)
    refusal: Message | None = None


class Unreadable(Exception):
    """The content cannot be used; `message` says why."""

    def __init__(self, message: Message):
        super().__init__(str(message))
        self.message = message


BROKEN = say("The file is damaged or was cut off: it cannot be read to its end. Make it again and send it again.")


def probe_bytes(body: bytes) -> Probed:
    """Looks at bytes that the server made itself."""
    return probe(io.BytesIO(body))


def probe(stream: BinaryIO) -> Probed:
    """Looks at a seekable stream; never raises for what is in it."""
    head = stream.read(HEAD)
    stream.seek(0)
    type_found = _signature(head)
    try:
        if type_found in ("audio", "video"):
            return _probe_media(stream)
        if type_found in PROBERS:
            return Probed(type_found, PROBERS[type_found](stream))
        return Probed(type_found or _other_type(head))
    except Unreadable as fault:
        return Probed(type_found, refusal=fault.message)
    except Exception:
        # Whatever a library raises on a stranger's bytes means one thing to the person who sent them.
        return Probed(type_found, refusal=BROKEN)


def _signature(head: bytes) -> str | None:
    """The type that the first bytes claim, or `audio`/`video` where only the streams inside tell."""
    if b"%PDF-" in head[:1024]:
        return kinds.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    if head.startswith(b"PK\x03\x04"):
        return kinds.DOCX
    if head[4:8] == b"ftyp" or head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video"
    if head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa")):
        return "audio"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio"
    return None


def _other_type(head: bytes) -> str:
    """A name for a content that no kind accepts: for the sentence that refuses it."""
    with suppress(puremagic.PureError, ValueError):
        return next((found.mime_type for found in puremagic.magic_string(head) if found.mime_type), "unknown")
    return "text/plain" if b"\0" not in head else "unknown"


def _probe_pdf(stream: BinaryIO) -> dict[str, Any]:
    import pypdf

    document = pypdf.PdfReader(stream, strict=False)
    if document.is_encrypted and not document.decrypt(""):
        raise Unreadable(say("The PDF is locked with a password. Save it without one and send it again."))
    pages = len(document.pages)
    if pages == 0 or pages > MOST_PAGES:
        raise Unreadable(
            say("The PDF has %(pages)s pages; between 1 and %(most)s can be taken.", pages=pages, most=MOST_PAGES)
        )
    box = document.pages[0].mediabox
    if not box.width or not box.height:
        raise Unreadable(BROKEN)
    return {"pages": pages}


def _probe_picture(stream: BinaryIO) -> dict[str, Any]:
    from PIL import Image

    # The bound below is ours and says so in words; Pillow's own would only warn.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(stream, formats=("JPEG", "PNG")) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Unreadable(
                say(
                    "The picture has %(width)s × %(height)s pixels; at most %(most)s million can be taken.",
                    width=width,
                    height=height,
                    most=MOST_PIXELS // 1_000_000,
                )
            )
        if picture.format == "PNG":
            picture.verify()
        else:
            # An eighth of the size reads every byte and needs a sixty-fourth of the memory.
            picture.draft(None, (max(1, width // 8), max(1, height // 8)))
            picture.load()
    return {"width": width, "height": height}


def _probe_document(stream: BinaryIO) -> dict[str, Any]:
    with zipfile.ZipFile(stream) as package:
        members = package.infolist()
        names = {member.filename for member in members}
        if "word/document.xml" not in names or "[Content_Types].xml" not in names:
            raise Unreadable(say("The file is a ZIP archive or another kind of document, not a Word document (.docx)."))
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise Unreadable(say("The document is too large when unpacked; reduce its pictures and send it again."))
        if package.testzip():
            raise Unreadable(BROKEN)
        with package.open("word/document.xml") as body:
            return {"words": _count_words(body)}


def _count_words(body: BinaryIO) -> int:
    """Words of the text, paragraph by paragraph, since a word may be cut into several runs."""
    words, paragraph = 0, []
    for _event, element in ElementTree.iterparse(body):
        if element.tag == f"{WORDS}t":
            paragraph.append(element.text or "")
        elif element.tag in (f"{WORDS}tab", f"{WORDS}br"):
            paragraph.append(" ")
        elif element.tag == f"{WORDS}p":
            words += len("".join(paragraph).split())
            paragraph.clear()
            element.clear()
    return words


def _probe_media(stream: BinaryIO) -> Probed:
    import av

    with av.open(stream) as container:
        video = next((s for s in container.streams.video if not s.disposition & s.disposition.attached_pic), None)
        sound = next(iter(container.streams.audio), None)
        if video is None and sound is None:
            raise Unreadable(say("The file has neither sound nor picture."))
        type_found = _media_type(container.format.name, video is not None)
        if type_found is None:
            return Probed(f"video/{container.format.name.split(',')[0]}")
        codecs = [s.codec_context.codec.canonical_name for s in (video, sound) if s is not None]
        found = {"codecs": codecs, "plays": all(codec in PLAYED for codec in codecs)}
        if video is not None:
            found |= {"width": video.codec_context.width, "height": video.codec_context.height}
        found["seconds"] = _seconds(container, [s for s in (video, sound) if s is not None])
    return Probed(type_found, found)


def _media_type(container: str, pictured: bool) -> str | None:
    if container.startswith("mov,mp4"):
        return kinds.MP4 if pictured else kinds.M4A
    if container.startswith("matroska"):
        return kinds.WEBM
    return {"mp3": kinds.MP3, "wav": kinds.WAV}.get(container)


def _seconds(container: Any, streams: list[Any]) -> str:
    """The length, measured by reading to the end; raises `Unreadable` where the end comes long before it was said to
    (an upload cut in the middle, which players would only notice there)."""
    end, decoded = 0.0, set()
    for packet in container.demux(streams):
        if packet.pts is None:
            continue
        if packet.stream.index not in decoded and packet.decode():
            decoded.add(packet.stream.index)
        end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    said = float(container.duration or 0) / 1_000_000
    if not end or len(decoded) < len(streams) or end < said * 0.95 - 1:
        raise Unreadable(BROKEN)
    return f"{end:.3f}"


PROBERS = {
    kinds.PDF: _probe_pdf,
    kinds.JPEG: _probe_picture,
    kinds.PNG: _probe_picture,
    kinds.DOCX: _probe_document,
}


def main(path: str) -> None:
    """Prints the answer for one file as JSON."""
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_CPU_SECONDS)):
        # Some systems do not know a limit; the worker's own clock remains.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    with open(path, "rb") as stream:
        found = probe(stream)
    refusal = to_json(found.refusal) if found.refusal else None
    json.dump({"type": found.type_found, "probe": found.probe, "refusal": refusal}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
