"""Sending a large file through the application's path, beside the same client writing to the same S3 server directly.

Both send the same parts in the same lanes with the same checksums. The application's path announces the file, hashes
the whole, asks for addresses, declares the hash and finishes, as the page's script does.
"""

import base64
import hashlib
import http.client
import re
import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import sqlalchemy as sa

from award import config
from award.app import create_app
from award.db import db
from award.editions.models import FileRequirement
from award.embedded.ports import free_block
from award.embedded.s3 import S3Server
from award.files.parts import HEAD, MEBIBYTE, part_size, part_sizes
from award.storage import CHECKSUM_HEADER, Storage
from tests.bench.populate import populate
from tests.bench.processes import Gunicorn, family_seconds, resident
from tests.support.browser import Browser
from tests.support.cast import PASSWORD

LANES = 4
BATCHES = (LANES, 16, 64)
RATIO_GOAL, SHARE_GOAL, GROWTH_GOAL = 0.9, 0.02, 10_000_000


@dataclass
class Found:
    """What was measured: seconds of each way, processor seconds of the web server and of everything, and by how many
    bytes the web server grew."""

    size: int
    direct: list[float] = field(default_factory=list)
    through: list[float] = field(default_factory=list)
    web_seconds: float = 0.0
    all_seconds: float = 0.0
    growth: int = 0

    @property
    def ratio(self) -> float:
        """The application's throughput as a share of the direct one: the median over the pairs."""
        return statistics.median(d / t for d, t in zip(self.direct, self.through, strict=True))

    @property
    def share(self) -> float:
        """The web server's part of the processor time of the application's path."""
        return self.web_seconds / self.all_seconds

    def table(self) -> str:
        """As Markdown."""
        rows = [
            ("Throughput, × direct", f"{self.ratio:.2f}", f"≥ {RATIO_GOAL:g}", self.ratio >= RATIO_GOAL),
            (
                "CPU of the web server, share of all",
                f"{self.share:.1%}",
                f"< {SHARE_GOAL:.0%}",
                self.share < SHARE_GOAL,
            ),
            ("Growth of the web server, MB", f"{self.growth / 1e6:.1f}", "< 10", self.growth < GROWTH_GOAL),
        ]
        speed = self.size / statistics.median(self.through) / 1e6
        return "\n".join(
            [
                f"Upload of {self.size / MEBIBYTE:,.0f} MiB through the application's path ({speed:.0f} MB/s; web server "
                f"{self.web_seconds:.2f} s of {self.all_seconds:.1f} s CPU):",
                "",
                "| Upload | Found | Goal | Goals |",
                "|---|---:|---:|---|",
                *(
                    f"| {what} | {found} | {goal} | {'met' if met else '**missed**'} |"
                    for what, found, goal, met in rows
                ),
            ]
        )


def measure_upload(size: int, pairs: int = 2) -> Found:
    """Sends `size` bytes directly and through the application by turns."""
    found = Found(size)
    with TemporaryDirectory(prefix="award-upload-") as folder, _product(Path(folder)) as (web, server, entry, need):
        path = _film(Path(folder), size)
        browser = Browser(web.url).sign_in("writer0@bench.vn", PASSWORD)
        browser.get(f"{entry}/edit/files")
        client = Client(browser, entry, need)
        client.send(_film(Path(folder), MEBIBYTE, "warm.mp4"))
        for turn in range(pairs):
            found.direct.append(_timed(lambda: _direct(Storage(server.settings), path)))
            pids = (web.process.pid, server.process.pid)
            before = [family_seconds(pid) for pid in pids] + [time.process_time()]
            with _watched(web.process.pid) as grown:
                found.through.append(_timed(lambda: client.send(path)))
            spent = [family_seconds(pid) for pid in pids] + [time.process_time()]
            costs = [after - earlier for after, earlier in zip(spent, before, strict=True)]
            found.web_seconds += costs[0] / pairs
            found.all_seconds += sum(costs) / pairs
            found.growth = max(found.growth, grown[0])
            client.remove()
            if turn == 0:
                time.sleep(1)
        browser.close()
    return found


class Client:
    """The page's script in Python: announces, hashes ahead, sends in lanes, declares, finishes."""

    def __init__(self, browser: Browser, entry: str, need: str):
        self.browser, self.base, self.need = browser, f"{entry}/uploads", need

    def send(self, path: Path) -> None:
        """One file from its announcement to the answer that all of it is here."""
        size = path.stat().st_size
        with path.open("rb") as file:
            head = hashlib.sha256(file.read(HEAD)).hexdigest()
        chosen = {"name": path.name, "size": size, "head_sha256": head}
        self.file = f"{self.base}/{self.ask(self.base, **chosen, requirement_id=self.need, part_position=1)['file_id']}"
        numbers = self.ask(f"{self.file}/open", **chosen)["missing"]
        sums = Sums(path)
        with ThreadPoolExecutor(LANES) as lanes:
            sent = [
                lanes.submit(_put, part["url"], part["checksum"], path, part["start"], part["size"])
                for part in self._addresses(numbers, sums)
            ]
            [one.result() for one in sent]
        whole = sums.whole()
        self.ask(f"{self.file}/declare", sha256=whole)
        self.ask(f"{self.file}/finish", sha256=whole)

    def remove(self) -> None:
        """Takes the file off the work again."""
        self.ask(f"{self.file}/remove")

    def ask(self, path: str, **body) -> dict:
        """JSON, as the page's script asks it."""
        return self.browser.ask(path, body)

    def _addresses(self, numbers: list[int], sums: "Sums") -> Iterator[dict]:
        for batch in (*BATCHES, *[BATCHES[-1]] * len(numbers)):
            if not numbers:
                return
            asked, numbers = numbers[:batch], numbers[batch:]
            yield from self.ask(f"{self.file}/addresses", checksums={n: sums.of(n) for n in asked})["parts"]


