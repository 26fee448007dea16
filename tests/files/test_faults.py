"""What breaks on the way: the line at any byte, the server between any two steps, the bucket for a while, and the broom
that comes in the middle. No acknowledged byte is lost, and every upload ends with equal hashes."""

import hashlib
import http.client
import signal
import urllib.error
from dataclasses import replace
from datetime import timedelta

import pytest

from award.db import db
from award.editions.states import FileKind
from award.embedded.ports import free_block
from award.embedded.s3 import S3Server
from award.files import queries, service
from award.files.promises import is_same
from award.files.service.sweeping import sweep
from award.files.states import FileState
from award.jobs.service import run_due
from award.kit import clock
from award.storage import Storage
from tests.files.browser import parts_of, put, send
from tests.files.samples import PDF, long_sound, promise
from tests.support.line import line_to

pytestmark = pytest.mark.storage
SOUND = long_sound(60)
HASH = hashlib.sha256(SOUND).hexdigest()
STEPS = ("begin_upload", "parts", "complete_upload", "head")


class Killed(BaseException):
    """The process ends here."""


class Interrupted(Storage):
    """The real bucket; something happens `before` or `after` the n-th call of one step."""

    def watch(self, step: str, moment: str, happens) -> "Interrupted":
        real = getattr(self, step)

        def call(*arguments, **options):
            setattr(self, step, real)
            if moment == "before":
                happens()
            answer = real(*arguments, **options)
            if moment == "after":
                happens()
            return answer

        setattr(self, step, call)
        return self


def begun(cast):
    return promise(cast, SOUND, FileKind.AUDIO, "phát thanh.wav")


def ended(cast, file_id, later=timedelta(0)):
    """Everything that is missing sent, joined and, `later`, looked at."""
    send(file_id, SOUND)
    service.finish(file_id, actor_id=cast.an.id, sha256=HASH)
    with clock.at(clock.now() + later):
        run_due(limit=3)
    db.session.expire_all()
    return queries.stored_file(file_id)


@pytest.mark.parametrize("count", [1, 400, 4 * 2**20, 8 * 2**20 + 500], ids=["start", "head", "body", "end"])
def test_a_line_cut_at_any_byte_costs_at_most_its_part(bucket, cast, world, monkeypatch, count):
    file_id = begun(cast)
    with line_to(bucket.settings.public_url) as line:
        settings = replace(bucket.settings, public_url=line.url)
        monkeypatch.setitem(world.extensions, "award-storage", Storage(settings))
        first, second = parts_of(file_id, SOUND)
        assert put(second, SOUND[second.start :]) == 200
        line.cut_after(count)
        with pytest.raises((urllib.error.URLError, http.client.HTTPException, OSError)):
            put(first, SOUND[: first.size])
        assert line.broken == 1
        assert service.open_upload(file_id).missing == [1]
        file = ended(cast, file_id)
    assert (file.state, file.sha256) == (FileState.VERIFIED, HASH)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_server_killed_between_any_two_steps_goes_on_with_all_that_arrived(
    bucket, cast, world, monkeypatch, step, moment
):
    def kill():
        raise Killed

    file_id = begun(cast)
    monkeypatch.setitem(world.extensions, "award-storage", Interrupted(bucket.settings).watch(step, moment, kill))
    killed = 0
    for act in (lambda: send(file_id, SOUND), lambda: service.finish(file_id, actor_id=cast.an.id, sha256=HASH)):
        there = service.arrived_so_far(file_id).there if queries.stored_file(file_id).upload_id else 0
        try:
            act()
        except Killed:
            killed += 1
            db.session.rollback()
            assert service.arrived_so_far(file_id).there >= there
            act()
    assert killed == 1
    run_due()
    db.session.expire_all()
    assert queries.stored_file(file_id).sha256 == HASH


@pytest.mark.parametrize(
    ("later", "steps"), [(timedelta(0), STEPS), (timedelta(hours=3), STEPS[1:])], ids=["at once", "hours later"]
)
def test_the_broom_may_come_before_and_after_every_step_of_an_upload(bucket, cast, world, monkeypatch, later, steps):
    swept = []

    def broom():
        monkeypatch.setitem(world.extensions, "award-storage", bucket)
        with clock.at(clock.now() + later):
            swept.append(sweep())
        monkeypatch.setitem(world.extensions, "award-storage", watched)

    watched = Interrupted(bucket.settings)
    for step in steps:
        watched.watch(step, "before", broom).watch(step, "after", broom)
    file_id = begun(cast)
    monkeypatch.setitem(world.extensions, "award-storage", watched)
    file = ended(cast, file_id, later)
    assert (file.state, file.sha256) == (FileState.VERIFIED, HASH)
    assert len(swept) == 2 * len(steps)
    assert not any(one.given_up or one.removed or one.lost for one in swept)


