"""A film of 300 MB arrives whole though the line is cut twice, the web server is killed and the browser is closed in the
middle; what had arrived is never sent again."""

import hashlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from award.config import ROOT, SETTINGS_FILE, read_file
from award.demo import media
from award.demo.people import PASSWORD
from award.editions.states import FileKind
from award.files.parts import MEBIBYTE, part_sizes
from tests.conftest import chromium
from tests.files.samples import SUBJECT
from tests.journeys.conftest import SWITCHES
from tests.support.line import Line, line_to
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]
SIZE = 300_000_000
# Milliseconds until all of it is sent and read again; they only bound how late a fault is told.
CHECKED = 600_000
# Bytes in memory are told to whoever looks on, as text and one part after the other; those of a blob only go their way.
UNTOLD = """const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  return send.call(this, body instanceof ArrayBuffer ? new Blob([body]) : body);
};"""


def large_film(path: Path) -> str:
    """A film that plays, followed by free space up to 300 MB, as an editing program leaves it; answers its SHA-256."""
    body, random = media.make(FileKind.VIDEO, SUBJECT).body, Random("free space")
    body += (SIZE - len(body)).to_bytes(4, "big") + b"free"
    digest = hashlib.sha256(body)
    with path.open("wb") as file:
        file.write(body)
        while left := SIZE - file.tell():
            digest.update(more := random.randbytes(min(left, MEBIBYTE)))
            file.write(more)
    return digest.hexdigest()


class Sitting:
    """One Chromium from its start to its end, and the parts that it sent to the file store: `asked` all of them,
    `arrived` those that were answered, `broken` those that were cut off. `missing` is what the server asked for."""

    def __init__(self, browser_type, url: str, line: Line):
        through = f"--host-resolver-rules=MAP {line.host}:{line.target[1]} {line.host}:{line.port}"
        self.line = line
        self.browser = browser_type.launch(executable_path=chromium(), args=[*SWITCHES, through])
        self.window = Window(self.browser, url).sign_in("tacgia@demo.vn", PASSWORD)
        self.page, self.context = self.window.page, self.window.context
        self.asked, self.arrived, self.broken, self.missing = [], [], [], None
        self.context.add_init_script(UNTOLD)
        self.page.on("request", lambda request: note(self.asked, request))
        self.page.on("requestfailed", lambda request: note(self.broken, request))
        self.page.on("response", self._answered)

    def _answered(self, answer) -> None:
        if answer.status == 200:
            note(self.arrived, answer.request)
        if answer.url.endswith("/open") and self.missing is None:
            self.missing = answer.json()["missing"]

    def choose(self, draft: str, path: Path) -> "Sitting":
        """Chooses the file in the box for films, as on every visit."""
        self.window.open(f"/entries/{draft}/edit/files")
        self.box = self.page.locator(".upload:has(input[accept*='.mp4'])").first
        self.words = self.box.locator(".upload-words").last
        self.box.locator("input[type=file]:enabled").set_input_files(path)
        return self

    def until(self, count: int) -> None:
        """Waits until so many parts have arrived."""
        while len(self.arrived) < count:
            assert self.box.locator(".upload-row").last.get_attribute("data-state") == "sending"
            self.page.wait_for_timeout(5)


def note(numbers: list[int], request) -> None:
    if request.method == "PUT":
        numbers += map(int, parse_qs(urlsplit(request.url).query)["partNumber"])


def test_a_film_of_300_mb_survives_two_cuts_and_a_closed_browser(installation, browser_of_the_run, tmp_path):
    path = tmp_path / "Phim tài liệu – Chi bộ vùng cao.mp4"
    digest, chromium_itself = large_film(path), browser_of_the_run.browser_type
    with line_to(read_file(installation.instance / SETTINGS_FILE)["S3_ENDPOINT_URL"]) as line:
        first = Sitting(chromium_itself, installation.url, line)
        draft = a_draft(first.window)
        first.choose(draft, path)
        cut(first, 3, lambda: first.page.wait_for_timeout(1500))
        cut(first, 7, lambda: kill_the_web_server(installation, first))
        first.until(10)
        first.browser.close()
        second = Sitting(chromium_itself, installation.url, line).choose(draft, path)
        expect(second.words).to_contain_text(f"Đã nhận đủ · SHA-256 {digest[:8]}", timeout=CHECKED)
    assert len(set(first.arrived)) == len(first.arrived) >= 10
    assert set(second.asked) == set(second.missing) <= set(part_sizes(SIZE)) - set(first.arrived)

    second.page.reload()
    expect(second.words.locator("span[title]")).to_have_attribute("title", digest)
    verified = every_file_is_as_it_was_received(installation)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    second.window.open(f"/entries/{draft}/withdraw").send("/withdraw")
    second.browser.close()


def a_draft(window: Window) -> str:
    window.open("/my-works").follow("/enter").page.get_by_role("radio", name="Truyền hình").check()
    return re.search(r"/entries/([0-9a-f-]{36})", window.send("/enter").page.url)[1]


def cut(sitting: Sitting, count: int, meanwhile) -> None:
    """Cuts the line while parts are on their way."""
    sitting.until(count)
    sitting.line.down = True
    sitting.line.cut_now()
    meanwhile()
    while not sitting.broken:
        sitting.page.wait_for_timeout(50)
    sitting.broken.clear()
    sitting.line.down = False


def kill_the_web_server(installation, sitting: Sitting) -> None:
    """At once and with all its workers; it is started again, and the page goes on when both are back."""
    for pid in installation.children("gunicorn"):
        os.killpg(pid, signal.SIGKILL)
    expect(sitting.words).to_contain_text("Mất kết nối")


def every_file_is_as_it_was_received(installation) -> subprocess.CompletedProcess:
    """Reads all of the bucket again beside the rows."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("S3_", "AWS_"))}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "files", "verify"],
        cwd=ROOT,
        env=kept | {"AWARD_INSTANCE": str(installation.instance)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
