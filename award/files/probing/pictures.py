"""A picture: its pixels as it stands upright, when it was taken, and a hash that alike pictures share."""

from contextlib import suppress
from datetime import datetime
from typing import Any, BinaryIO

from award.files.probing.facts import Probed, Unreadable
from award.kit.messages import say

MOST_PIXELS = 120_000_000
MOST_SIDE = 30_000
ORIENTATION, TAKEN, EXIF_PART = 0x0112, 0x9003, 0x8769
ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def probe(stream: BinaryIO, type_found: str) -> Probed:
    """Reads every pixel once; raises `Unreadable` for too many of them, before they are unpacked."""
    from PIL import Image

    with opened(stream) as picture:
        width, height = picture.size
        found: dict[str, Any] = _exif(picture)
        if picture.format == "JPEG":
            # An eighth of the size reads every byte and needs a sixty-fourth of the memory.
            picture.draft(None, (max(1, width // 8), max(1, height // 8)))
        picture.load()
        if found.get("turned") in ON_ITS_SIDE:
            width, height = height, width
        dhash = difference_hash(picture.convert("L"), Image.Resampling.BOX)
    return Probed(type_found, {"width": width, "height": height, **found, "dhash": dhash})


def opened(stream: BinaryIO) -> Any:
    """The picture with its head read and its size within the bounds; nothing is unpacked yet."""
    from PIL import Image

    # The bounds below are ours and say so in words; Pillow's own would only warn.
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(stream, formats=("JPEG", "PNG"))
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        picture.close()
        raise Unreadable(
            say(
                "The picture has %(width)s × %(height)s pixels; at most %(most)s million can be taken, and %(side)s "
                "on a side.",
                width=width,
                height=height,
                most=MOST_PIXELS // 1_000_000,
                side=MOST_SIDE,
            )
        )
    return picture


def difference_hash(grey: Any, resampling: Any) -> str:
    """64 bits as hexadecimal: whether each of nine by eight grey fields is lighter than its neighbour to the right.
    Copies of one picture in other sizes and qualities differ in a few bits only."""
    fields = grey.resize((9, 8), resampling).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (fields[row * 9 + column] > fields[row * 9 + column + 1])
    return f"{bits:016x}"


def _exif(picture: Any) -> dict[str, Any]:
    """When it was taken and how it was held; damaged marks are as good as none."""
    found: dict[str, Any] = {}
    with suppress(Exception):
        marks = picture.getexif()
        turned = marks.get(ORIENTATION)
        if turned in range(2, 9):
            found["turned"] = int(turned)
        taken = marks.get_ifd(EXIF_PART).get(TAKEN) or marks.get(0x0132)
        found["taken_at"] = datetime.strptime(str(taken).strip("\0 "), "%Y:%m:%d %H:%M:%S").isoformat()
    return found
