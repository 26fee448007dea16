"""Counting statements: a page may not ask more of the database when its list is longer."""

from contextlib import contextmanager

from sqlalchemy import event

from award.db import db


@contextmanager
def counted_statements():
    """Collects every statement sent to the database inside the block."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def statements_of(client, address: str) -> int:
    """How many statements one GET of the address sends; the page must answer 200. It is asked for once before, so that
    what the process keeps of the configuration has been read."""
    client.get(address)
    with counted_statements() as seen:
        answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return len(seen)
