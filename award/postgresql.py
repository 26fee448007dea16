"""Connections to PostgreSQL as the product uses them."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus


class Columns(Sequence):
    """The columns of a result, each described when somebody asks for it: who has read the same statement before does
    not, and a statement for a page has a hundred."""

    def __init__(self, cursor: psycopg.Cursor, count: int):
        self._cursor, self._count = cursor, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: Any) -> Any:
        places = range(self._count)[place]
        if isinstance(places, range):
            return [psycopg.Column(self._cursor, one) for one in places]
        return psycopg.Column(self._cursor, places)


class Cursor(psycopg.Cursor):
    """A cursor that describes columns on demand."""

    @property
    def description(self) -> Columns | None:
        result = self.pgresult
        return Columns(self, result.nfields) if result is not None and result.nfields else super().description


class Connection(psycopg.Connection):
    """Keeps prepared statements when a transaction is rolled back, as every page that only reads ends: the server keeps
    them too. Psycopg would forget them all, so that each page had its statements planned anew; it still does after a
    fault, which may come from a table that is no longer what it was."""

    def __init__(self, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        self.cursor_factory = Cursor

    def rollback(self) -> None:
        if self.pgconn.transaction_status == TransactionStatus.INTRANS:
            with self.lock:
                self.pgconn.exec_(b"ROLLBACK")
        super().rollback()
