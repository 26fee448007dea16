"""Two people at once never give one place twice: the writer's lock, on a database that threads really share."""

import contextvars
from threading import Barrier, Thread

import pytest

from award.app import create_app
from award.council import queries
from award.db import db
from tests.council.support import marked_works
from tests.support.cast import Cast
from tests.support.client import Client
from tests.support.editions import make_edition

WORKS = 6


@pytest.fixture
def shared(app, databases, tmp_path):
    """An application on a database of several connections: the run's own PostgreSQL, or SQLite in a file."""
    if databases.url != "sqlite://":
        databases.reset(app)
        yield app
        return
    settings = app.config["AWARD"].__class__(
        **{**vars(app.config["AWARD"]), "database_url": f"sqlite:///{tmp_path}/award.db", "instance": tmp_path}
    )
    other = create_app(settings)
    other.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_FAULTS=True)
    other.test_client_class = Client
    with other.app_context():
        db.create_all()
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


def test_one_place_is_given_once_however_many_ask_at_the_same_time(shared):
    with shared.app_context():
        cast, edition = Cast(), make_edition()
        cast.appoint(edition)
        marked_works(edition, cast.an, *["9"] * WORKS)
        edition_id, secretary = edition.id, cast.dung.get_id()
        db.session.commit()
        db.session.remove()
    start, statuses = Barrier(WORKS), []

    def ask(number: int) -> None:
        client = shared.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = secretary
        start.wait()
        address = "/editions/thu-2023/prizes/give"
        with shared.app_context():
            answer = client.post(address, data={"work": f"BI-{number:03d}", "level": "a"})
        statuses.append(answer.status_code)

    threads = [Thread(target=contextvars.Context().run, args=(ask, number)) for number in range(1, WORKS + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303, *[422] * (WORKS - 1)]
    with shared.app_context():
        assert len(queries.prizes(edition_id)) == 1
        db.session.rollback()
