"""Files for the tests: real ones of every kind, and broken ones."""

import io
import math
import struct
import wave
import zlib
from datetime import date

import pypdf
from PIL import Image, ImageChops

from award.db import db
from award.demo import media
from award.editions.states import FileKind
from award.files import service

SUBJECT = media.Subject("tests", "Chi bộ bám rẫy", "Lê Thị An", "Báo Bình Định", date(2023, 5, 19))
MADE = {kind: media.make(kind, SUBJECT) for kind in FileKind}
PDF = MADE[FileKind.PDF].body


def long_sound(seconds: int) -> bytes:
    """A valid WAV of 176,400 bytes a second."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((2, 2, 44_100, 0, "NONE", ""))
        sound.writeframes(bytes(range(256)) * (176_400 * seconds // 256))
    return out.getvalue()


def tone(seconds: int, level: float, silent: int = 0) -> bytes:
    """A WAV of a tone of 440 Hz whose height is `level` (0 to 1), the last `silent` seconds of it nothing."""
    one = b"".join(struct.pack("<h", int(32_767 * level * math.sin(math.tau * 440 * n / 8000))) for n in range(8000))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(one * (seconds - silent) + bytes(len(one)) * silent)
    return out.getvalue()


def photograph(width: int, height: int, *, turned: int = 1, maker: str = "", shift: int = 0) -> bytes:
    """A JPEG as a camera makes it: with marks of day, maker and how it was held; `shift` moves what is on it."""
    picture, marks = Image.radial_gradient("L").resize((width, height)), Image.Exif()
    picture = ImageChops.offset(picture, shift, 0).convert("RGB")
    marks[0x0112], marks[0x013B] = turned, maker
    marks.get_ifd(0x8769)[0x9003] = "2023:05:19 07:30:00"
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, exif=marks)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels; a few bytes that unpack to all of them."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    rows = packer.compress(bytes(1 + width // 8) * min(height, 2000)) + packer.flush()
    head = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt("bí mật", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def promise(cast, body, kind=FileKind.PDF, name=None, **more):
    """A stored promise of `body`; its identity."""
    given = {"name": name or MADE[kind].name, "size": len(body), "largest": 50_000_000, "kinds": [kind], **more}
    file = service.begin(owner=cast.an, **given)
    db.session.commit()
    return file.id
