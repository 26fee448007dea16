"""A whole installation in processes of its own, as `make run` starts it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

from award.config import ROOT
from award.embedded.ports import HOST, free_port

# Long, since they only bound how late a fault is told: a machine that is busy is not a fault.
WAIT = 600
STOPPING = 120


class Running:
    """One `python -m award.embedded` and what it says."""

    def __init__(self, instance: Path, **environment: str):
        self.port = int(environment.get("PORT") or free_port())
        self.said = instance.parent / f"{instance.name}.said"
        self.instance = instance
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("S3_", "AWS_"))}
        with self.said.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "award.embedded"],
                cwd=ROOT,
                env=kept | {"AWARD_INSTANCE": str(instance), "PORT": str(self.port), "DEMO_ENTRIES": "0"} | environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def url(self) -> str:
        """Where people go."""
        return f"http://{HOST}:{self.port}"

    def words(self) -> str:
        return self.said.read_text()

    def wait_until(self, met, seconds: float = WAIT) -> None:
        end = time.monotonic() + seconds
        while not met():
            assert time.monotonic() < end, self.words()
            assert self.process.poll() is None or met(), self.words()
            time.sleep(0.1)

    def is_open(self) -> bool:
        return "The award is open at" in self.words()

    def children(self, word: str) -> list[int]:
        """The processes under the supervisor whose command has this word."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in pids if word in _command(pid)]

    def answer(self, path: str = "/readyz") -> int:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return answer.status

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOPPING)

    def die(self) -> None:
        """Kills all of it at once, as a machine that loses its power; nothing has time to say good-bye."""
        family = _family(self.process.pid)
        for pid in reversed(family):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(STOPPING)
        end = time.monotonic() + STOPPING
        while any(map(_lives, family)):
            assert time.monotonic() < end, "a killed process holds its ports still"
            time.sleep(0.05)

    def end(self) -> None:
        """Stops it and, whether or not that works, leaves no process of it behind."""
        family = _family(self.process.pid)
        try:
            if self.process.poll() is None:
                self.stop()
        finally:
            for pid in family:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait(STOPPING)


def _family(pid: int) -> list[int]:
    """A process and all under it, the lowest first; none where it is gone."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [*(member for child in children for member in _family(int(child))), pid]


def _command(pid: str) -> set[str]:
    """The words of its command; none where it is gone."""
    with suppress(OSError):
        return {word.rsplit("/", 1)[-1] for word in Path(f"/proc/{pid}/cmdline").read_text().split("\0")}
    return set()


def _lives(pid: int) -> bool:
    """Whether it holds anything still; one that nobody has waited for holds nothing."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@contextmanager
def running(instance: Path, **environment: str):
    found = Running(instance, **environment)
    try:
        yield found
    finally:
        found.end()
