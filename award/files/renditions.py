"""Light copies on their way: the original from the bucket to a file on disk, copies beside it, made by a process of
its own."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from award.files import apart
from award.files.kinds import ENDINGS
from award.files.states import RenditionKind

RENDERING = "award.files.rendering"
MEMORY = 2 * 1024**3
# Seconds of the processor: some for every file, and some for each second that is to be played; more by the clock.
SECONDS, SECONDS_A_SECOND, BUSY = 120, 6, 4
LONGEST = 6 * 3600
BYTES, BYTES_A_SECOND = 200_000_000, 200_000


class Unrendered(Exception):
    """No copies could be made; the work is tried again, and given up after some tries."""


@dataclass(frozen=True)
class Source:
    """The original: what the work needs to know of its row."""

    id: UUID
    key: str
    name: str
    size: int
    type_found: str
    seconds: Decimal


@dataclass(frozen=True)
class Copy:
    """One copy in a file on disk; `key` is where the bucket keeps it, once it does."""

    kind: RenditionKind
    place: int
    path: Path
    name: str
    type_found: str
    size: int
    sha256: str
    probe: dict[str, Any]
    key: str = ""


def source_of(file: Any) -> Source:
    """The facts of a verified original, free of the session."""
    seconds = Decimal((file.probe or {}).get("seconds", 0))
    return Source(file.id, file.key, file.name, file.size, file.type_found, seconds)


def bounds_for(seconds: Decimal) -> apart.Bounds:
    """What making copies of a file of so many seconds of sound or film (0 for others) may take."""
    length = min(float(seconds), LONGEST)
    cpu = int(SECONDS + SECONDS_A_SECOND * length)
    return apart.Bounds(cpu * BUSY, cpu, MEMORY, int(BYTES + BYTES_A_SECOND * length))


@contextmanager
def copies_of(
    source: Source, bucket: Any, progress: apart.Progress, without: Sequence[str] | None = None
) -> Iterator[list[Copy]]:
    """The copies; their files are gone afterwards. Where names are given, instead of light
    copies those that do not tell them. Raises `Unrendered`."""
    with TemporaryDirectory(prefix="award-copies-") as name:
        folder, original = Path(name), Path(name) / "original"
        with original.open("wb") as out:
            for chunk in apart.told(bucket.read(source.key), source.size, progress):
                out.write(chunk)
        given = [str(original), source.type_found, str(folder)]
        bounds = bounds_for(source.seconds)
        if without is not None:
            # In a file, since anybody on the machine reads what a process was called with.
            given.append(str(folder / "names.json"))
            Path(given[-1]).write_text(json.dumps(list(without)))
            bounds = replace(bounds, written=bounds.written + 2 * source.size)
        outcome = apart.run(RENDERING, bounds, *given, progress=progress)
        if outcome.answer is None:
            raise Unrendered(f"no copies of {source.name} ({source.type_found})")
        yield [_copy(source, folder, made) for made in outcome.answer["made"]]


def _copy(source: Source, folder: Path, made: dict[str, Any]) -> Copy:
    # The process that answered has read a stranger's file: only a name within the folder is believed.
    path = folder / PurePath(made["name"]).name
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    kind, place, type_found = RenditionKind(made["kind"]), int(made["place"]), made["type"]
    number = f" {place}" if place else ""
    stem = "" if kind is RenditionKind.BLIND else f"{PurePath(source.name).stem} "
    name = f"{stem}({kind.value}{number}){ENDINGS[type_found][0]}"
    return Copy(kind, place, path, name, type_found, path.stat().st_size, sha256, made["probe"])
