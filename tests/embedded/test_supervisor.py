"""The embedded installation as an operator meets it: started, killed in parts, stopped, started again, refused."""

import os
import signal
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from award.config import read_file
from award.embedded.ports import HOST, free_port
from award.embedded.supervisor import Child, Stopped, Supervisor
from tests.support.running import WAIT, running

pytestmark = [pytest.mark.storage, pytest.mark.long]


def test_it_starts_recovers_stops_cleanly_and_goes_on_from_its_data(tmp_path):
    instance = tmp_path / "instance"
    with running(instance) as first:
        first.wait_until(first.is_open)
        assert first.answer() == 200
        keys = read_file(instance / "settings.env")
        assert (instance / "settings.env").stat().st_mode & 0o077 == 0
        (worker,) = first.children("worker")
        os.kill(worker, signal.SIGKILL)
        first.wait_until(lambda: first.children("worker") not in ([], [worker]))
        (weed,) = first.children("weed")
        os.kill(weed, signal.SIGKILL)
        first.wait_until(lambda: "S3 server fell" in first.words())
        pids = [*first.children("gunicorn"), *first.children("worker")]
        assert first.stop(signal.SIGINT) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    with running(instance) as second:
        second.wait_until(second.is_open)
        assert second.answer() == 200
        assert read_file(instance / "settings.env") == keys
        with running(instance) as twin:
            assert twin.process.wait(WAIT) == 1
            assert "runs already" in twin.words()
        assert second.stop() == 0


class Interrupting(list):
    """A command at whose beginning somebody asks the supervisor to stop."""

    def __iter__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        return super().__iter__()


@pytest.fixture
def supervisor(tmp_path):
    found, before = Supervisor(tmp_path, host=HOST, port=free_port(), demo_entries=0), signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, found.stop_soon)
    yield found
    signal.signal(signal.SIGTERM, before)


def test_a_process_that_was_being_begun_when_the_stop_came_is_stopped_too(supervisor):
    child = Child("sleeper", Interrupting([sys.executable, "-c", "import time; time.sleep(600)"]))
    with pytest.raises(Stopped):
        supervisor.start(child)
    assert supervisor.children == [child]
    supervisor.stop_all()
    assert child.process.poll() == -signal.SIGTERM


def refusal(tmp_path, **environment) -> str:
    with running(tmp_path / "instance", **environment) as refused:
        assert refused.process.wait(WAIT) == 1
        (sentence,) = [line for line in refused.words().splitlines() if line]
        return sentence


def test_a_taken_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is taken" in refusal(tmp_path, PORT=str(port))


def test_a_bucket_that_does_not_answer_is_said_in_one_sentence(tmp_path):
    own = {
        "S3_ENDPOINT_URL": f"http://{HOST}:{free_port()}",
        "S3_BUCKET": "award",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
    assert "bucket “award”" in refusal(tmp_path, **own)


def test_a_half_set_group_is_said_in_one_sentence(tmp_path):
    assert "half set: S3_BUCKET" in refusal(tmp_path, S3_ENDPOINT_URL="http://127.0.0.1:1")


def test_a_database_of_a_newer_version_is_said_in_one_sentence(tmp_path):
    instance = tmp_path / "instance"
    instance.mkdir()
    with closing(sqlite3.connect(instance / "award.sqlite3")) as newer:
        newer.executescript(
            "CREATE TABLE alembic_version (version_num VARCHAR(32)); INSERT INTO alembic_version VALUES ('9999');"
        )
    assert "newer" in refusal(tmp_path)
