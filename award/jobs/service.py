"""Putting work aside and doing it: claim with a lease, work, finish. A lease that ran out is claimed again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from award.db import db, transaction
from award.jobs import queries
from award.jobs.models import Job
from award.jobs.states import JobState
from award.kit import clock

LEASE = timedelta(minutes=5)
TRIES = 5

TASKS: dict[str, Callable[..., None]] = {}


def task(name: str) -> Callable:
    """Registers a function as the work called `name`; it gets the job's arguments by keyword and opens its own
    transactions. It may be run twice, so it must be safe to repeat."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        TASKS[name] = function
        return function

    return decorate


def enqueue(name: str, *, key: str | None = None, run_after: datetime | None = None, **arguments: Any) -> Job | None:
    """Adds work in the caller's transaction; None where the same `key` is waiting already."""
    if key and queries.is_waiting(key):
        return None
    now = clock.now()
    job = Job(
        task=name, key=key, arguments=arguments, created_at=now, run_after=run_after or now, done=0, total=0, tries=0
    )
    job.state = JobState.WAITING
    db.session.add(job)
    db.session.flush()
    return job


def claim(worker: str) -> Job | None:
    """Takes the next due job under a lease, in a transaction of its own; None when nothing is due."""
    with transaction():
        job = queries.next_due(clock.now())
        if job is None:
            return None
        job.state, job.leased_by, job.leased_until, job.tries = (
            JobState.LEASED,
            worker,
            clock.now() + LEASE,
            job.tries + 1,
        )
    return job


def run(job: Job, worker: str) -> None:
    """Does a claimed job; a fault puts it back with a growing pause, the last try marks it failed."""
    job_id, name, arguments = job.id, job.task, dict(job.arguments)
    try:
        TASKS[name](**arguments)
    except Exception as fault:
        db.session.rollback()
        _finish(job_id, worker, fault=f"{type(fault).__name__}: {fault}")
        return
    _finish(job_id, worker)


def _finish(job_id: Any, worker: str, fault: str | None = None) -> None:
    with transaction():
        job = db.session.get(Job, job_id)
        if job.leased_by != worker:
            return
        job.leased_until = job.leased_by = None
        if fault is None:
            job.state, job.finished_at, job.fault = JobState.DONE, clock.now(), None
        elif job.tries >= TRIES:
            job.state, job.finished_at, job.fault = JobState.FAILED, clock.now(), fault
        else:
            job.state, job.run_after, job.fault = (
                JobState.WAITING,
                clock.now() + timedelta(seconds=5 * 3**job.tries),
                fault,
            )


def run_due(worker: str = "inline", limit: int | None = None) -> int:
    """Does all that is due now and returns how many jobs that were: for tests, the demo and `worker --once`."""
    count = 0
    while limit is None or count < limit:
        job = claim(worker)
        if job is None:
            break
        run(job, worker)
        count += 1
    return count
