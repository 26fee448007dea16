"""An application whose database several connections share: for what many do at once."""

import pytest

from award.app import create_app
from award.config import Settings
from award.db import db
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
    settings = Settings(
        secret_key="s" * 40,
        data_key="d" * 40,
        database_url=url,
        instance=folder,
        storage=None,
        smtp_url=None,
        mail_from="award@example.vn",
        redis_url=None,
        clamd_url=None,
        public_url="http://localhost",
        timezone="Asia/Ho_Chi_Minh",
        metrics=False,
    )
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        db.create_all()
    return app
