"""A worker may die at any moment: its work is done by another, and it can spoil nothing when it comes late."""

from datetime import timedelta

import pytest

from award.db import db
from award.jobs import queries, service
from award.jobs.models import Job
from award.jobs.states import JobState
from award.kit import clock

DONE: list[int] = []


@pytest.fixture(autouse=True)
def _tasks(world):
    """A task that notes, one that always fails, and one that fails its first two tries."""
    DONE.clear()
    service.task("test.note")(lambda number: DONE.append(number))
    service.task("test.fail")(lambda: 1 / 0)
    yield
    for name in ("test.note", "test.fail"):
        service.TASKS.pop(name)


def waiting(name="test.note", **more) -> Job:
    job = service.enqueue(name, **more)
    db.session.commit()
    return job


def stored(job: Job) -> Job:
    db.session.rollback()
    return db.session.get(Job, job.id, populate_existing=True)


def test_a_job_is_claimed_by_one_worker_only():
    waiting(number=1)
    assert service.claim("first") is not None
    assert service.claim("second") is None


def test_the_work_of_a_killed_worker_is_done_by_another():
    job = waiting(number=1)
    service.claim("killed")
    with clock.at(clock.now() + service.LEASE + timedelta(seconds=1)):
        assert service.run_due("next") == 1
    assert DONE == [1]
    assert stored(job).state is JobState.DONE


def test_a_worker_that_comes_late_changes_nothing():
    job = service.claim("late") if waiting(number=1) else None
    with clock.at(clock.now() + service.LEASE + timedelta(seconds=1)):
        service.claim("next")
        service._finish(job.id, "late")
        assert stored(job).state is JobState.LEASED
        assert stored(job).leased_by == "next"
        service._finish(job.id, "late", fault="too late")
        assert stored(job).state is JobState.LEASED


def test_a_job_that_kills_every_worker_is_given_up():
    job, moment = waiting(number=1), clock.now()
    for _try in range(service.TRIES):
        with clock.at(moment):
            assert service.claim("killed") is not None
        moment += service.LEASE + timedelta(seconds=1)
    with clock.at(moment):
        assert service.claim("careful") is None
    assert stored(job).state is JobState.FAILED
    assert "died" in stored(job).fault


def test_a_fault_is_tried_again_with_growing_pauses_and_ends_failed():
    job, moment, pauses = waiting("test.fail"), clock.now(), []
    for _try in range(service.TRIES):
        with clock.at(moment):
            assert service.run_due() == 1
        pauses.append(stored(job).run_after - moment)
        moment = max(stored(job).run_after, moment)
    assert pauses[:-1] == sorted(pauses[:-1])
    assert pauses[0] < pauses[1]
    assert stored(job).state is JobState.FAILED
    assert stored(job).fault == "ZeroDivisionError: division by zero"
    with clock.at(moment + timedelta(days=9)):
        assert service.run_due() == 0


def test_one_key_waits_only_once():
    assert service.enqueue("test.note", key="entry-1", number=1) is not None
    assert service.enqueue("test.note", key="entry-1", number=2) is None
    assert service.enqueue("test.note", key="entry-2", number=3) is not None
    db.session.commit()
    service.run_due()
    assert sorted(DONE) == [1, 3]


def test_work_asked_for_again_while_it_is_at_work_is_done_again():
    waiting("test.fail", key="entry-1")
    job = service.claim("slow")
    assert waiting("test.note", key="entry-1", number=2) is not None
    service.run(job, "slow")
    assert stored(job).state is JobState.WAITING
    service.run_due(limit=1)
    assert DONE == [2]


def test_work_for_later_waits_until_then():
    waiting(number=1, run_after=clock.now() + timedelta(hours=1))
    assert service.run_due() == 0
    with clock.at(clock.now() + timedelta(hours=1)):
        assert service.run_due() == 1


def test_work_of_an_act_that_was_not_kept_is_never_done():
    service.enqueue("test.note", number=1)
    db.session.rollback()
    assert service.run_due() == 0
    assert queries.counts() == {}
