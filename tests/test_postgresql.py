"""Connections to a real PostgreSQL, whatever the run's database is."""

import psycopg
import pytest

from award.postgresql import Connection
from tests.support.databases import running_postgresql

PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%one_page%'"


@pytest.fixture(scope="module")
def server():
    with running_postgresql() as url:
        yield url.replace("+psycopg", "")


@pytest.fixture
def connection(server):
    with Connection.connect(server) as connected:
        yield connected


def prepared(connection) -> int:
    return connection.execute(PREPARED, prepare=False).fetchone()[0]


def read(connection) -> None:
    connection.execute("SELECT %s::int AS one_page", [1], prepare=True)


def test_what_is_prepared_stays_when_a_transaction_that_only_read_is_rolled_back(connection):
    read(connection)
    connection.rollback()
    assert prepared(connection) == 1


def test_what_was_written_is_rolled_back(connection):
    connection.execute("CREATE TABLE written (id int)")
    connection.commit()
    connection.execute("INSERT INTO written VALUES (1)")
    connection.rollback()
    assert connection.execute("SELECT count(*) FROM written").fetchone() == (0,)


def test_after_a_fault_everything_is_prepared_anew(connection):
    read(connection)
    connection.commit()
    with pytest.raises(psycopg.errors.DivisionByZero):
        connection.execute("SELECT 1 / 0")
    connection.rollback()
    assert prepared(connection) == 0


def test_a_connection_that_was_cut_says_so_when_it_is_rolled_back(connection, server):
    connection.execute("SELECT 1")
    with Connection.connect(server, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 2000)", [connection.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        connection.rollback()
    assert connection.closed
