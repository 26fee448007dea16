"""An upload from promise to verified, through a real S3 server, driven as a browser does."""

import hashlib
import time
import zlib
from dataclasses import replace
from types import SimpleNamespace

import pytest

from award.db import db
from award.editions.states import FileKind
from award.embedded.ports import HOST, free_port
from award.files import queries, service
from award.files.parts import SMALL
from award.files.states import FileState
from award.jobs.models import Job
from award.jobs.service import run_due
from award.kit.refusals import Refusal, WrongMoment
from award.storage import Storage
from tests.files.browser import checksum, parts_of, put, send
from tests.files.samples import MADE, PDF, long_sound, promise

pytestmark = pytest.mark.storage


def sent(cast, body, **more):
    """A file that was sent and finished, looked at by the worker."""
    file_id = promise(cast, body, **more)
    send(file_id, body)
    service.finish(file_id, actor_id=cast.an.id)
    run_due()
    return queries.stored_file(file_id)


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_of_every_kind_is_promised_sent_joined_and_verified(bucket, cast, kind):
    body = MADE[kind].body
    file = sent(cast, body, kind=kind)
    assert file.state is FileState.VERIFIED, file.refusal
    assert file.probe
    assert (file.sha256, file.crc32) == (hashlib.sha256(body).hexdigest(), zlib.crc32(body))
    assert b"".join(bucket.read(file.key)) == body


def test_a_line_cut_in_the_middle_goes_on_where_it_broke(bucket, cast):
    body = long_sound(100)
    file_id = promise(cast, body, FileKind.AUDIO, "phát thanh.wav")
    send(file_id, body, only=slice(1))
    plan = service.open_upload(file_id)
    assert (plan.there, plan.missing) == (SMALL, [2, 3])
    send(file_id, body)
    assert service.open_upload(file_id).missing == []
    service.finish(file_id, actor_id=cast.an.id)
    run_due()
    file = queries.stored_file(file_id)
    assert file.state is FileState.VERIFIED, file.refusal
    assert (file.type_found, file.length) == ("audio/wav", "1:40")
    assert file.sha256 == hashlib.sha256(body).hexdigest()


def test_ended_too_early_loses_nothing_and_goes_on(bucket, cast):
    body = long_sound(100)
    file_id = promise(cast, body, FileKind.AUDIO, "phát thanh.wav")
    for only in (slice(0), slice(1)):
        send(file_id, body, only=only)
        with pytest.raises(service.Incomplete) as refused:
            service.finish(file_id, actor_id=cast.an.id)
        there = refused.value.message.values["there"].values["count"]
        assert (there, refused.value.status) == (only.stop * SMALL, 409)
    send(file_id, body)
    assert service.finish(file_id, actor_id=cast.an.id).state is FileState.STORED


@pytest.mark.parametrize("arrived", [PDF[:-1], PDF + b"more", PDF[:-1] + b"X"], ids=["smaller", "larger", "damaged"])
def test_a_part_that_is_not_what_was_signed_is_refused_by_the_bucket(bucket, cast, arrived):
    file_id = promise(cast, PDF)
    (part,) = parts_of(file_id, PDF)
    assert put(part, arrived) in (400, 403)
    assert service.open_upload(file_id).there == 0


@pytest.mark.parametrize(
    "asked",
    [{2: checksum(PDF)}, {0: checksum(PDF)}, {1: "short"}, {1: 7}, {1: "=" * 44}],
    ids=["no such part", "not even a number", "no checksum", "no text", "no base64"],
)
def test_addresses_are_given_for_parts_of_the_file_alone(bucket, cast, asked):
    file_id = promise(cast, PDF)
    with pytest.raises(WrongMoment):
        service.addresses(file_id, {1: checksum(PDF)})
    service.open_upload(file_id)
    with pytest.raises(Refusal):
        service.addresses(file_id, asked)


def test_an_address_that_ran_out_is_refused_and_a_fresh_one_taken(bucket, cast):
    file_id = promise(cast, PDF)
    service.open_upload(file_id)
    file = queries.stored_file(file_id)
    url = bucket.part_url(file.key, file.upload_id, 1, size=len(PDF), checksum=checksum(PDF), seconds=1)
    time.sleep(2.1)
    assert put(SimpleNamespace(url=url, checksum=checksum(PDF)), PDF) == 403
    send(file_id, PDF)
    assert service.open_upload(file_id).missing == []


def test_what_differs_from_what_the_browser_read_is_refused_with_both_hashes(bucket, cast):
    file_id, other = promise(cast, PDF), hashlib.sha256(b"other").hexdigest()
    send(file_id, PDF)
    service.finish(file_id, actor_id=cast.an.id, sha256=other)
    run_due()
    file = queries.stored_file(file_id)
    assert file.state is FileState.REFUSED
    said = file.refusal_message.values
    assert (said["declared"], said["found"]) == (other, hashlib.sha256(PDF).hexdigest())