def test_the_broom_may_come_between_joining_and_checking_and_while_the_worker_reads(bucket, cast, monkeypatch):
    file_id = begun(cast)
    send(file_id, SOUND)
    service.finish(file_id, actor_id=cast.an.id, sha256=HASH)
    assert sweep().removed == []
    real = Storage.read

    def read(self, key, **limits):
        for place, chunk in enumerate(real(self, key, **limits)):
            if place == 1:
                sweep()
            yield chunk

    monkeypatch.setattr(Storage, "read", read)
    run_due(limit=1)
    assert queries.stored_file(file_id).sha256 == HASH


def test_an_upload_whose_browser_died_after_the_last_byte_is_ended_by_the_worker(bucket, cast):
    file_id = begun(cast)
    send(file_id, SOUND)
    with clock.at(clock.now() + timedelta(hours=2)):
        run_due()
    assert queries.stored_file(file_id).sha256 == HASH


def test_an_upload_that_nobody_goes_on_with_is_abandoned_after_its_term_and_not_before(bucket, cast):
    file_id, key = begun(cast), ""
    send(file_id, SOUND, only=slice(1))
    begun_at, key = clock.now(), queries.stored_file(file_id).key
    for hours in (2, 24 * 6):
        with clock.at(begun_at + timedelta(hours=hours)):
            run_due()
        assert queries.stored_file(file_id).state is FileState.WAITING
        assert service.arrived_so_far(file_id).there
    with clock.at(begun_at + timedelta(days=8)):
        run_due()
    assert queries.stored_file(file_id).state is FileState.ABANDONED
    assert list(bucket.open_uploads(key)) == []


def test_what_lies_behind_a_thousand_open_uploads_is_freed_all_the_same(bucket, cast):
    file_id = begun(cast)
    send(file_id, SOUND, only=slice(1))
    key = queries.stored_file(file_id).key
    stray = bucket.begin_upload(key, "a/b")
    others = [(name, bucket.begin_upload(name, "a/b")) for name in (before(bucket, stray),) for _ in range(1000)]
    assert stray not in [item.upload_id for item in bucket.open_uploads("files/")]
    with clock.at(clock.now() + timedelta(days=8)):
        sweep()
        run_due()
    assert list(bucket.open_uploads(key)) == []
    for name, upload_id in others:
        bucket.abandon_upload(name, upload_id)


def before(bucket, upload_id: str) -> str:
    """A key whose uploads the server lists before this one: it goes by their ids, which begin with a hash of the key."""
    for place in range(1000):
        other = bucket.begin_upload(f"files/other-{place}", "a/b")
        bucket.abandon_upload(f"files/other-{place}", other)
        if other < upload_id:
            return f"files/other-{place}"
    raise AssertionError("no key is listed before this one")


def test_a_bucket_that_is_killed_and_started_again_has_every_acknowledged_part(world, cast, tmp_path, monkeypatch):
    server = S3Server(
        tmp_path, access_key="a" * 16, secret_key="s" * 20, bucket="award-killed", first_port=free_block(5)
    )
    server.start(["*"])
    try:
        monkeypatch.setitem(world.extensions, "award-storage", Storage(server.settings))
        file_id = begun(cast)
        send(file_id, SOUND, only=slice(1))
        there = service.arrived_so_far(file_id).there
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(10)
        with pytest.raises(service.Unanswered):
            service.open_upload(file_id)
        server.start(["*"])
        assert service.open_upload(file_id).there == there > 0
        assert ended(cast, file_id).sha256 == HASH
    finally:
        server.stop()


@pytest.mark.parametrize(
    "name",
    ["Chi bộ bám rẫy – kỳ 1.pdf", "Chi bo\u0323\u0302.pdf", "a/b\\c.pdf", "ộ" * 296 + ".pdf", "“Đảng” 🎬 & 'dân'.pdf"],
    ids=["diacritics", "decomposed", "slashes", "300 characters", "quotes and emoji"],
)
def test_a_file_of_any_name_goes_up_and_is_known_again_by_it(bucket, cast, name):
    head = hashlib.sha256(PDF).hexdigest()
    file_id = promise(cast, PDF, name=name, head_sha256=head)
    file = queries.stored_file(file_id)
    assert is_same(file, name=name, size=len(PDF), head_sha256=head)
    send(file_id, PDF)
    service.finish(file_id, actor_id=cast.an.id)
    run_due()
    assert queries.stored_file(file_id).state is FileState.VERIFIED
