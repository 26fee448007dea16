"""The embedded S3 server: SeaweedFS from its wheel, on loopback, with keys made at its first start."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from award.config import ObjectStorage
from award.embedded.ports import HOST
from award.storage import Storage, StorageFault

PORTS = 5
READY_SECONDS = 180
INNER_SECRETS = (
    "WEED_JWT_SIGNING_KEY",
    "WEED_JWT_SIGNING_READ_KEY",
    "WEED_JWT_FILER_SIGNING_KEY",
    "WEED_JWT_FILER_SIGNING_READ_KEY",
)


class ServerFault(Exception):
    """The server did not start; the text says where to look."""


class S3Server:
    """One SeaweedFS process with its data in a folder; `first_port` and the four after it are its own."""

    def __init__(self, folder: Path, *, access_key: str, secret_key: str, bucket: str, first_port: int):
        self.folder = folder
        self.first_port = first_port
        url = f"http://{HOST}:{first_port}"
        self.settings = ObjectStorage(url, url, bucket, access_key, secret_key, "us-east-1")
        self.process: subprocess.Popen | None = None

    def start(self, origins: list[str]) -> None:
        """Starts the server and waits until it is ready."""
        self.begin()
        self.wait_until_ready(origins)

    def begin(self) -> None:
        """Starts the server's process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "mini.options").unlink(missing_ok=True)
        with (self.folder / "weed.log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command(),
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self, origins: list[str]) -> None:
        """Waits until it truly keeps and gives bytes, and opens the bucket to pages of `origins`. Its health page answers
        before its volumes do, so it is asked to keep and give back an object."""
        bucket = Storage(self.settings)
        end = time.monotonic() + READY_SECONDS
        while True:
            if self.process.poll() is not None:
                raise ServerFault(f"The S3 server ended at once; its log is {self.folder / 'weed.log'}.")
            try:
                bucket.allow_browsers(origins)
                bucket.put("ready", b"ready", "text/plain")
                if b"".join(bucket.read("ready")) == b"ready":
                    return
            except StorageFault:
                pass
            if time.monotonic() > end:
                self.stop()
                raise ServerFault(f"The S3 server does not answer; its log is {self.folder / 'weed.log'}.")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ends the server as it likes to be ended; kills it after ten seconds."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _command(self) -> list[str]:
        port = self.first_port
        return [
            _binary(),
            "-logtostderr=true",
            "mini",
            f"-dir={self.folder}",
            f"-ip={HOST}",
            f"-ip.bind={HOST}",
            "-master.telemetry=false",
            f"-s3.port={port}",
            f"-master.port={port + 1}",
            f"-volume.port={port + 2}",
            f"-filer.port={port + 3}",
            f"-admin.port={port + 4}",
            "-admin.ui=false",
            "-webdav=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-s3.autoCreateBucket=false",
            "-s3.allowDeleteBucketNotEmpty=false",
            "-s3.concurrentUploadLimitMB=64",
            "-filer.concurrentUploadLimitMB=64",
        ]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self._inner_secrets(),
            "AWS_ACCESS_KEY_ID": self.settings.access_key,
            "AWS_SECRET_ACCESS_KEY": self.settings.secret_key,
            "GOMEMLIMIT": "512MiB",
        }

    def _inner_secrets(self) -> dict[str, str]:
        """Keys that close the server's inner ports to other users of the machine."""
        path = self.folder / "inner-keys.json"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(json.dumps({name: secrets.token_hex(32) for name in INNER_SECRETS}))
        return json.loads(path.read_text())


def _binary() -> str:
    beside = Path(sys.executable).parent / "weed"
    found = str(beside) if beside.exists() else shutil.which("weed")
    if not found:
        raise ServerFault("SeaweedFS is missing; install requirements-embedded.txt.")
    return found