class Sums:
    """The hashes of a file, read once in a thread of its own."""

    def __init__(self, path: Path):
        self.path, self.known, self.news = path, {}, threading.Condition()
        self.thread = threading.Thread(target=self._read)
        self.digest = hashlib.sha256()
        self.thread.start()

    def of(self, number: int) -> str:
        with self.news:
            self.news.wait_for(lambda: number in self.known)
            return self.known[number]

    def whole(self) -> str:
        self.thread.join()
        return self.digest.hexdigest()

    def _read(self) -> None:
        with self.path.open("rb") as file:
            for number, size in part_sizes(self.path.stat().st_size).items():
                body = file.read(size)
                checksum = _checksum(body)
                self.digest.update(body)
                with self.news:
                    self.known[number] = checksum
                    self.news.notify_all()


def _direct(bucket: Storage, path: Path) -> None:
    """The same parts in the same lanes, with addresses signed here."""
    size, step = path.stat().st_size, part_size(path.stat().st_size)
    upload = bucket.begin_upload("bench/direct", "video/mp4")

    def bring(number: int, length: int) -> None:
        checksum = _checksum(_slice(path, (number - 1) * step, length))
        url = bucket.part_url("bench/direct", upload, number, size=length, checksum=checksum)
        _put(url, checksum, path, (number - 1) * step, length)

    with ThreadPoolExecutor(LANES) as lanes:
        list(lanes.map(lambda part: bring(*part), part_sizes(size).items()))
    bucket.complete_upload("bench/direct", upload, bucket.parts("bench/direct", upload))
    bucket.delete("bench/direct")


def _put(url: str, checksum: str, path: Path, start: int, size: int) -> None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=120)
    try:
        connection.request("PUT", f"{parts.path}?{parts.query}", _slice(path, start, size), {CHECKSUM_HEADER: checksum})
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"PUT: {answer.status} {answer.read()[:300]}")
    finally:
        connection.close()


def _slice(path: Path, start: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(size)


def _checksum(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


def _film(folder: Path, size: int, name: str = "film.mp4") -> Path:
    """Bytes that no disk and no server makes smaller; what they show is no matter, since no worker looks."""
    path, block = folder / name, hashlib.shake_256(name.encode()).digest(MEBIBYTE)
    with path.open("wb") as file:
        for _ in range(size // MEBIBYTE):
            file.write(block)
    return path


def _timed(act: Callable[[], object]) -> float:
    begin = time.monotonic()
    act()
    return time.monotonic() - begin


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """By how many bytes a server's processes grew at most, looked at five times a second."""
    grown, over, before = [0], threading.Event(), resident(pid)

    def look() -> None:
        while not over.wait(0.2):
            grown[0] = max(grown[0], resident(pid) - before)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield grown
    finally:
        over.set()
        thread.join()
        grown[0] = max(grown[0], resident(pid) - before)


@contextmanager
def _product(folder: Path) -> Iterator[tuple[Gunicorn, S3Server, str, str]]:
    """An S3 server, the product before it, and a draft with the requirement that its file is for."""
    keys = {"access_key": "a" * 16, "secret_key": "s" * 32, "bucket": "award-bench"}
    server = S3Server(folder / "s3", **keys, first_port=free_block(5))
    server.start(["*"])
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'upload.sqlite3'}",
        "SECRET_KEY": "s" * 40,
        "DATA_KEY": "d" * 40,
        "AWARD_INSTANCE": str(folder),
        "S3_ENDPOINT_URL": server.settings.endpoint_url,
        "S3_BUCKET": keys["bucket"],
        "AWS_ACCESS_KEY_ID": keys["access_key"],
        "AWS_SECRET_ACCESS_KEY": keys["secret_key"],
    }
    try:
        known = _populated(environment)
        with Gunicorn("tests.bench.product:application()", environment, folder / "product.log") as web:
            entry, need = _draft(web.url, known)
            yield web, server, entry, need
    finally:
        server.stop()


def _populated(environment: dict[str, str]) -> dict[str, str]:
    with create_app(config.read(environment)).app_context():
        known = populate(20)
        db.session.execute(sa.update(FileRequirement).values(kinds=["video"], largest=2**40, most=20))
        db.session.commit()
        wanted = FileRequirement.category_id == uuid.UUID(known["category"])
        need = db.session.scalar(sa.select(FileRequirement.id).where(wanted))
        db.session.remove()
        db.engine.dispose()
    return known | {"need": str(need)}


def _draft(url: str, known: dict[str, str]) -> tuple[str, str]:
    browser = Browser(url).sign_in("writer0@bench.vn", PASSWORD)
    browser.get(f"/editions/{known['edition']}/enter")
    _, address = browser.post(f"/editions/{known['edition']}/enter", expect=(303,), category_id=known["category"])
    browser.close()
    return re.search(r"/entries/[0-9a-f-]{36}", address)[0], known["need"]
