"""Sound and film: streams, length, loudness, silence, and whether browsers play it."""

import itertools
from typing import Any, BinaryIO

from award.files import kinds
from award.files.probing.facts import BROKEN, Probed, Unreadable
from award.kit.messages import say

# What Chromium and its relatives play; the rest is kept, and marked.
PLAYED = frozenset({"h264", "vp8", "vp9", "av1", "aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le", "pcm_u8"})
MOST_STREAMS = 32
MOST_PIXELS = 40_000_000
# Longer than any work is; what comes after is not listened to.
LISTENED_SECONDS = 2 * 3600
SILENCE_BELOW_DB, SILENCE_SECONDS = -50, 1
# What BS.1770 gives for a recording without a block above its gate.
NOTHING_HEARD = -70.0


def probe(stream: BinaryIO, _type_found: str | None) -> Probed:
    """Reads the whole once; raises `Unreadable` for one that was cut, is empty, or is built to be endless."""
    import av

    with av.open(stream) as container:
        video = next((s for s in container.streams.video if not s.disposition & s.disposition.attached_pic), None)
        sound = next(iter(container.streams.audio), None)
        if video is None and sound is None:
            raise Unreadable(say("The file has neither sound nor picture."))
        type_found = _media_type(container.format.name, video is not None)
        if type_found is None:
            return Probed(f"video/{container.format.name.split(',')[0]}")
        found = _about(container, video, sound, type_found)
        listener = _Listener(sound) if sound is not None else None
        found["seconds"] = _seconds(container, [s for s in (video, sound) if s is not None], listener, type_found)
        if listener:
            found |= listener.found
    return Probed(type_found, found)


def _about(container: Any, video: Any, sound: Any, type_found: str) -> dict[str, Any]:
    """What stands in the head of the file."""
    if len(container.streams) > MOST_STREAMS:
        raise Unreadable(BROKEN, type_found)
    for one in (video, sound):
        if one is not None:
            # One thread for each: bounded memory on machines with many processors.
            one.codec_context.thread_count = 1
    codecs = [s.codec_context.codec.canonical_name for s in (video, sound) if s is not None]
    found: dict[str, Any] = {"codecs": codecs, "plays": all(codec in PLAYED for codec in codecs)}
    found["streams"] = {"video": len(container.streams.video), "audio": len(container.streams.audio)}
    if video is not None:
        width, height = video.codec_context.width, video.codec_context.height
        if width * height > MOST_PIXELS:
            raise Unreadable(
                say(
                    "The film has %(width)s × %(height)s pixels, more than any player shows.",
                    width=width,
                    height=height,
                ),
                type_found,
            )
        found |= {"width": width, "height": height}
    return found


def _media_type(container: str, pictured: bool) -> str | None:
    if container.startswith("mov,mp4"):
        return kinds.MP4 if pictured else kinds.M4A
    if container.startswith("matroska"):
        return kinds.WEBM
    return {"mp3": kinds.MP3, "wav": kinds.WAV}.get(container)


def _seconds(container: Any, streams: list[Any], listener: "_Listener | None", type_found: str) -> str:
    """The length, measured by reading to the end; raises `Unreadable` where the end comes long before it was said to
    (an upload cut in the middle, which players would only notice there)."""
    end, decoded = 0.0, set()
    for packet in container.demux(streams):
        if packet.pts is None:
            continue
        heard = listener is not None and packet.stream is listener.stream and end < LISTENED_SECONDS
        if heard or packet.stream.index not in decoded:
            frames = packet.decode()
            if frames:
                decoded.add(packet.stream.index)
            if heard:
                listener.hear(frames)
        end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    said = float(container.duration or 0) / 1_000_000
    if not end or len(decoded) < len(streams) or end < said * 0.95 - 1:
        raise Unreadable(BROKEN, type_found)
    return f"{end:.3f}"


class _Listener:
    """Measures loudness (integrated, ITU-R BS.1770) and silence of one stream of sound, some frames at a time."""

    def __init__(self, stream: Any):
        self.stream, self.graph = stream, None
        self.loudness, self.silent, self.since, self.heard = None, 0.0, None, 0.0

    def hear(self, frames: list[Any]) -> None:
        """Takes decoded frames in their order. A stream that changes its form in the middle is heard up to there."""
        for frame in frames:
            if self.graph is None:
                self._build(frame)
            self.graph.push(frame)
            self._drain()

    def _build(self, frame: Any) -> None:
        from av.filter import Graph

        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=frame.sample_rate, format=frame.format.name, layout=frame.layout.name, time_base=frame.time_base
        )
        chain = [
            source,
            graph.add("silencedetect", f"noise={SILENCE_BELOW_DB}dB:duration={SILENCE_SECONDS}"),
            graph.add("ebur128", "metadata=1:framelog=quiet"),
            graph.add("abuffersink"),
        ]
        for one, following in itertools.pairwise(chain):
            one.link_to(following)
        graph.configure()
        self.graph = graph

    def _drain(self) -> None:
        while True:
            try:
                frame = self.graph.pull()
            except (BlockingIOError, EOFError):
                return
            about = frame.metadata
            self.loudness = about.get("lavfi.r128.I", self.loudness)
            if "lavfi.silence_start" in about:
                self.since = float(about["lavfi.silence_start"])
            if "lavfi.silence_duration" in about:
                self.silent, self.since = self.silent + float(about["lavfi.silence_duration"]), None
            self.heard = float(frame.pts * frame.time_base) + frame.samples / frame.sample_rate

    @property
    def found(self) -> dict[str, Any]:
        """`loudness` and `silence`; nothing where nothing was heard long enough to measure."""
        if self.loudness is None or not self.heard:
            return {}
        silent = self.silent + (self.heard - self.since if self.since is not None else 0)
        level = max(float(self.loudness), NOTHING_HEARD)
        return {"loudness": f"{level:.1f}", "silence": min(100, round(100 * silent / self.heard))}
