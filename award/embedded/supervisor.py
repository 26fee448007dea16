"""One supervisor for the whole installation: S3 server, web server, worker. It starts them in order, starts again what
falls, and stops all cleanly on Ctrl-C and on TERM."""

import fcntl
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from award.config import ROOT, SettingsFault, read
from award.embedded import installation
from award.embedded.ports import HOST, is_free
from award.embedded.s3 import PORTS, S3Server, ServerFault
from award.storage import Storage, StorageFault

READY_SECONDS = 180
STOP_SECONDS = 20
FALLS_ALLOWED = 5
FALLS_WITHIN_SECONDS = 60


class StartFault(Exception):
    """The installation cannot start; the text is one sentence that says what to do."""


class Stopped(BaseException):
    """Somebody asked the supervisor to stop; no handler of faults may swallow it."""


@dataclass
class Child:
    """A process of ours and when it fell before."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    falls: deque = field(default_factory=deque)


class Supervisor:
    """Runs an installation on this machine; `host` and `port` are where the web server listens, `demo_entries` is the
    size of the demo made in an empty database (0: none)."""

    def __init__(self, instance: Path, *, host: str, port: int, demo_entries: int):
        self.instance, self.host, self.port, self.demo_entries = instance, host, port, demo_entries
        self.s3: S3Server | None = None
        self.children: list[Child] = []
        self.stopping = self.beginning = False
        self.environment = dict(os.environ)

    @property
    def address(self) -> str:
        """Where people go."""
        return self.environment.get("PUBLIC_URL") or f"http://{HOST}:{self.port}"

    def run(self) -> None:
        """Starts everything, says where to go, and stays until told to stop. Raises `StartFault`."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop_soon)
        try:
            with self._only_one():
                self._check_port()
                self._start_storage()
                self._prepare_database()
                self._start_web_and_worker()
                self._say_where()
                self._watch()
        except Stopped:
            pass
        finally:
            self.stop_all()

    def stop_soon(self, *_: object) -> None:
        """What a signal to stop calls; raises `Stopped`, once."""
        if not self.stopping:
            self.stopping = True
            if not self.beginning:
                raise Stopped

    @contextmanager
    def _unbroken(self) -> Iterator[None]:
        """While a process is begun, a stop waits until the process is known: it would outlive us and keep its ports."""
        self.beginning = True
        try:
            yield
        finally:
            self.beginning = False
        if self.stopping:
            raise Stopped

    def _only_one(self):
        self.instance.mkdir(parents=True, exist_ok=True)
        lock = (self.instance / "running.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartFault(
                f"This installation runs already (its data are in {self.instance}); stop it first."
            ) from error
        return lock

    def _check_port(self) -> None:
        if not is_free(self.port, self.host):
            raise StartFault(f"Port {self.port} is taken by another program; choose one with `make run PORT=8080`.")

    def _start_storage(self) -> None:
        """The embedded server, or the association's own where the environment names one."""
        settings = installation.prepare(self.instance)
        self.environment |= {"AWARD_INSTANCE": str(self.instance), "PUBLIC_URL": self.address}
        try:
            found = read(self.environment)
        except SettingsFault as fault:
            raise StartFault(str(fault)) from fault
        if "S3_ENDPOINT_URL" in os.environ:
            self._check_own_storage(found.storage)
            return
        self.s3 = installation.own_s3_server(self.instance, settings)
        taken = [port for port in range(self.s3.first_port, self.s3.first_port + PORTS) if not is_free(port)]
        if taken:
            raise StartFault(
                f"Port {taken[0]}, which the S3 server of this installation uses, is taken; stop the other program, "
                f"or change S3_ENDPOINT_URL in {self.instance / 'settings.env'}."
            )
        try:
            self._start_s3()
        except ServerFault as fault:
            raise StartFault(str(fault)) from fault

    def _check_own_storage(self, settings) -> None:
        if not Storage(settings).answers():
            raise StartFault(
                f"The bucket “{settings.bucket}” at {settings.endpoint_url} does not answer; check S3_ENDPOINT_URL, "
                "S3_BUCKET and the keys, then try `flask --app wsgi storage check`."
            )
        try:
            Storage(settings).allow_browsers(self._origins())
        except StorageFault as fault:
            print(f"Note: the bucket did not take the rule that lets browsers send files: {fault}", file=sys.stderr)

    def _origins(self) -> list[str]:
        return [self.address, f"http://localhost:{self.port}"]

    def _prepare_database(self) -> None:
        self._flask("db", "upgrade")
        if self.host != HOST:
            self._flask("demo", "guard", self.host)
        elif self.demo_entries:
            self._flask("demo", "--if-empty", f"--entries={self.demo_entries}")

    def _flask(self, *arguments: str) -> None:
        """Runs a command of ours; its last sentence is the fault if it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            raise StartFault(lines[-1] if lines else f"`flask {' '.join(arguments)}` failed.")

    def _start_web_and_worker(self) -> None:
        self.start(
            Child(
                "web server",
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "wsgi",
                    f"--bind={self.host}:{self.port}",
                    "--workers=2",
                    "--threads=4",
                    "--no-control-socket",
                    "--log-level=warning",
                    f"--graceful-timeout={STOP_SECONDS // 2}",
                ],
            )
        )
        self.start(Child("worker", [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]))
        end = time.monotonic() + READY_SECONDS
        while not self._answers():
            if time.monotonic() > end:
                raise StartFault(f"The web server does not answer on port {self.port}; its words are above.")
            time.sleep(0.1)

    def start(self, child: Child) -> None:
        """Begins the process and remembers it, to be started again when it falls and stopped at the end."""
        with self._unbroken():
            child.process = subprocess.Popen(
                child.command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
            )
            if child not in self.children:
                self.children.append(child)

    def _start_s3(self) -> None:
        with self._unbroken():
            self.s3.begin()
        self.s3.wait_until_ready(self._origins())

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{self.host}:{self.port}/healthz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _say_where(self) -> None:
        print(f"\nThe award is open at {self.address}\nCtrl-C stops it; its data stay in {self.instance}.", flush=True)

    def _watch(self) -> None:
        """Until told to stop; the flag is asked too, since an exception of a signal is lost where it meets a finaliser."""
        while not self.stopping:
            time.sleep(0.5)
            for child in self.children:
                if child.process.poll() is not None:
                    self._start_again(child)
            if self.s3 and self.s3.process.poll() is not None:
                print("The S3 server fell; it is started again.", file=sys.stderr, flush=True)
                self._start_s3()

    def _start_again(self, child: Child) -> None:
        now = time.monotonic()
        child.falls.append(now)
        while child.falls and child.falls[0] < now - FALLS_WITHIN_SECONDS:
            child.falls.popleft()
        if len(child.falls) > FALLS_ALLOWED:
            raise StartFault(f"The {child.name} fell {len(child.falls)} times in a minute; its words are above.")
        print(f"The {child.name} fell; it is started again.", file=sys.stderr, flush=True)
        self.start(child)

    def stop_all(self) -> None:
        """Web first, so that nothing new comes in; then the worker with its piece in hand; the bucket last."""
        self.stopping = True
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for child in self.children:
            try:
                child.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        if self.s3:
            self.s3.stop()
