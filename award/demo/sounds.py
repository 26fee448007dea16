"""Invented speech: syllables of a few formants with the rise and fall of six tones, set one after another."""

import io
import math
from array import array
from functools import cache
from random import Random

import av
from av.audio.resampler import AudioResampler

RATE = 22_050
# The quickest search of the encoder: this is no music.
QUICK = {"flags": "+bitexact", "compression_level": "9"}
VOWELS = ((730, 1090), (270, 2290), (300, 870), (530, 1840), (570, 840))
# How the pitch moves through a syllable: ngang, huyền, sắc, hỏi, ngã, nặng.
TONES = ((1, 1), (1, 0.8), (1, 1.35), (0.95, 1.1), (1, 1.25), (0.95, 0.7))


@cache
def _syllable(vowel: int, tone: int) -> bytes:
    """A fifth of a second of 16-bit samples; thirty of them say everything."""
    count = RATE // 5
    start, end = TONES[tone]
    low, high = VOWELS[vowel]
    samples, phase = array("h"), 0.0
    for place in range(count):
        share = place / count
        pitch = 140 * (start + (end - start) * share)
        phase += 2 * math.pi * pitch / RATE
        loud = math.sin(math.pi * share) ** 0.7
        voice = (
            math.sin(phase) + 0.5 * math.sin(round(low / pitch) * phase) + 0.25 * math.sin(round(high / pitch) * phase)
        )
        samples.append(int(6500 * loud * voice))
    return samples.tobytes()


def speech(random: Random, seconds: float) -> bytes:
    """Mono 16-bit samples at `RATE`, at least `seconds` long, with a pause after each phrase."""
    found = bytearray()
    while len(found) < 2 * RATE * seconds:
        for _ in range(random.randint(3, 8)):
            found += _syllable(random.randrange(len(VOWELS)), random.randrange(len(TONES)))
        found += bytes(2 * (RATE // random.randint(3, 6)))
    return bytes(found)


def _frame(samples: bytes) -> av.AudioFrame:
    """The samples as PyAV takes them."""
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples) // 2)
    frame.planes[0].update(samples.ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate, frame.pts = RATE, 0
    return frame


def encode(container, stream, samples: bytes) -> None:
    """Writes the samples through the stream's encoder."""
    resampler = AudioResampler(format=stream.format, layout="mono", rate=RATE, frame_size=stream.frame_size)
    for frame in (_frame(samples), None):
        for fitted in resampler.resample(frame):
            container.mux(stream.encode(fitted))
    container.mux(stream.encode(None))


def recording(random: Random, *, title: str, author: str, seconds: float = 4) -> bytes:
    """An MP3 of speech-like sound, 48 kbit/s, with its title and author."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp3", options={"fflags": "+bitexact"}) as container:
        container.metadata.update(title=title, artist=author)
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono", options=QUICK)
        stream.bit_rate = 48_000
        encode(container, stream, speech(random, seconds))
    return out.getvalue()
