"""The application as the suite runs it."""

from pathlib import Path

from flask import Flask

from award.app import create_app
from award.config import ObjectStorage, Settings


def make_application(database_url: str, instance: Path, storage: ObjectStorage | None = None) -> Flask:
    """Wired for a database: without tokens in forms, without limits on tries, in touch with nothing but `storage`."""
    application = create_app(
        Settings(
            secret_key="s" * 40,
            data_key="d" * 40,
            database_url=database_url,
            instance=instance,
            storage=storage,
            smtp_url=None,
            mail_from="award@example.vn",
            redis_url=None,
            clamd_url=None,
            public_url="http://localhost",
            timezone="Asia/Ho_Chi_Minh",
            metrics=False,
        )
    )
    application.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    return application
