"""Servers under measurement: gunicorn in its own processes, and the processor time that it and its database used."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from award.config import ROOT
from award.embedded.ports import HOST, free_port

WORKERS = 2


class Gunicorn:
    """Two workers on a free port, as `make run` starts them."""

    def __init__(self, application: str, environment: dict[str, str], log: Path):
        self.application, self.environment, self.log = application, environment, log
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"

    def __enter__(self) -> "Gunicorn":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    self.application,
                    f"--bind={HOST}:{self.port}",
                    f"--workers={WORKERS}",
                    "--threads=4",
                    "--keep-alive=60",
                    "--no-control-socket",
                    "--log-level=warning",
                ],
                cwd=ROOT,
                env={**os.environ, **self.environment, "PUBLIC_URL": self.url},
                stdout=log,
                stderr=log,
            )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)

    def processor_seconds(self) -> float:
        """User and system time of all processes of the server so far."""
        return family_seconds(self.process.pid)

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.application} does not answer; see {self.log}")


def family_seconds(pid: int) -> float:
    """User and system time of a process and of all under it so far."""
    return sum(_seconds(member) for member in _family(pid))


def resident(pid: int) -> int:
    """The bytes that a process and all under it hold in memory now."""
    found = 0
    for member in _family(pid):
        lines = Path(f"/proc/{member}/status").read_text().splitlines()
        found += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return found


def database_seconds(name: str) -> float:
    """User and system time of PostgreSQL's processes for the database called `name`; 0 for SQLite, which has none."""
    return sum(_seconds(pid) for pid in _backends(name)) if name else 0.0


def _backends(name: str) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
            except OSError:
                continue
            if words.startswith(b"postgres:") and f" {name} ".encode() in words:
                found.append(int(folder.name))
    return found


def _seconds(pid: int) -> float:
    """By the process's own clock, which counts nanoseconds: `/proc` counts in hundredths of a second, and a page takes
    less. The number of the clock is what `clock_getcpuclockid(3)` answers on Linux."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in _family(int(child)))]
