"""`storage check`, `files verify`, `files sweep`."""

from dataclasses import replace
from datetime import timedelta

import pytest

from award.audit.queries import broken_at
from award.db import db
from award.editions.states import FileKind
from award.embedded.ports import HOST, free_port
from award.files import queries, service
from award.files.states import FileState
from award.jobs.service import run_due
from award.kit import clock
from award.storage import Gone, Storage
from tests.files.browser import send
from tests.files.samples import MADE, PDF, long_sound, promise

pytestmark = pytest.mark.storage


@pytest.fixture
def run(world):
    """Runs a command as the shell does."""

    def act(*words):
        db.session.commit()
        result = world.test_cli_runner(catch_exceptions=False).invoke(args=words)
        db.session.rollback()
        db.session.expire_all()
        return result.exit_code, result.output

    return act


def kept(kind=FileKind.PDF):
    file = service.store_bytes(name=MADE[kind].name, body=MADE[kind].body, kinds=[kind], owner=None)
    db.session.commit()
    return file


def test_the_embedded_server_does_all_that_is_needed(bucket, run):
    code, said = run("storage", "check")
    assert code == 0, said
    assert said.count("ok ") == 15
    assert list(bucket.objects("storage-check/")) == []


@pytest.mark.parametrize(
    ("change", "failing"),
    [
        ({"secret_key": "wrong"}, "the bucket answers"),
        ({"bucket": "none"}, "the bucket answers"),
        ({"public_url": f"http://{HOST}:{free_port()}"}, "shows an object under another name and type"),
    ],
    ids=["wrong key", "no bucket", "wrong public address"],
)
def test_what_a_server_lacks_is_named(bucket, run, world, monkeypatch, change, failing):
    monkeypatch.setitem(world.extensions, "award-storage", Storage(replace(bucket.settings, **change)))
    code, said = run("storage", "check")
    assert code == 1
    assert f"FAILS  {failing}" in said
    assert "Check" in said or "S3_PUBLIC_URL" in said


def test_without_a_store_the_commands_say_what_to_set(world, run, monkeypatch):
    monkeypatch.setitem(world.extensions, "award-storage", None)
    for words in (("storage", "check"), ("files", "verify"), ("files", "sweep")):
        code, said = run(*words)
        assert (code, "S3_ENDPOINT_URL" in said) == (1, True)


def test_verify_finds_changed_and_missing_bytes(bucket, run):
    good, changed, missing = kept(), kept(), kept()
    assert run("files", "verify")[0] == 0
    bucket.put(changed.key, PDF[:-1] + b"X", "application/pdf")
    bucket.delete(missing.key)
    code, said = run("files", "verify")
    assert code == 1
    assert f"{changed.key}) has other bytes" in said
    assert f"{missing.key}) is not in the bucket" in said
    assert good.key not in said
    assert "1 of 3 files" in said


def half_sent(cast):
    body = long_sound(60)
    file_id = promise(cast, body, FileKind.AUDIO, "phát thanh.wav")
    send(file_id, body, only=slice(1))
    return queries.stored_file(file_id)


def all_sent(cast):
    file_id = promise(cast, PDF)
    send(file_id, PDF)
    return queries.stored_file(file_id)


def test_sweep_leaves_what_is_wanted_and_what_is_young(bucket, cast, run):
    file, sending = kept(), half_sent(cast)
    there = bucket.parts(sending.key, sending.upload_id)
    bucket.put("files/orphan-young", b"x", "text/plain")
    with clock.at(clock.now() + timedelta(hours=20)):
        assert run("files", "sweep")[0] == 0
    assert bucket.head("files/orphan-young")
    assert bucket.head(file.key)
    assert bucket.parts(sending.key, sending.upload_id) == there
    assert sending.state is FileState.WAITING


def test_sweep_gives_up_old_uploads_and_removes_what_nothing_refers_to(bucket, cast, run):
    file, sending = kept(), half_sent(cast)
    bucket.put("files/orphan", b"x", "text/plain")
    forgotten, upload_id = bucket.begin_upload("files/half", "text/plain"), sending.upload_id
    with clock.at(clock.now() + timedelta(days=8)):
        dry = run("files", "sweep", "--dry-run")[1]
        assert "files/orphan" in dry
        assert bucket.head("files/orphan")
        assert sending.state is FileState.WAITING
        code, said = run("files", "sweep")
        assert code == 0
        assert sending.name in said
        run_due()
    assert sending.state is FileState.ABANDONED
    for key, gone in ((sending.key, upload_id), ("files/half", forgotten)):
        with pytest.raises(Gone):
            bucket.parts(key, gone)
    assert bucket.head("files/orphan") is None
    assert bucket.head(file.key)
    assert broken_at() is None


def test_sweep_asks_again_for_a_check_that_never_ended_and_names_lost_bytes(bucket, cast, run):
    sending, lost = all_sent(cast), kept(FileKind.IMAGE)
    service.finish(sending.id, actor_id=cast.an.id)
    db.session.execute(db.text("DELETE FROM job"))
    bucket.delete(lost.key)
    with clock.at(clock.now() + timedelta(days=1)):
        code, said = run("files", "sweep")
        assert (code, lost.name in said) == (1, True)
        run_due()
    assert sending.state is FileState.VERIFIED
