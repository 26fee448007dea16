"""An application whose database several connections share: for what many do at once."""

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
