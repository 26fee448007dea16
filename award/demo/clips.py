"""Invented film: a camera that moves over a landscape while somebody speaks. H.264 and AAC, index first."""

from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import av

from award.demo import sounds
from award.demo.pictures import scene

WIDTH, HEIGHT, FRAMES_A_SECOND = 480, 270, 10
MARGIN = 80


def film(random: Random, *, title: str, author: str, seconds: int = 4) -> bytes:
    """An MP4 that browsers play and seek, with its title and author."""
    with TemporaryDirectory() as folder:
        # The index moves to the front by reading the file once more, which needs one on disk.
        path = Path(folder) / "film.mp4"
        _write(path, random, title, author, seconds)
        return path.read_bytes()


def _write(path: Path, random: Random, title: str, author: str, seconds: int) -> None:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        container.metadata.update(title=title, artist=author)
        picture = container.add_stream("libx264", rate=FRAMES_A_SECOND, options=_encoder())
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = container.add_stream(
            "aac", rate=sounds.RATE, layout="mono", options={"flags": "+bitexact", "aac_coder": "fast"}
        )
        sound.bit_rate = 32_000
        _film(container, picture, random, seconds)
        sounds.encode(container, sound, sounds.speech(random, seconds))


def _encoder() -> dict[str, str]:
    # One thread: the same frames make the same bytes on every machine.
    return {"preset": "ultrafast", "crf": "30", "threads": "1", "flags": "+bitexact"}


def _film(container, stream, random: Random, seconds: int) -> None:
    wide = scene(random, WIDTH + MARGIN, HEIGHT)
    count = seconds * FRAMES_A_SECOND
    for number in range(count):
        left = MARGIN * number // count
        frame = av.VideoFrame.from_image(wide.crop((left, 0, left + WIDTH, HEIGHT)))
        frame.pts, frame.time_base = number, Fraction(1, FRAMES_A_SECOND)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
