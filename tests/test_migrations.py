"""The migrations make the database that the models describe, on both databases, and a newer one is refused."""

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from award.app import create_app
from award.config import Settings
from award.db import db, schema_fault
from award.kit.codes import new_id
from tests.support.databases import running_postgresql


def application(url: str, instance):
    return create_app(
        Settings("s" * 40, "d" * 40, url, instance, None, None, "a@example.vn", None, None, "http://localhost", "Asia/Ho_Chi_Minh", False)
    )  # fmt: skip


@pytest.fixture(scope="module")
def postgresql():
    """A server for this file; each test makes a database of its own in it."""
    with running_postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """The application on a database with nothing in it."""
    url = f"sqlite:///{tmp_path / 'award.sqlite3'}"
    if request.param == "postgresql":
        server, name = request.getfixturevalue("postgresql"), f"test_{new_id().hex}"
        with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = server.replace("/postgres?", f"/{name}?")
    app = application(url, tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def shape() -> dict:
    """Everything that the database knows of our tables."""
    seen = sa.inspect(db.engine)
    return {
        name: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(name)],
            "primary": seen.get_pk_constraint(name)["constrained_columns"],
            "unique": sorted((u["name"] or "", u["column_names"]) for u in seen.get_unique_constraints(name)),
            "checks": sorted((c["name"], " ".join(c["sqltext"].split())) for c in seen.get_check_constraints(name)),
            "indexes": sorted((i["name"], i["column_names"], bool(i["unique"])) for i in seen.get_indexes(name)),
            "references": sorted(
                (f["name"] or "", f["constrained_columns"], f["referred_table"], f["options"].get("ondelete"))
                for f in seen.get_foreign_keys(name)
            ),
        }
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def test_upgrading_from_nothing_makes_what_the_models_describe(empty):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, db.metadata) == []
    migrated = shape()
    downgrade(revision="base")
    assert shape() == {}
    db.create_all()
    assert migrated == shape()


def test_down_and_up_again_ends_where_it_was(empty):
    upgrade()
    before = shape()
    downgrade(revision="base")
    upgrade()
    assert shape() == before
    assert schema_fault() is None


def test_an_empty_database_says_what_to_run(empty):
    assert "db upgrade" in str(schema_fault())


def test_a_database_of_a_newer_version_is_refused_in_one_sentence(empty):
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'f00d'"))
    assert "f00d" in str(schema_fault())
    answer = empty.test_cli_runner().invoke(args=["db", "upgrade"])
    assert answer.exit_code == 1
