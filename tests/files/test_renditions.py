"""Light copies: made by the worker beside an original that stays as it is."""

import hashlib
import io
import threading
from datetime import timedelta
from pathlib import Path

import av
import pytest
from PIL import Image

from award.db import db
from award.editions.states import FileKind
from award.files import queries, renditions, service
from award.files.service.sweeping import sweep
from award.files.states import FileState, RenditionKind
from award.jobs import service as jobs
from award.jobs.models import Job
from award.jobs.service import run_due
from award.jobs.states import JobState
from award.kit import clock
from award.kit.codes import new_id
from tests.files.browser import send
from tests.files.samples import MADE, long_sound, photograph, promise
from tests.support.counting import counted_statements

pytestmark = pytest.mark.storage


def arrived(cast, body, kind, name=None):
    """A file that was sent and looked at; its copies are made."""
    file_id = promise(cast, body, kind, name)
    send(file_id, body)
    service.finish(file_id, actor_id=cast.an.id)
    run_due()
    file = queries.stored_file(file_id)
    assert file.state is FileState.VERIFIED, file.refusal
    return file


def body_of(bucket, rendition):
    return b"".join(bucket.read(queries.stored_file(rendition.id).key))


def test_a_pdf_becomes_pages_and_a_thumbnail_and_stays_as_it_is(bucket, cast):
    body = MADE[FileKind.PDF].body
    file = arrived(cast, body, FileKind.PDF)
    made = queries.renditions_of([file.id])[file.id]
    assert [page.place for page in made.pages] == list(range(1, file.probe["pages"] + 1))
    with Image.open(io.BytesIO(body_of(bucket, made.pages[0]))) as page:
        assert (page.format, page.width) == ("WEBP", made.pages[0].probe["width"])
        assert page.width >= 1000
    assert max(made.thumbnail.probe.values()) <= 320
    assert hashlib.sha256(b"".join(bucket.read(file.key))).hexdigest() == hashlib.sha256(body).hexdigest()


