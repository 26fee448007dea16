"""Invented press photographs: a sky, a sun, hills, fields and people against the light, with a line of text."""

import io
from functools import cache
from pathlib import Path
from random import Random

import font_source_serif_pro
from PIL import Image, ImageColor, ImageDraw, ImageFont

FONT = Path(font_source_serif_pro.__file__).parent / "files" / "SourceSerifPro-Semibold.ttf"
# Sky above, sky below, sun, far hills, near field.
MOODS = (
    ("#2b4c7e", "#f3c98b", "#ffe9b0", "#3d5a5b", "#27401f"),
    ("#86b6d8", "#eef3ee", "#fff7d8", "#5f8a6b", "#7ba23f"),
    ("#47315c", "#e8865a", "#ffd38a", "#3a2b3f", "#1f1a22"),
    ("#a7b8bf", "#e5e4dc", "#f7f4ea", "#6d7f83", "#55685a"),
    ("#1f6f8b", "#99d5c9", "#fdf3c7", "#23596b", "#d8c58f"),
)
SIZES = ((1600, 1067), (1200, 1600), (1800, 1200), (1500, 1500), (1920, 1080))
WORKING = 800


@cache
def _sky(mood: int, width: int, height: int) -> Image.Image:
    """A sky with its sun's glow; the slow part, made once for each mood and shape."""
    above, below, sun, *_ = (ImageColor.getrgb(colour) for colour in MOODS[mood])
    ramp = Image.linear_gradient("L").resize((width, height))
    sky = Image.composite(Image.new("RGB", ramp.size, below), Image.new("RGB", ramp.size, above), ramp)
    glow = Image.radial_gradient("L").resize((height, height)).point(lambda value: max(0, 170 - 2 * value))
    sky.paste(Image.new("RGB", glow.size, sun), ((width - height) // 2 + width // 6, -height // 4), glow)
    return sky


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def scene(random: Random, width: int, height: int) -> Image.Image:
    """A landscape with people, of the given size in pixels."""
    mood = random.randrange(len(MOODS))
    far, near = MOODS[mood][3:]
    picture = _sky(mood, width, height).copy()
    draw = ImageDraw.Draw(picture)
    draw.polygon(_ridge(random, width, height, level=0.55, swing=0.14, steps=9), fill=far)
    draw.polygon(_ridge(random, width, height, level=0.72, swing=0.05, steps=14), fill=near)
    for _ in range(random.randint(2, 6)):
        _person(draw, random, width, height)
    return picture


def photo(random: Random, *, text: str) -> bytes:
    """A JPEG of one of several sizes, with a line of text at its foot."""
    width, height = random.choice(SIZES)
    small = WORKING * width // max(width, height), WORKING * height // max(width, height)
    picture = scene(random, *small).resize((width, height), Image.Resampling.BILINEAR)
    _label(picture, text)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=78, subsampling=2)
    return out.getvalue()


def _label(picture: Image.Image, text: str) -> None:
    size = picture.width // 42
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.rectangle((0, picture.height - 2 * size, picture.width, picture.height), fill=(0, 0, 0, 140))
    draw.text((size, picture.height - size), text, font=_font(size), fill="#ffffff", anchor="lm")


def _ridge(random: Random, width: int, height: int, *, level: float, swing: float, steps: int) -> list:
    tops = [
        (width * step / steps, height * (level + random.uniform(-swing, swing) * (step % 2 or 0.4)))
        for step in range(steps + 1)
    ]
    return [(0, height), *tops, (width, height)]


def _person(draw: ImageDraw.ImageDraw, random: Random, width: int, height: int) -> None:
    """A figure against the light, with a conical hat as often as not."""
    x, tall = random.uniform(0.1, 0.9) * width, random.uniform(0.12, 0.2) * height
    foot = random.uniform(0.82, 0.95) * height
    top, wide, dark = foot - tall, tall / 7, "#15120f"
    draw.polygon(
        [(x - wide, foot), (x - wide * 0.8, top + tall * 0.25), (x + wide * 0.8, top + tall * 0.25), (x + wide, foot)],
        fill=dark,
    )
    draw.ellipse((x - wide * 0.55, top + tall * 0.06, x + wide * 0.55, top + tall * 0.26), fill=dark)
    if random.random() < 0.5:
        draw.polygon([(x - wide * 1.4, top + tall * 0.14), (x, top), (x + wide * 1.4, top + tall * 0.14)], fill=dark)
