"""Streaming the dossier of a large batch, beside reading the same objects raw from the same S3 server.

Both read every byte once, in turns; the dossier also checks it again and writes it as ZIP. Its process may not grow with
the batch. The papers (letter, lists, sheets) cost the same for a batch of any size and are made before the first byte:
they have a line of their own and are not in the throughput.
"""

import hashlib
import statistics
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from award.embedded.ports import free_block
from award.embedded.s3 import S3Server
from award.files.parts import MEBIBYTE
from award.forwarding import offers  # noqa: F401 -- the wordings of the papers
from award.forwarding.dossier import dossier
from award.storage import Storage
from tests.forwarding.making import a_record

FILES = 16
RATIO_GOAL, GROWTH_GOAL = 0.8, 64 * MEBIBYTE


@dataclass
class Found:
    """What was measured: seconds of each way and of the papers before it, and by how many bytes this process grew from
    the papers to the last byte."""

    size: int
    raw: list[float] = field(default_factory=list)
    papers: list[float] = field(default_factory=list)
    streamed: list[float] = field(default_factory=list)
    growth: int = 0

    @property
    def ratio(self) -> float:
        """The dossier's throughput as a share of the raw one: the median over the pairs."""
        return statistics.median(r / s for r, s in zip(self.raw, self.streamed, strict=True))

    def table(self) -> str:
        """As Markdown."""
        rate = [self.size / MEBIBYTE / statistics.median(times) for times in (self.raw, self.streamed)]
        return "\n".join(
            [
                f"Dossier of a batch of {self.size // MEBIBYTE:,} MiB, streamed from the S3 server:",
                "",
                "| What | Found | Goal | Verdict |",
                "|---|---:|---:|---|",
                f"| Throughput from the first byte, as a share of reading raw ({rate[1]:.0f} of {rate[0]:.0f} MiB/s) "
                f"| {self.ratio:.2f} | ≥ {RATIO_GOAL} | {_verdict(self.ratio >= RATIO_GOAL)} |",
                f"| Seconds before the first byte, for the papers | {statistics.median(self.papers):.1f} | | |",
                f"| Peak growth of the process, MiB | {self.growth / MEBIBYTE:.1f} | < {GROWTH_GOAL // MEBIBYTE} "
                f"| {_verdict(self.growth < GROWTH_GOAL)} |",
            ]
        )


def measure_dossier(size: int, pairs: int = 3) -> Found:
    """Streams a batch of `size` bytes in all, as often as `pairs` says, beside reading the same objects."""
    with TemporaryDirectory(prefix="award-dossier-") as folder, _bucket(Path(folder)) as bucket:
        record = a_record(_filled(bucket, size))
        keys = [file["key"] for work in record["works"] for file in work["files"]]
        _drained(chunk for key in keys[:1] for chunk in bucket.read(key))
        found = Found(size)
        for _ in range(pairs):
            found.raw.append(_timed(lambda: _drained(chunk for key in keys for chunk in bucket.read(key))))
            with _watched() as grown:
                begin = time.monotonic()
                bag = dossier(record, bucket.read)
                found.papers.append(time.monotonic() - begin)
                found.streamed.append(_timed(partial(_drained, bag)))
            found.growth = max(found.growth, grown[0])
    return found


def _filled(bucket: Storage, size: int) -> list[dict]:
    block, share = hashlib.shake_256(b"film").digest(MEBIBYTE), size // FILES // MEBIBYTE
    files = []
    for number in range(FILES):
        key, digest, crc = f"bench/{number}", hashlib.sha256(), 0
        for _ in range(share):
            digest.update(block)
            crc = zlib.crc32(block, crc)
        bucket.put_stream(key, (block for _ in range(share)), "video/mp4")
        files.append({"key": key, "size": share * MEBIBYTE, "sha256": digest.hexdigest(), "crc32": crc})
    return files


@contextmanager
def _bucket(folder: Path) -> Iterator[Storage]:
    keys = {"access_key": "a" * 16, "secret_key": "s" * 32, "bucket": "award-bench"}
    server = S3Server(folder / "s3", **keys, first_port=free_block(5))
    server.start(["*"])
    try:
        yield Storage(server.settings)
    finally:
        server.stop()


@contextmanager
def _watched() -> Iterator[list[int]]:
    """By how many bytes this process grew at most, looked at twenty times a second."""
    grown, over, before = [0], threading.Event(), _resident()

    def look() -> None:
        while not over.wait(0.05):
            grown[0] = max(grown[0], _resident() - before)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield grown
    finally:
        over.set()
        thread.join()


def _resident() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _drained(chunks: Iterable[bytes]) -> int:
    return sum(len(chunk) for chunk in chunks)


def _timed(act: Callable[[], object]) -> float:
    begin = time.monotonic()
    act()
    return time.monotonic() - begin


def _verdict(met: bool) -> str:
    return "met" if met else "**missed**"
