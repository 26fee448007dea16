"""The box that sends files, in a real Chromium against a real S3 server.

The page and the JSON addresses, which belong to the thing that files hang on, are answered here by the verbs
themselves; the parts go straight from the browser to the server.
"""

import contextvars
import json
import time
import uuid
from datetime import datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from flask import render_template_string

from award.app import ROOT
from award.db import db
from award.embedded.ports import HOST, free_port
from award.files import queries, service
from award.files.described import describe, describe_part, describe_plan
from award.files.models import StoredFile
from award.files.promises import is_same
from award.files.states import FileState
from award.jobs.service import run_due
from award.kit import clock
from award.kit.refusals import Refusal
from award.web.language import said
from tests.files.samples import PDF, long_sound

pytestmark = [pytest.mark.browser, pytest.mark.storage]
# Nothing listens there; every request is answered by the desk.
SITE = f"http://{HOST}:{free_port()}"
PAGE = """{% from "macros/files.html" import upload_box %}<!doctype html><html lang="vi"><head><title>Tệp</title>
<script type="module" src="/static/js/award.js"></script></head><body><h1>Tệp</h1>
{{ upload_box(requirement, "/entries/1/uploads", files=files) }}</body></html>"""
REQUIREMENT = SimpleNamespace(
    id=uuid.uuid4(), name="Tệp âm thanh", hint="", kinds=["audio", "pdf"], least=1, most=3, largest=20_000_000
)


class Desk:
    """Answers the page's requests by the verbs."""

    def __init__(self, app, cast):
        self.app, self.cast, self.asked, self.context = app, cast, [], contextvars.copy_context()
        self.until = None

    def page(self) -> str:
        files = list(db.session.query(StoredFile).filter_by(parent_id=None).order_by(StoredFile.id))
        with self.app.test_request_context():
            return render_template_string(PAGE, requirement=REQUIREMENT, files=files)

    def answer(self, route) -> None:
        # Playwright calls from a context of its own; the session is that of the test.
        self.context.copy().run(self.answer_within, route)

    def answer_within(self, route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=ROOT / path[1:], content_type="text/javascript")
        elif path == "/":
            route.fulfill(body=self.page(), content_type="text/html; charset=utf-8")
        else:
            self.answer_json(route, path.removeprefix("/entries/1/uploads").strip("/").split("/"))

    def answer_json(self, route, words) -> None:
        self.asked.append(words[-1])
        try:
            told, status = self.act(words, route.request.post_data_json), 200
        except Refusal as refusal:
            told, status = {"message": said(refusal.message)}, refusal.status
            db.session.rollback()
        db.session.commit()
        route.fulfill(status=status, body=json.dumps(told), content_type="application/json")

    def act(self, words, given) -> dict:
        if words == [""]:
            kinds, largest = REQUIREMENT.kinds, REQUIREMENT.largest
            told = {name: given[name] for name in ("name", "size", "head_sha256")}
            known = [file for file in db.session.query(StoredFile).filter_by(parent_id=None) if is_same(file, **told)]
            return describe(
                known[0] if known else service.begin(**told, kinds=kinds, largest=largest, owner=self.cast.an), said
            )
        file_id, verb = uuid.UUID(words[0]), words[1] if len(words) > 1 else "state"
        if verb in ("open", "arrived"):
            act = {"open": service.open_upload, "arrived": service.arrived_so_far}[verb]
            return describe_plan(act(file_id))
        if verb == "addresses":
            checksums = {int(number): checksum for number, checksum in given["checksums"].items()}
            return {"parts": [describe_part(part) for part in service.addresses(file_id, checksums)]}
        if verb == "finish":
            return describe(service.finish(file_id, actor_id=self.cast.an.id, sha256=given["sha256"]), said)
        if verb == "declare":
            service.declare(queries.stored_file(file_id), sha256=given["sha256"], until=self.until, actor=self.cast.an)
        elif verb == "remove":
            service.abandon(queries.stored_file(file_id), actor=self.cast.an)
        else:
            run_due(limit=1)
        return describe(queries.stored_file(file_id), said)


@pytest.fixture
def desk(world, bucket, cast):
    assert cast.an.id
    db.session.commit()
    return Desk(world, cast)


