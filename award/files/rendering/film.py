"""A light copy of sound or film that begins to play at once, and a still as thumbnail."""

import itertools
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.resampler import AudioResampler
from av.filter import Graph
from PIL import Image

from award.files import kinds
from award.files.rendering import Made, Progress
from award.files.rendering.pictures import SIDES, saved
from award.files.states import RenditionKind

MOST_WIDTH, MOST_HEIGHT, MOST_RATE = 854, 480, 25
VIDEO = {"preset": "veryfast", "crf": "27", "maxrate": "550k", "bufsize": "1100k", "profile": "main", "threads": "2"}
# Bits a second; no encoder goes below the least at this rate of samples.
FILM_SOUND, ALONE_SOUND, LEAST_SOUND = 64_000, 80_000, 32_000
RATE = 44_100
# Counter-clockwise degrees that a telephone wrote beside the picture, and what turns the picture so.
TURNS = {
    90: ["transpose=2"],
    -90: ["transpose=1"],
    270: ["transpose=1"],
    180: ["hflip", "vflip"],
    -180: ["hflip", "vflip"],
}


def render(source: Path, folder: Path, progress: Progress) -> list[Made]:
    """A film becomes 480 lines of H.264 with AAC in MP4, its head before its data; a sound becomes MP3."""
    with av.open(str(source)) as container:
        video = next((s for s in container.streams.video if not s.disposition & s.disposition.attached_pic), None)
        if video:
            # Bounded memory on machines with many processors.
            video.codec_context.thread_count = 2
        made = [_still(container, video, folder)] if video else []
        container.seek(0)
        return [*made, _copy(container, video, folder, progress)]


def _still(container: Any, video: Any, folder: Path) -> Made:
    """A picture from the first tenth, as the very first is often black."""
    if container.duration:
        container.seek(container.duration // 10)
    frame = next(container.decode(video))
    image = frame.to_image()
    if frame.rotation:
        image = image.rotate(frame.rotation, expand=True)
    side = SIDES[RenditionKind.THUMBNAIL]
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return saved(image, folder, RenditionKind.THUMBNAIL)


def _copy(container: Any, video: Any, folder: Path, progress: Progress) -> Made:
    sound = next(iter(container.streams.audio), None)
    path = folder / ("light.mp4" if video else "light.mp3")
    total, end = int((container.duration or 0) / 1000), 0.0
    with av.open(str(path), "w", options={"movflags": "+faststart"} if video else {}) as out:
        pipes = {one.index: pipe for one, pipe in ((video, _Picture), (sound, _Sound)) if one is not None}
        pipes = {index: pipe(out, container.streams[index], video) for index, pipe in pipes.items()}
        for packet in container.demux([container.streams[index] for index in pipes]):
            for frame in packet.decode():
                pipes[packet.stream.index].take(frame)
                end = max(end, frame.time or 0.0)
            progress(int(end * 1000), total)
        for pipe in pipes.values():
            pipe.end()
        about = {"seconds": f"{end:.3f}"}
        if video:
            picture = pipes[video.index].stream
            about |= {"width": picture.width, "height": picture.height}
    return Made(RenditionKind.LIGHT, 0, path, kinds.MP4 if video else kinds.MP3, about)


class _Sound:
    """One stream of sound on its way."""

    def __init__(self, out: Any, source: Any, video: Any):
        self.out, layout = out, "stereo" if source.codec_context.channels > 1 else "mono"
        self.stream = out.add_stream("aac" if video else "libmp3lame", rate=RATE, layout=layout)
        most = FILM_SOUND if video else ALONE_SOUND
        # More bits than the original has would tell nothing more.
        self.stream.bit_rate = min(most, max(source.bit_rate or most, LEAST_SOUND))
        self.resampler = AudioResampler(
            format="fltp", layout=layout, rate=RATE, frame_size=self.stream.codec_context.frame_size or 1024
        )

    def take(self, frame: Any) -> None:
        for piece in self.resampler.resample(frame):
            self.out.mux(self.stream.encode(piece))

    def end(self) -> None:
        for piece in self.resampler.resample(None):
            self.out.mux(self.stream.encode(piece))
        self.out.mux(self.stream.encode(None))


class _Picture:
    """One stream of pictures on its way: upright, smaller, not more of them a second than needed."""

    def __init__(self, out: Any, source: Any, _video: Any):
        self.out, self.source, self.stream, self.graph = out, source, None, None
        rate = source.average_rate or source.guessed_rate or Fraction(MOST_RATE)
        self.rate = Fraction(min(Fraction(rate), Fraction(MOST_RATE))).limit_denominator(1001)
        # Streams stand in the order of their making, so it is made here and shaped with the first frame.
        self.stream = out.add_stream("libx264", rate=self.rate, options=VIDEO)
        self.stream.pix_fmt = "yuv420p"

    def take(self, frame: Any) -> None:
        if self.graph is None:
            self._build(frame)
        self.graph.push(frame)
        self._drain()

    def end(self) -> None:
        if self.graph is not None:
            self.graph.push(None)
            self._drain()
            self.out.mux(self.stream.encode(None))

    def _build(self, frame: Any) -> None:
        upright = (frame.height, frame.width) if abs(frame.rotation) in (90, 270) else (frame.width, frame.height)
        width, height = _fitted(*upright, self.source.sample_aspect_ratio or Fraction(1))
        graph = Graph()
        wanted = [
            *TURNS.get(frame.rotation, []),
            f"fps={self.rate}",
            f"scale={width}:{height}",
            "setsar=1",
            "format=yuv420p",
        ]
        steps = [graph.add(*step.split("=", 1)) for step in wanted]
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=self.source.time_base
        )
        chain = [source, *steps, graph.add("buffersink")]
        for one, following in itertools.pairwise(chain):
            one.link_to(following)
        graph.configure()
        self.graph, self.stream.width, self.stream.height = graph, width, height
        self.stream.codec_context.time_base = 1 / self.rate

    def _drain(self) -> None:
        while True:
            try:
                frame = self.graph.pull()
            except (BlockingIOError, EOFError):
                return
            frame.pict_type = 0
            self.out.mux(self.stream.encode(frame))


def _fitted(width: int, height: int, ratio: Fraction) -> tuple[int, int]:
    """Even sides within the bounds, in the shape that is seen."""
    seen = width * ratio
    scale = min(Fraction(MOST_WIDTH) / seen, Fraction(MOST_HEIGHT, height), Fraction(1))
    return max(2, int(seen * scale) // 2 * 2), max(2, int(height * scale) // 2 * 2)
