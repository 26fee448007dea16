"""Real worker processes on one database: killed in the middle, nothing is lost and nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from award.config import ROOT
from award.db import Base
from award.jobs.models import Job
from award.jobs.states import JobState
from award.kit.codes import new_id
from award.outbox.models import Letter
from award.outbox.states import LetterState

# Long, since it only bounds how late a fault is told.
WAIT = 300
# Alarms of what is done again and again wait always.
LETTERS = sa.select(Job).where(Job.task == "outbox.send")


@pytest.fixture
def installation(tmp_path, databases, world):
    """An engine and the environment of worker processes on a database that they can share with the test."""
    url = f"sqlite:///{tmp_path / 'award.sqlite3'}" if databases.url == "sqlite://" else databases.url
    engine = sa.create_engine(url)
    if databases.url == "sqlite://":
        Base.metadata.create_all(engine)
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "SECRET_KEY": "s" * 40,
        "DATA_KEY": "d" * 40,
        "DATABASE_URL": url,
        "AWARD_INSTANCE": str(tmp_path),
    }
    yield engine, environment
    engine.dispose()


def worker(environment, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def store_letters(engine, count: int) -> None:
    """Letters and their jobs, as a door's commit leaves them."""
    now = datetime.now(UTC)
    values = {"name": "An", "at": {"_moment": now.isoformat()}}
    with sa.orm.Session(engine) as session:
        for number in range(count):
            letter = Letter(
                id=new_id(),
                template="accounts/password_set",
                subject="",
                values=values,
                language="vi",
                recipient=f"a{number}@example.vn",
                state=LetterState.WAITING,
                created_at=now,
                tries=0,
            )
            job = Job(
                task="outbox.send", arguments={"letter_id": str(letter.id)}, created_at=now, run_after=now, tries=0
            )
            session.add_all([letter, job])
        session.commit()


def column(engine, statement) -> list:
    with sa.orm.Session(engine) as session:
        return list(session.scalars(statement))


def until(condition, seconds: float = WAIT) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "this took too long"
        time.sleep(0.02)


def test_two_workers_do_everything_once(installation):
    engine, environment = installation
    store_letters(engine, 40)
    workers = [worker(environment, "--once") for _ in range(2)]
    faults = [process.communicate(timeout=WAIT)[1] for process in workers]
    assert [process.returncode for process in workers] == [0, 0], faults
    assert set(column(engine, sa.select(Letter.state))) == {LetterState.KEPT}
    assert set(column(engine, LETTERS.with_only_columns(Job.state))) == {JobState.DONE}
    assert set(column(engine, LETTERS.with_only_columns(Job.tries))) == {1}


def test_a_worker_killed_in_the_middle_loses_nothing(installation):
    engine, environment = installation
    store_letters(engine, 200)
    killed = worker(environment)
    until(lambda: LetterState.KEPT in column(engine, sa.select(Letter.state)))
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=WAIT)
    states = column(engine, sa.select(Job.state))
    assert JobState.WAITING in states, "it was killed before it was done"
    with engine.begin() as connection:
        ended = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(sa.update(Job).where(Job.state == JobState.LEASED).values(leased_until=ended))
    heir = worker(environment, "--once")
    fault = heir.communicate(timeout=WAIT)[1]
    assert heir.returncode == 0, fault
    assert set(column(engine, sa.select(Letter.state))) == {LetterState.KEPT}
    assert set(column(engine, LETTERS.with_only_columns(Job.state))) == {JobState.DONE}


def test_a_worker_told_to_end_finishes_what_it_has_in_hand(installation):
    engine, environment = installation
    store_letters(engine, 200)
    told = worker(environment)
    until(lambda: LetterState.KEPT in column(engine, sa.select(Letter.state)))
    told.send_signal(signal.SIGTERM)
    fault = told.communicate(timeout=WAIT)[1]
    assert told.returncode == 0, fault
    assert JobState.LEASED not in column(engine, sa.select(Job.state))
