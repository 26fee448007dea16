"""The suite's ground: one application, a database that is fresh for every test, a real S3 server, a fixed cast."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from award.config import ObjectStorage
from award.db import db
from award.embedded.ports import HOST, free_block
from award.embedded.s3 import S3Server
from tests.support.application import make_application
from tests.support.cast import Cast
from tests.support.clamd import NO_CLAMD, clamd_program
from tests.support.client import Client
from tests.support.crowd import crowded  # noqa: F401 -- a fixture for all
from tests.support.databases import database_for_tests

NO_OFFICE = "no LibreOffice on this machine (Debian: apt-get install --no-install-recommends libreoffice-writer-nogui)"
NO_CHROMIUM = "no Chromium on this machine (Debian: apt-get install chromium)"
ACCESS_KEY, SECRET_KEY, BUCKET = "test-access-key", "test-secret-key-0001", "award-test"
# A busy machine is not a fault of the code: no property is judged by how fast its examples are made.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def databases():
    """The database of the run: SQLite in memory, or a real PostgreSQL where AWARD_TEST_DATABASE says so."""
    with database_for_tests(os.environ.get("AWARD_TEST_DATABASE", "sqlite")) as found:
        yield found


@pytest.fixture(scope="session")
def s3_settings():
    """Where the suite's S3 server is, or will be once a test asks for it."""
    url = f"http://{HOST}:{free_block(5)}"
    return ObjectStorage(url, url, BUCKET, ACCESS_KEY, SECRET_KEY, "us-east-1")


@pytest.fixture(scope="session")
def app(databases, s3_settings, tmp_path_factory):
    """The application, wired once."""
    application = make_application(databases.url, tmp_path_factory.mktemp("instance"), s3_settings)
    application.config.update(PROPAGATE_FAULTS=True)
    application.test_client_class = Client
    databases.make_template(application)
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(app, databases):
    """A fresh database and an application context: ask for it to touch the database at all."""
    databases.reset(app)
    with app.app_context():
        yield app
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def cast(world) -> Cast:
    """The people of all tests; nobody is stored before a test names them."""
    return Cast()


@pytest.fixture
def things(cast) -> dict[str, object]:
    """One of each thing that an address can name; read when asked for, since it needs nearly every package."""
    from tests.support.things import one_of_each

    return one_of_each(cast)


@pytest.fixture
def client(world) -> Client:
    """A browser without script: `client.enter_as(person)` signs in."""
    return world.test_client()


@pytest.fixture(scope="session")
def s3_server(s3_settings):
    """A real S3 server for the run."""
    with tempfile.TemporaryDirectory(prefix="award-s3-") as folder:
        server = S3Server(
            Path(folder),
            access_key=ACCESS_KEY,
            secret_key=SECRET_KEY,
            bucket=BUCKET,
            first_port=int(s3_settings.endpoint_url.rsplit(":", 1)[1]),
        )
        server.start(["*"])
        yield server
        # Nothing of it is kept; told to end, it would wait ten seconds for connections that the suite still holds.
        server.process.kill()
        server.process.wait()


@pytest.fixture
def bucket(world, s3_server):
    """The application's bucket on the real server."""
    return world.extensions["award-storage"]


def chromium() -> str | None:
    """The Chromium of this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(config, items):
    """Without Chromium the browser journeys are left out, without clamd what needs the real scanner, without LibreOffice
    what opens papers with it. On PostgreSQL only what meets the run's database is run: the rest is the same there."""
    items.sort(key=lambda item: not (item.get_closest_marker("browser") or item.get_closest_marker("long")))
    if os.environ.get("AWARD_TEST_DATABASE") == "postgresql":
        same = [item for item in items if "databases" not in item.fixturenames]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if "databases" in item.fixturenames]
    for item in items:
        if item.get_closest_marker("browser") and not chromium():
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))
        if item.get_closest_marker("scanner") and not clamd_program():
            item.add_marker(pytest.mark.skip(reason=NO_CLAMD))
        if item.get_closest_marker("office") and not shutil.which("soffice"):
            item.add_marker(pytest.mark.skip(reason=NO_OFFICE))


def pytest_xdist_make_scheduler(config, log):
    """A file's tests share what they began, and browsers would take the processor from each other: all journeys are one
    after the other."""
    from xdist.scheduler import LoadFileScheduling

    class JourneysAlone(LoadFileScheduling):
        def _split_scope(self, nodeid):
            scope = super()._split_scope(nodeid)
            return "journeys" if scope.startswith("tests/journeys/") else scope

    return JourneysAlone(config, log)


def pytest_terminal_summary(terminalreporter):
    """Says which tests were left out and why."""
    left_out = terminalreporter.stats.get("skipped", [])
    if left_out:
        terminalreporter.section("left out")
        for report in left_out:
            terminalreporter.line(f"{report.nodeid}: {report.longrepr[2].removeprefix('Skipped: ')}")


def pytest_sessionfinish(session, exitstatus):
    """Where everything is asked for, a journey or a scan that was left out fails the run; LibreOffice cannot be had
    everywhere, and what needs it is named only."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    missed = [report for report in skipped if report.longrepr[2].endswith((NO_CHROMIUM, NO_CLAMD))]
    if os.environ.get("AWARD_EVERY_JOURNEY") and missed and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