@pytest.mark.parametrize("sha256", ["", "x" * 64, 7, "A" * 64])
def test_what_is_no_hash_is_refused(bucket, cast, sha256):
    file_id = promise(cast, PDF)
    send(file_id, PDF)
    with pytest.raises(Refusal):
        service.finish(file_id, actor_id=cast.an.id, sha256=sha256)
    assert queries.stored_file(file_id).state is FileState.WAITING


def test_finishing_twice_answers_the_same_and_checks_once(bucket, cast):
    file_id = promise(cast, PDF)
    send(file_id, PDF)
    for _ in range(2):
        assert service.finish(file_id, actor_id=cast.an.id).state is FileState.STORED
    assert db.session.query(Job).filter_by(task="files.verify").count() == 1
    run_due()
    assert service.finish(file_id, actor_id=cast.an.id).state is FileState.VERIFIED


def test_a_finish_whose_answer_was_lost_after_joining_goes_on(bucket, cast):
    file_id = promise(cast, PDF)
    send(file_id, PDF)
    file = queries.stored_file(file_id)
    bucket.complete_upload(file.key, file.upload_id, bucket.parts(file.key, file.upload_id))
    assert service.open_upload(file_id).missing == []
    assert service.finish(file_id, actor_id=cast.an.id).state is FileState.STORED


def test_two_windows_share_one_upload(bucket, cast):
    file_id = promise(cast, PDF)
    service.open_upload(file_id)
    first = queries.stored_file(file_id).upload_id
    service.open_upload(file_id)
    assert queries.stored_file(file_id).upload_id == first


def test_an_upload_that_the_store_forgot_begins_again(bucket, cast):
    file_id = promise(cast, PDF)
    service.open_upload(file_id)
    file = queries.stored_file(file_id)
    bucket.abandon_upload(file.key, file.upload_id)
    send(file_id, PDF)
    assert service.finish(file_id, actor_id=cast.an.id).state is FileState.STORED


@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        (FileKind.AUDIO, "bài.mp3", PDF),
        (FileKind.PDF, "trang.pdf", b"<html><script>alert(1)</script></html>"),
        (FileKind.VIDEO, "phim.mp4", MADE[FileKind.VIDEO].body[:-9000]),
        (FileKind.IMAGE, "ảnh.jpg", MADE[FileKind.IMAGE].body[:9000]),
    ],
    ids=["a PDF named mp3", "a page named PDF", "a film cut in the middle", "a picture cut in the middle"],
)
def test_what_is_not_what_its_name_says_is_refused_in_words(bucket, cast, kind, name, body):
    file = sent(cast, body, kind=kind, name=name)
    assert file.state is FileState.REFUSED
    assert str(file.refusal_message)
    with pytest.raises(WrongMoment):
        service.open_upload(file.id)


def test_a_silent_store_is_one_sentence_and_the_row_stays(bucket, cast, world, monkeypatch):
    file_id = promise(cast, PDF)
    send(file_id, PDF)
    address = f"http://{HOST}:{free_port()}"
    dead = Storage(replace(bucket.settings, endpoint_url=address, public_url=address))
    with monkeypatch.context() as away:
        away.setitem(world.extensions, "award-storage", dead)
        for act in (lambda: service.open_upload(file_id), lambda: service.finish(file_id, actor_id=cast.an.id)):
            with pytest.raises(service.Unanswered) as refused:
                act()
            assert (refused.value.status, refused.value.field) == (503, None)
        assert queries.stored_file(file_id).state is FileState.WAITING
    assert service.finish(file_id, actor_id=cast.an.id).state is FileState.STORED


def test_a_check_during_which_the_store_falls_silent_is_done_again(bucket, cast, world, monkeypatch):
    file_id = promise(cast, PDF)
    send(file_id, PDF)
    service.finish(file_id, actor_id=cast.an.id)
    with monkeypatch.context() as away:
        away.setitem(world.extensions, "award-storage", None)
        run_due()
    assert queries.stored_file(file_id).state is FileState.STORED
    job = db.session.query(Job).filter_by(task="files.verify").one()
    job.run_after = job.created_at
    db.session.commit()
    run_due()
    assert queries.stored_file(file_id).state is FileState.VERIFIED


def test_giving_a_file_up_frees_its_bytes(bucket, cast):
    file = sent(cast, PDF)
    service.abandon(file, actor=cast.an)
    db.session.commit()
    run_due()
    assert bucket.head(file.key) is None
    assert file.state is FileState.ABANDONED


def test_bytes_that_the_server_made_are_verified_at_once(bucket, cast):
    made = MADE[FileKind.DOCUMENT]
    file = service.store_bytes(name=made.name, body=made.body, kinds=[FileKind.DOCUMENT], owner=None)
    assert (file.state, file.size) == (FileState.VERIFIED, len(made.body))
    assert b"".join(bucket.read(file.key)) == made.body
    with pytest.raises(Refusal):
        service.store_bytes(name="a.pdf", body=b"no PDF", kinds=[FileKind.PDF], owner=None)
