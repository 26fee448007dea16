"""Looking at a file that has arrived: bytes from the bucket in chunks, digest, type, probe, scanner.

The bytes lie in a temporary file while libraries look at them; never the whole in memory.
"""

import hashlib
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from award import scanner
from award.files import apart, checks
from award.files.probing.facts import TOO_MUCH, Probed
from award.files.sentences import from_json
from award.kit.messages import Message, say

CHUNK = 1024 * 1024
PROBING = "award.files.probing"
# Seconds of the processor: some for every file, more for a longer one up to a bound; by the clock of a busy machine more.
LEAST_SECONDS, MOST_SECONDS = 20, 300
BYTES_A_SECOND = 1_000_000
BUSY = 4
MEMORY = 1024**3
UNREAD = say("The file cannot be read. Save it again in a usual form and send it.")


@dataclass(frozen=True)
class Examined:
    """What was found: digest and CRC-32, type by content, pages or seconds or pixels, whether scanned, why to refuse, if so, and the
    text in it, bounded."""

    sha256: str
    crc32: int
    type_found: str | None
    probe: dict[str, Any]
    scanned: bool
    refusal: Message | None
    text: str = ""


def examine(
    chunks: Iterable[bytes],
    *,
    name: str,
    size: int,
    largest: int,
    kinds: list[str],
    clamd_url: str | None,
    progress: apart.Progress = apart.nobody,
) -> Examined:
    """Looks at the bytes of one file; `progress` is told of bytes read, and from time to time all along. Raises `ScannerFault` when the scanner cannot be asked: the work is done again
    later, nothing is accepted unscanned where a scanner is set."""
    with tempfile.NamedTemporaryFile(prefix="award-file-") as file:
        sha256, crc32, arrived = _copy(apart.told(chunks, size, progress), file)
        refusal = checks.arrival_fault(name=name, promised=size, arrived=arrived, largest=largest)
        found = Probed(None) if refusal else probe_apart(Path(file.name), arrived, progress)
        refusal = refusal or found.refusal or checks.content_fault(name=name, type_found=found.type_found, kinds=kinds)
        scanned = bool(clamd_url) and not refusal
        if scanned:
            refusal = _scan(clamd_url, name, apart.told(_chunks(file), size, progress))
    return Examined(sha256, crc32, found.type_found, found.probe, scanned, refusal, found.text)


def digest_of(chunks: Iterable[bytes]) -> str:
    """SHA-256, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def probe_apart(path: Path, size: int, progress: apart.Progress = apart.nobody) -> Probed:
    """Probes the file in a process of its own, which has no keys of ours and may not live or grow for ever."""
    return probed(apart.run(PROBING, bounds_for(size), str(path), progress=progress))


def bounds_for(size: int) -> apart.Bounds:
    """What looking at so many bytes may take."""
    seconds = min(LEAST_SECONDS + size // BYTES_A_SECOND, MOST_SECONDS)
    return apart.Bounds(seconds=seconds * BUSY, cpu_seconds=seconds, memory=MEMORY)


def probed(outcome: apart.Outcome) -> Probed:
    """What a look came to; a process that broke or was ended is a refusal too."""
    if outcome.answer is None:
        return Probed(None, refusal=TOO_MUCH if outcome.late else UNREAD)
    answer = outcome.answer
    refusal = from_json(answer["refusal"]) if answer["refusal"] else None
    return Probed(answer["type"], answer["probe"], refusal, answer["text"])


def _copy(chunks: Iterable[bytes], file: BinaryIO) -> tuple[str, int, int]:
    digest, crc, size = hashlib.sha256(), 0, 0
    for chunk in chunks:
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
        file.write(chunk)
        size += len(chunk)
    file.flush()
    return digest.hexdigest(), crc, size


def _scan(clamd_url: str, name: str, chunks: Iterable[bytes]) -> Message | None:
    virus = scanner.scan(clamd_url, chunks)
    if virus is None:
        return None
    return say("The scanner found “%(virus)s” in “%(name)s”. Clean the file and send it again.", virus=virus, name=name)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
