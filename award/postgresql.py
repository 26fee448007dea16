"""Connections to PostgreSQL as the product uses them."""

import psycopg
from psycopg.pq import TransactionStatus


class Connection(psycopg.Connection):
    """Keeps prepared statements when a transaction is rolled back, as every page that only reads ends: the server keeps
    them too. Psycopg would forget them all, so that each page had its statements planned anew; it still does after a
    fault, which may come from a table that is no longer what it was."""

    def rollback(self) -> None:
        if self.pgconn.transaction_status == TransactionStatus.INTRANS:
            with self.lock:
                self.pgconn.exec_(b"ROLLBACK")
        super().rollback()
