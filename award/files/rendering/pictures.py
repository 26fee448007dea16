"""Copies of a picture in three sizes, upright, in the colours of screens, without its EXIF."""

import io
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from award.files import kinds
from award.files.probing.pictures import opened
from award.files.rendering import Made, Progress
from award.files.states import RenditionKind

# The longest side in pixels.
SIDES = {RenditionKind.LARGE: 1600, RenditionKind.SMALL: 800, RenditionKind.THUMBNAIL: 320}
QUALITY = 75


def render(source: Path, folder: Path, progress: Progress) -> list[Made]:
    """From the largest to the smallest, each from the one before it."""
    with source.open("rb") as stream, opened(stream) as picture:
        side = SIDES[RenditionKind.LARGE]
        if picture.format == "JPEG":
            picture.draft(None, (2 * side, 2 * side))
        upright = plain(picture)
    made = []
    for number, (kind, side) in enumerate(SIDES.items(), 1):
        upright.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        made.append(saved(upright, folder, kind))
        progress(number, len(SIDES))
    return made


def plain(picture: Any) -> Any:
    """The picture upright, as RGB on white, with no marks of its own."""
    profile = picture.info.get("icc_profile")
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    if profile and turned.mode in ("RGB", "CMYK"):
        # A profile that cannot be used leaves the colours as they are.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            turned = ImageCms.profileToProfile(
                turned, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
    if "A" in turned.getbands() or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        turned = Image.new("RGB", layer.size, "white")
        turned.paste(layer, mask=layer.getchannel("A"))
    turned = turned.convert("RGB")
    turned.info = {}
    return turned


def saved(picture: Any, folder: Path, kind: RenditionKind, place: int = 0, quality: int = QUALITY) -> Made:
    """Keeps one copy as WebP."""
    path = folder / f"{kind.value}-{place:04d}.webp"
    picture.save(path, "WEBP", quality=quality, method=4, exif=b"", icc_profile=None, xmp=b"")
    return Made(kind, place, path, kinds.WEBP, {"width": picture.width, "height": picture.height})
