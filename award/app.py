"""The application: the only place that wires everything."""

import os
from importlib import import_module

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.middleware.proxy_fix import ProxyFix

from award import cli, config
from award.accounts.queries import person_of_session
from award.config import ROOT, Settings
from award.db import db, prepare, use_data_key
from award.fetcher import Fetcher
from award.kit import clock
from award.storage import Storage
from award.web import doors, errors, filters, headers, language

# From the ground up; a package without a room simply does not have the file.
PACKAGES = (
    "audit",
    "jobs",
    "outbox",
    "accounts",
    "editions",
    "files",
    "evidence",
    "entries",
    "screening",
    "intake",
    "papers",
    "judging",
    "council",
    "gallery",
    "forwarding",
    "desk",
    "site",
)


def create_app(settings: Settings | None = None) -> Flask:
    """Builds the application from `settings`, or from the environment.

    Raises `SettingsFault` for wrong settings and `RuntimeError` for a route without a door.
    """
    settings = settings or config.read(dict(os.environ))
    settings.instance.mkdir(parents=True, exist_ok=True)
    clock.use_zone(settings.timezone)
    use_data_key(settings.data_key)
    app = Flask("award", root_path=str(ROOT), instance_path=str(settings.instance))
    app.jinja_environment = filters.Templates
    app.config.update(_flask_settings(settings))
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies, x_host=0
        )
    _install_outside(app, settings)
    _install_database(app)
    _install_web(app, settings)
    _register_packages(app)
    cli.install(app)
    doors.check_doors(app)
    return app


def _flask_settings(settings: Settings) -> dict:
    return {
        "AWARD": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.public_url.startswith("https://"),
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
        "BOOTSTRAP_SERVE_LOCAL": True,
    }


def _install_outside(app: Flask, settings: Settings) -> None:
    app.extensions["award-storage"] = Storage(settings.storage) if settings.storage else None
    app.extensions["award-fetcher"] = Fetcher(agent=f"Mozilla/5.0 (compatible; GiaiBaoChi/1.0; +{settings.public_url})")


def _install_database(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), compare_type=True, render_as_batch=True)
    with app.app_context():
        prepare(db.engine)


def _install_web(app: Flask, settings: Settings) -> None:
    public_storage = settings.storage.public_url if settings.storage else None
    login = LoginManager(app)
    login.user_loader(person_of_session)
    CSRFProtect(app)
    Bootstrap5(app)
    app.extensions["award-limits"] = FixedWindowRateLimiter(storage_from_string(settings.redis_url or "memory://"))
    language.install(app)
    filters.install(app)
    headers.install(app, storage_url=public_storage, secure=settings.public_url.startswith("https://"))
    errors.install(app)


def _register_packages(app: Flask) -> None:
    """Imports every package's models and tasks and what papers it offers, then its pages."""
    for package in PACKAGES:
        for room in ("models", "tasks", "offers"):
            _room(package, room)
    for package in PACKAGES:
        views = _room(package, "views")
        if views:
            app.register_blueprint(views.blueprint)
            if hasattr(views, "install"):
                views.install(app)


def _room(package: str, room: str):
    folder = ROOT / "award" / package
    if (folder / f"{room}.py").exists() or (folder / room).is_dir():
        return import_module(f"award.{package}.{room}")
    return None
