"""A real clamd with signatures of the suite's own, as none can be fetched."""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

NO_CLAMD = "no clamd on this machine (Debian: apt-get install clamav-daemon)"
# Found in the bytes as they are, and in what clamd unpacks: archives, documents, packed streams of a PDF.
MARK = b"award-suite-harmless-mark"
NAME = "Award.Suite.Mark"
SECONDS = 30


def clamd_program() -> str | None:
    """The scanner of this machine."""
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@contextlib.contextmanager
def running_clamd(folder: Path, *, most_megabytes: int = 50) -> Iterator[str]:
    """Starts one in the foreground at a socket in the folder, as whoever runs the suite; its address."""
    signatures, socket_path = folder / "signatures", folder / "clamd.socket"
    signatures.mkdir()
    (signatures / "suite.ndb").write_text(f"{NAME}:0:*:{MARK.hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"Foreground true\nLocalSocket {socket_path}\nDatabaseDirectory {signatures}\nLogFile {folder / 'clamd.log'}\n"
        f"StreamMaxLength {most_megabytes}M\nMaxThreads 2\n"
    )
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen([clamd_program(), "--config-file", settings], stdout=said, stderr=said)
    try:
        _wait_for(server, socket_path, folder / "said")
        yield f"unix://{socket_path}"
    finally:
        server.terminate()
        server.wait(SECONDS)


def _wait_for(server: subprocess.Popen, path: Path, said: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(path))
            line.sendall(b"zPING\0")
            if line.recv(16) == b"PONG\0":
                return
        time.sleep(0.1)
    raise AssertionError(f"clamd did not start: {said.read_text()}")
