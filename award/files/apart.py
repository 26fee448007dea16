"""Runs a module of ours in a process of its own that may be killed without harm: bounds on memory, processor, written
bytes and time, none of our keys in its environment, an answer as JSON."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any

from award.config import ROOT

log = logging.getLogger(__name__)

PAUSE = 0.05
SHORT_PAUSE = 0.005
LONGEST_ANSWER = 8 * 1024 * 1024
# The least often that somebody is told, whatever happens: a lease lasts some minutes.
BEAT = 30.0
Progress = Callable[[int, int], None]


def nobody(_done: int, _total: int) -> None:
    """Who asks for no progress."""


@dataclass(frozen=True)
class Bounds:
    """What a process may use: `seconds` by the clock, seconds of processor, bytes of memory, bytes of one file."""

    seconds: float
    cpu_seconds: int
    memory: int
    written: int = LONGEST_ANSWER


@dataclass(frozen=True)
class Usage:
    """What it used: seconds of processor, and bytes of memory at the highest."""

    cpu_seconds: float
    memory: int


@dataclass(frozen=True)
class Outcome:
    """`answer` is None for a process that was ended or broke; `late` says that it had used up its time."""

    answer: dict[str, Any] | None
    usage: Usage
    late: bool = False


def run(module: str, bounds: Bounds, *arguments: str, progress: Progress = nobody) -> Outcome:
    """Runs `python -m module BOUNDS arguments…` and answers its last line.

    Lines before it that are `{"done": …, "total": …}` are told to `progress`, which is called every half minute in any
    case; what it raises ends the process.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(
            [sys.executable, "-m", module, json.dumps(asdict(bounds)), *arguments],
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complaints,
        )
        try:
            usage, late = _waited(child, bounds, said, progress)
        finally:
            if child.returncode is None:
                child.kill()
                child.wait()
        answer = _last(said) if child.returncode == 0 else None
        if answer is None:
            log.warning("%s ended with %s: %s", module, child.returncode, _tail(complaints))
    # Killed by the limit on the processor, it comes to its end by a signal.
    return Outcome(answer, usage, late or (answer is None and usage.cpu_seconds >= bounds.cpu_seconds - 1))


def _waited(child: subprocess.Popen, bounds: Bounds, said: IO[bytes], progress: Progress) -> tuple[Usage, bool]:
    begun, late, heard = time.monotonic(), False, _Heard(said, progress)
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024), late
        passed = time.monotonic() - begun
        if passed > bounds.seconds and not late:
            late = True
            child.kill()
        heard.listen()
        time.sleep(SHORT_PAUSE if passed < 1 else PAUSE)


class _Heard:
    """What a process has said of its progress so far."""

    def __init__(self, said: IO[bytes], progress: Progress):
        self.said, self.progress = said, progress
        self.read, self.last, self.told_at = 0, (0, 0), time.monotonic()

    def listen(self) -> None:
        """Tells the newest whole line, or the last one once more when that was long ago."""
        new = os.pread(self.said.fileno(), 65536, self.read).rpartition(b"\n")[0]
        fresh = _progress_in(new.rpartition(b"\n")[2])
        self.read += len(new) + 1 if new else 0
        if fresh or time.monotonic() - self.told_at > BEAT:
            self.last, self.told_at = fresh or self.last, time.monotonic()
            self.progress(*self.last)


def _progress_in(line: bytes) -> tuple[int, int] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return (found["done"], found["total"]) if set(found) == {"done", "total"} else None


def told(chunks: Iterable[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    """The chunks as they are; `progress` is told now and then how many of `size` bytes went by."""
    done, told_at = 0, time.monotonic()
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        if time.monotonic() - told_at > BEAT:
            told_at = time.monotonic()
            progress(done, size)


def _last(said: IO[bytes]) -> dict[str, Any] | None:
    said.seek(0)
    try:
        return json.loads(said.read(LONGEST_ANSWER).strip().rpartition(b"\n")[2])
    except ValueError:
        return None


def _tail(complaints: IO[bytes]) -> str:
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - 500))
    return complaints.read().decode(errors="replace").strip()
