"""Looking at a file that has arrived: bytes from the bucket in chunks, digest, type, probe, scanner.

The bytes lie in a temporary file while libraries look at them; never the whole in memory.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from award import scanner
from award.config import ROOT
from award.files import checks
from award.files.probing import Probed
from award.files.sentences import from_json
from award.kit.messages import Message, say

CHUNK = 1024 * 1024
SECONDS = 60
BYTES_A_SECOND = 20_000_000


@dataclass(frozen=True)
class Examined:
    """What was found: digest, type by content, pages or seconds or pixels, whether scanned, why to refuse, if so."""

    sha256: str
    type_found: str | None
    probe: dict[str, Any]
    scanned: bool
    refusal: Message | None


def examine(
    chunks: Iterable[bytes], *, name: str, size: int, largest: int, kinds: list[str], clamd_url: str | None
) -> Examined:
    """Looks at the bytes of one file. Raises `ScannerFault` when the scanner cannot be asked: the work is done again
    later, nothing is accepted unscanned where a scanner is set."""
    with tempfile.NamedTemporaryFile(prefix="award-file-") as file:
        sha256, arrived = _copy(chunks, file)
        refusal = checks.arrival_fault(name=name, promised=size, arrived=arrived, largest=largest)
        found = Probed(None) if refusal else probe_apart(Path(file.name), arrived)
        refusal = refusal or found.refusal or checks.content_fault(name=name, type_found=found.type_found, kinds=kinds)
        scanned = bool(clamd_url) and not refusal
        if scanned:
            refusal = _scan(clamd_url, name, file)
    return Examined(sha256, found.type_found, found.probe, scanned, refusal)


def digest_of(chunks: Iterable[bytes]) -> str:
    """SHA-256, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def probe_apart(path: Path, size: int) -> Probed:
    """Probes the file in a process of its own, which has no keys of ours and may not live or grow for ever."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "award.files.probing", str(path)],
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            capture_output=True,
            timeout=SECONDS + size / BYTES_A_SECOND,
        )
        answer = json.loads(child.stdout)
    except subprocess.TimeoutExpired:
        return Probed(
            None, refusal=say("The file took too long to be read. Save it again in a usual form and send it.")
        )
    except ValueError:
        return Probed(None, refusal=say("The file cannot be read. Save it again in a usual form and send it."))
    return Probed(answer["type"], answer["probe"], from_json(answer["refusal"]) if answer["refusal"] else None)


def _copy(chunks: Iterable[bytes], file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
        size += len(chunk)
    file.flush()
    return digest.hexdigest(), size


def _scan(clamd_url: str, name: str, file: BinaryIO) -> Message | None:
    file.seek(0)
    virus = scanner.scan(clamd_url, _chunks(file))
    if virus is None:
        return None
    return say("The scanner found “%(virus)s” in “%(name)s”. Clean the file and send it again.", virus=virus, name=name)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