def test_a_photograph_becomes_three_sizes_upright_and_tells_nothing_of_its_maker(bucket, cast):
    body = photograph(2000, 1000, turned=6, maker="Le Thi An")
    file = arrived(cast, body, FileKind.IMAGE, "ảnh.jpg")
    assert (file.probe["width"], file.probe["height"], file.probe["turned"]) == (1000, 2000, 6)
    assert file.probe["taken_at"] == "2023-05-19T07:30:00"
    made = queries.renditions_of([file.id])[file.id]
    for copy, side in ((made.large, 1600), (made.small, 800), (made.thumbnail, 320)):
        copied = body_of(bucket, copy)
        with Image.open(io.BytesIO(copied)) as picture:
            assert (picture.height, picture.width) == (side, side // 2)
            assert not picture.getexif()
        assert b"Le Thi An" not in copied
    assert b"Le Thi An" in b"".join(bucket.read(file.key))


def test_a_film_becomes_a_light_one_that_begins_to_play_at_once(bucket, cast):
    file = arrived(cast, MADE[FileKind.VIDEO].body, FileKind.VIDEO)
    made = queries.renditions_of([file.id])[file.id]
    body = body_of(bucket, made.light)
    assert 0 < body.find(b"moov") < body.find(b"mdat")
    with av.open(io.BytesIO(body)) as film:
        assert [stream.codec_context.name for stream in film.streams] == ["h264", "aac"]
        assert film.streams.video[0].codec_context.height <= 480
        assert abs(film.duration / 1_000_000 - float(file.probe["seconds"])) < 0.3
    assert made.thumbnail


def test_a_long_sound_becomes_light_and_one_that_is_light_already_has_a_copy_no_heavier(bucket, cast):
    file = arrived(cast, long_sound(20), FileKind.AUDIO, "phát thanh.wav")
    light = queries.renditions_of([file.id])[file.id].light
    assert (light.type, light.size < file.size / 10) == ("audio/mpeg", True)
    short = arrived(cast, MADE[FileKind.AUDIO].body, FileKind.AUDIO)
    copy = queries.renditions_of([short.id])[short.id].light
    with (
        av.open(io.BytesIO(body_of(bucket, copy))) as sound,
        av.open(io.BytesIO(MADE[FileKind.AUDIO].body)) as original,
    ):
        assert sound.streams.audio[0].bit_rate <= max(original.streams.audio[0].bit_rate, 32_000)
        assert "title" not in sound.metadata


def test_made_twice_there_is_one_of_each(bucket, cast):
    file = arrived(cast, MADE[FileKind.PDF].body, FileKind.PDF)
    before = [row.id for row in queries.rendition_rows(file.id)]
    jobs.TASKS["files.render"](file_id=str(file.id))
    assert [row.id for row in queries.rendition_rows(file.id)] == before


def test_files_from_before_there_were_copies_get_them_when_asked(world, bucket, cast):
    file_id = arrived(cast, MADE[FileKind.IMAGE].body, FileKind.IMAGE).id
    for row in queries.rendition_rows(file_id):
        db.session.delete(row)
    db.session.commit()
    assert "1 files" in world.test_cli_runner().invoke(args=["files", "render"]).output
    run_due()
    assert queries.renditions_of([file_id])[file_id].large


def test_two_workers_at_once_leave_one_of_each(bucket, cast, monkeypatch):
    file_id = arrived(cast, MADE[FileKind.PDF].body, FileKind.PDF).id
    for row in queries.rendition_rows(file_id):
        db.session.delete(row)
    db.session.commit()
    put, render = service.put_rendition, jobs.TASKS["files.render"]

    def overtaken(copy):
        monkeypatch.setattr(service, "put_rendition", put)
        render(file_id=str(file_id))
        return put(copy)

    monkeypatch.setattr(service, "put_rendition", overtaken)
    render(file_id=str(file_id))
    places = [(row.rendition, row.place) for row in queries.rendition_rows(file_id)]
    assert len(places) == len(set(places)) > 1


def test_copies_go_with_their_original(bucket, cast):
    file = arrived(cast, MADE[FileKind.PDF].body, FileKind.PDF)
    assert queries.texts_of([file.id])[file.id]
    keys = [row.key for row in queries.rendition_rows(file.id)]
    service.abandon(file, actor=cast.an)
    db.session.commit()
    run_due()
    assert not queries.texts_of([file.id])
    assert not queries.renditions_of([file.id])[file.id].pages
    assert all(bucket.head(key) is None for key in keys)


def test_the_broom_and_the_reading_again_know_copies(world, bucket, cast, monkeypatch):
    file = arrived(cast, MADE[FileKind.PDF].body, FileKind.PDF)
    rows = queries.rendition_rows(file.id)
    left = service.put_rendition(copy_left_behind(file))
    with clock.at(clock.now() + timedelta(days=2)):
        found = sweep()
    assert (left.key in found.removed, found.lost) == (True, [])
    assert bucket.head(left.key) is None
    assert all(bucket.head(row.key) for row in rows)
    result = world.test_cli_runner().invoke(args=["files", "verify"])
    assert f"{len(rows) + 1} of {len(rows) + 1}" in result.output
    assert "0 files" in world.test_cli_runner().invoke(args=["files", "render"]).output
    bucket.put(rows[0].key, b"other bytes", "image/webp")
    assert world.test_cli_runner().invoke(args=["files", "verify"]).exit_code == 1


def copy_left_behind(file):
    """A copy that a worker had put into the bucket when it was killed."""
    path = Path(__file__)
    return renditions.Copy(RenditionKind.PAGE, 99, path, "99", "image/webp", path.stat().st_size, "0" * 64, {})


def test_copies_are_made_after_everything_else_and_say_how_far_they_are(bucket, cast, monkeypatch):
    file_id = promise(cast, MADE[FileKind.PDF].body)
    send(file_id, MADE[FileKind.PDF].body)
    service.finish(file_id, actor_id=cast.an.id)
    run_due(limit=1)
    assert queries.rendering_progress([file_id]) == {file_id: 0}
    told = []

    @jobs.task("tests.urgent")
    def urgent():
        told.append(queries.rendering_progress([file_id]))

    jobs.enqueue("tests.urgent")
    db.session.commit()
    run_due()
    assert told == [{file_id: 0}]
    assert queries.rendering_progress([file_id]) == {}


def test_work_tells_how_far_it_is_and_keeps_its_lease(world):
    seen = []

    @jobs.task("tests.long")
    def long():
        before = db.session.query(Job).one().leased_until
        db.session.rollback()
        jobs.report(1, 4)
        job = db.session.query(Job).one()
        seen.append((job.done, job.total, job.leased_until >= before))
        job.leased_by = "somebody else"
        db.session.commit()
        with pytest.raises(jobs.Overtaken):
            jobs.report(2, 4)

    jobs.enqueue("tests.long")
    db.session.commit()
    run_due()
    assert seen == [(1, 4, True)]


def test_the_bucket_away_in_the_middle_is_tried_again(bucket, cast, world, monkeypatch):
    body = MADE[FileKind.PDF].body
    file_id = promise(cast, body)
    send(file_id, body)
    service.finish(file_id, actor_id=cast.an.id)
    run_due(limit=1)
    with monkeypatch.context() as away:
        away.setitem(world.extensions, "award-storage", None)
        run_due()
    assert not queries.rendition_rows(file_id)
    job = db.session.query(Job).filter_by(task="files.render").one()
    job.run_after = job.created_at
    db.session.commit()
    run_due()
    assert queries.renditions_of([file_id])[file_id].thumbnail


def test_work_of_a_worker_that_shall_end_is_put_back_untried(world, monkeypatch):
    @jobs.task("tests.ended")
    def ended():
        monkeypatch.setattr(jobs, "STOPPING", threading.Event())
        jobs.STOPPING.set()
        jobs.report(1, 2)

    jobs.enqueue("tests.ended")
    db.session.commit()
    run_due(limit=1)
    job = db.session.query(Job).one()
    assert (job.state, job.tries, job.leased_by) == (JobState.WAITING, 0, None)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_copies_of_many_files_are_one_statement(world, count):
    ids = [new_id() for _ in range(count)]
    with counted_statements() as statements:
        queries.renditions_of(ids)
        queries.texts_of(ids)
        queries.rendering_progress(ids)
    assert len(statements) == 3
