"""Putting work aside and doing it: claim with a lease, work, finish. A lease that ran out is claimed again."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from award.db import db, transaction
from award.jobs import queries
from award.jobs.models import Job
from award.jobs.states import JobState
from award.kit import clock

LEASE = timedelta(minutes=5)
TRIES = 5
LONGEST_PAUSE = timedelta(hours=6)

TASKS: dict[str, Callable[..., None]] = {}
_tries: dict[str, int] = {}
_pauses: dict[str, timedelta] = {}
# Set when this process was asked to end: long work in hand ends where it next says how far it is.
STOPPING = Event()
_at_work: ContextVar[tuple[Any, str] | None] = ContextVar("award_job_at_work", default=None)


class Overtaken(Exception):
    """The lease of the work in hand ran out, and another worker does it now."""


class Stopping(Exception):
    """The worker was asked to end; the work in hand is put back untried."""


def task(name: str, *, tries: int = TRIES, every: timedelta | None = None) -> Callable:
    """Registers a function as the work called `name`; it gets the job's arguments by keyword and opens its own
    transactions. It may be run twice, so it must be safe to repeat. After `tries` faults it is given up.

    Work with `every` is done again and again with that pause: the worker sets its alarm (`set_alarms`)."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        TASKS[name] = function
        _tries[name] = tries
        if every is not None:
            _pauses[name] = every
        return function

    return decorate


def enqueue(
    name: str, *, key: str | None = None, run_after: datetime | None = None, low: bool = False, **arguments: Any
) -> Job | None:
    """Adds work in the caller's transaction; None where the same `key` is waiting already. `low` work is done when no
    other is due."""
    if key and queries.is_waiting(key):
        return None
    now = clock.now()
    job = Job(task=name, key=key, arguments=arguments, low=low, done=0, total=0, tries=0)
    job.created_at, job.run_after = now, run_after or now
    job.state = JobState.WAITING
    db.session.add(job)
    db.session.flush()
    return job


def set_alarms() -> None:
    """Sees to it that work which is done again and again waits somewhere; done at any time, and by several workers, it
    makes no second alarm."""
    missing = [name for name in _pauses if not queries.is_waiting(_alarm(name))]
    if missing:
        with transaction():
            for name in missing:
                enqueue(name, key=_alarm(name))


def _alarm(name: str) -> str:
    return f"again:{name}"


def _ring_again(job: Job) -> None:
    """The next alarm is set with the end of the last."""
    if job.task in _pauses and job.key == _alarm(job.task):
        enqueue(job.task, key=job.key, run_after=clock.now() + _pauses[job.task])


def claim(worker: str) -> Job | None:
    """Takes the next due job under a lease, in a transaction of its own; None when nothing is due.

    A job whose workers died at every try is given up, so that it cannot kill them for ever.
    """
    with transaction():
        while (job := queries.next_due(clock.now())) is not None:
            if job.tries < _tries.get(job.task, TRIES):
                break
            job.state, job.finished_at, job.leased_by, job.leased_until = JobState.FAILED, clock.now(), None, None
            job.fault = job.fault or "its worker died at every try"
            db.session.flush()
        if job is None:
            return None
        job.state, job.tries = JobState.LEASED, job.tries + 1
        job.leased_by, job.leased_until = worker, clock.now() + LEASE
    return job


def run(job: Job, worker: str) -> None:
    """Does a claimed job; a fault puts it back with a growing pause, the last try marks it failed."""
    job_id, name, arguments = job.id, job.task, dict(job.arguments)
    at_work = _at_work.set((job_id, worker))
    try:
        TASKS[name](**arguments)
    except Stopping:
        db.session.rollback()
        _put_back(job_id, worker)
        return
    except Exception as fault:
        db.session.rollback()
        _finish(job_id, worker, fault=f"{type(fault).__name__}: {fault}")
        return
    finally:
        _at_work.reset(at_work)
    _finish(job_id, worker)


def report(done: int, total: int) -> None:
    """Says how far the work in hand is, and keeps its lease for as long again: long work calls it from time to time,
    outside a transaction. Raises `Overtaken` where the lease ran out and another worker took the work over, and
    `Stopping` where the worker shall end. Outside of any work it does nothing."""
    if STOPPING.is_set():
        raise Stopping
    job_id, worker = _at_work.get() or (None, None)
    if job_id is None:
        return
    with transaction():
        job = db.session.get(Job, job_id)
        if job.leased_by != worker:
            raise Overtaken("another worker has taken this work over")
        job.done, job.total, job.leased_until = done, total, clock.now() + LEASE


def _finish(job_id: Any, worker: str, fault: str | None = None) -> None:
    """Ends the worker's lease; a worker that comes late, after its lease was taken over, changes nothing."""
    with transaction():
        job = db.session.get(Job, job_id)
        if job.leased_by != worker:
            return
        job.leased_until = job.leased_by = None
        if fault is None:
            job.state, job.finished_at, job.fault = JobState.DONE, clock.now(), None
            _ring_again(job)
        elif job.tries >= _tries.get(job.task, TRIES):
            job.state, job.finished_at, job.fault = JobState.FAILED, clock.now(), fault
            _ring_again(job)
        else:
            _wait_again(job, fault)


def _put_back(job_id: Any, worker: str) -> None:
    """Leaves the work to the next worker at once, as if it had not been begun."""
    with transaction():
        job = db.session.get(Job, job_id)
        if job.leased_by != worker:
            return
        if job.key and queries.is_waiting(job.key):
            job.key = None
        job.state, job.tries, job.leased_until, job.leased_by = JobState.WAITING, job.tries - 1, None, None


def _wait_again(job: Job, fault: str) -> None:
    if job.key and queries.is_waiting(job.key):
        job.key = None  # the same work was asked for again meanwhile, and one key waits only once
    pause = min(timedelta(seconds=5 * 3**job.tries), LONGEST_PAUSE)
    job.state, job.run_after, job.fault = JobState.WAITING, clock.now() + pause, fault


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
