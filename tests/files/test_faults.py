"""What breaks on the way: the server killed between any two steps, and names of every kind. No acknowledged byte is lost,
and every upload ends with equal hashes."""

import hashlib
from datetime import timedelta

import pytest

from award.db import db
from award.editions.states import FileKind
from award.files import queries, service
from award.files.promises import is_same
from award.files.states import FileState
from award.jobs.service import run_due
from award.kit import clock
from award.storage import Storage
from tests.files.browser import send
from tests.files.samples import PDF, long_sound, promise

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