@pytest.fixture
def window(browser_of_the_run, desk):
    # A page that came from no server has no place on the network, so Chromium asks before it lets it reach this machine.
    context = browser_of_the_run.new_context(permissions=["local-network-access"])
    found = context.new_page()
    found.set_default_timeout(60_000)
    found.route(f"{SITE}/**", desk.answer)
    found.goto(SITE + "/")
    found.wait_for_selector("input[type=file]:not([disabled])")
    yield found
    context.close()


@pytest.fixture
def choose(window, tmp_path):
    """Chooses a file of the computer."""

    def act(name, body):
        path = tmp_path / name
        path.write_bytes(body)
        window.set_input_files("input[type=file]", path)

    return act


def words(window, text):
    """Waits until the row says the text, and gives all that it says."""
    window.wait_for_function("text => document.querySelector('.upload-words')?.textContent.includes(text)", arg=text)
    return window.text_content(".upload-words")


def hold(route):
    """Neither sends nor refuses: a line that hangs."""


def the_file():
    db.session.expire_all()
    return db.session.query(StoredFile).filter_by(parent_id=None).one()


def test_a_broken_line_is_bridged_and_the_file_received_whole(window, desk, bucket, choose):
    broken = []

    def break_off(route):
        broken.append(route.request.url)
        route.abort()

    window.route(f"{bucket.settings.public_url}/**", break_off, times=1)
    choose("Phát thanh Ộ.wav", long_sound(100))
    said_at_the_end = words(window, "Đã nhận đủ")
    file = the_file()
    assert (file.state, file.name) == (FileState.VERIFIED, "Phát thanh Ộ.wav")
    assert file.sha256[:8] in said_at_the_end
    assert len(broken) == 1
    assert desk.asked.count("open") == 1
    assert "Đã nhận đủ" in window.text_content("[role=status]")


def test_a_line_that_is_lost_before_anything_was_sent_is_said_and_gone_on_with(window, choose):
    window.context.set_offline(True)
    window.route("**/entries/1/uploads", lambda route: route.abort(), times=1)
    choose("trang.pdf", PDF)
    words(window, "Mất kết nối")
    window.context.set_offline(False)
    window.click(".upload-again")
    words(window, "Đã nhận đủ")
    assert the_file().state is FileState.VERIFIED


@pytest.mark.parametrize("days", [-1, 1])
def test_a_device_whose_clock_is_wrong_by_a_day_sends_as_any_other(window, choose, days):
    window.clock.set_fixed_time(datetime.now() + timedelta(days=days))
    window.reload()
    window.wait_for_selector("input[type=file]:not([disabled])")
    choose("trang.pdf", PDF)
    words(window, "Đã nhận đủ")
    assert abs(window.evaluate("Date.now()") / 1000 - time.time()) > 80_000
    assert abs(the_file().stored_at - clock.now()) < timedelta(minutes=5)


def test_a_file_that_is_not_what_it_says_is_refused_in_words(window, choose):
    choose("bài.mp3", PDF)
    assert "application/pdf" in words(window, "không đúng như đuôi tên")
    assert the_file().state is FileState.REFUSED


def test_what_the_server_refuses_and_what_it_would_is_said_at_once(window, choose):
    choose("rỗng.pdf", b"")
    words(window, "là tệp rỗng")
    window.click(".upload-remove")
    choose("tệp.exe", b"MZ")
    words(window, "Không nhận “tệp.exe” ở mục này")
    assert db.session.query(StoredFile).count() == 0


def test_paused_left_and_gone_on_with_at_a_later_visit(window, bucket, choose):
    window.route(f"{bucket.settings.public_url}/**", hold)
    with window.expect_request(f"{bucket.settings.public_url}/**"):
        choose("trang.pdf", PDF)
    window.click(".upload-pause")
    words(window, "Đã tạm dừng")
    window.unroute(f"{bucket.settings.public_url}/**")
    window.reload()
    window.wait_for_selector("input[type=file]:not([disabled])")
    words(window, "Đã đến 0 B trên 48,2 kB. Chọn lại đúng tệp này")
    choose("trang.pdf", PDF)
    words(window, "Đã nhận đủ")
    assert the_file().state is FileState.VERIFIED


def test_removed_while_it_is_sent(window, bucket, choose):
    window.route(f"{bucket.settings.public_url}/**", hold)
    with window.expect_request(f"{bucket.settings.public_url}/**"):
        choose("trang.pdf", PDF)
    window.click(".upload-remove")
    window.wait_for_selector(".upload-row", state="detached")
    assert the_file().state is FileState.ABANDONED
