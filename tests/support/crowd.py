"""An application whose database several connections share: for what many do at once."""

import threading

import pytest

from award.db import db
from tests.support.application import make_application
from tests.support.databases import running_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def crowded(request, tmp_path):
    """An application of its own on a database that several connections share."""
    if request.param == "sqlite":
        yield _application(f"sqlite:///{tmp_path}/award.db", tmp_path)
    else:
        with running_postgresql() as url:
            app = _application(url, tmp_path)
            yield app
            with app.app_context():
                db.engine.dispose()


def _application(url, folder):
    app = make_application(url, folder)
    with app.app_context():
        db.create_all()
    return app


def window(app, session_id):
    """A browser of its own for somebody, by what `get_id` answered."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    return client


def at_once(*acts):
    """Runs all of them from one signal; answers their statuses in order."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait()
        found[place] = act().status_code

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
