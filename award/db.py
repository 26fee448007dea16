"""The session, the types of columns, and one rule for writing: one writer at a time, on both databases.

SQLite takes its write lock with `BEGIN IMMEDIATE`, PostgreSQL an advisory lock for the transaction; so a verb runs as
if alone, and numbers, quotas, places and the audit chain are safe without further locks. Reading never waits.
"""

import base64
import hashlib
import hmac
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import Fernet
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import event, orm
from sqlalchemy.exc import IntegrityError

from award import postgresql
from award.config import ROOT
from award.kit.codes import new_id
from award.kit.messages import Message, say
from award.kit.refusals import Refusal

WRITER_LOCK = 7_202_311_23
BUSY_SECONDS = 30

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_explanations: dict[str, tuple[str | None, Message]] = {}


class Base(orm.DeclarativeBase):
    """All models; constraints have names, since messages are found by them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class _Session(Session):
    """All tables are in one database: there is nothing to choose at every statement."""

    def __init__(self, db: SQLAlchemy, **options: Any):
        super().__init__(db, **options)
        self._engine = db.engine

    def get_bind(self, *_mapper: Any, bind: Any = None, **_statement: Any) -> Any:
        return bind or self._engine


# A fault that is logged tells the statement and no values: these are votes, names and marks.
db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": _Session},
    engine_options={"hide_parameters": True},
)


class Instant(sa.TypeDecorator):
    """An aware datetime, kept in UTC with microseconds; text of one width on SQLite, so that it sorts."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(sa.TypeDecorator):
    """A decimal with at most two places, kept as a whole number of hundredths: exact on every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect):
        if value is None:
            return None
        hundredths = value * 100
        if hundredths != hundredths.to_integral_value():
            raise ValueError(f"{value} has more than two decimal places")
        return int(hundredths)

    def process_result_value(self, value, dialect):
        return None if value is None else Decimal(value).scaleb(-2)


_cipher: Fernet | None = None
_digest_key = b""


def use_data_key(key: str) -> None:
    """Sets the key that seals personal numbers, for the process."""
    global _cipher, _digest_key
    _digest_key = hashlib.sha256(f"digest {key}".encode()).digest()
    _cipher = Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))


def digest_of(number: str | None) -> str | None:
    """What a personal number is compared by where it must be found again: the same for the same digits and letters, and
    of no use without DATA_KEY. None for no number."""
    kept = "".join(character for character in (number or "").upper() if character.isalnum())
    return hmac.new(_digest_key, kept.encode(), hashlib.sha256).hexdigest() if kept else None


class Sealed(sa.TypeDecorator):
    """A personal number, encrypted in the database with DATA_KEY: a copied database file does not tell it. It can be
    read and written, not searched."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect):
        return None if value is None else _cipher.encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect):
        return None if value is None else _cipher.decrypt(value).decode()


def one_of(enumeration: type[StrEnum]) -> sa.Enum:
    """A text column that holds only the values of the enumeration; the database checks it too."""
    return sa.Enum(
        enumeration,
        native_enum=False,
        length=32,
        create_constraint=True,
        name=enumeration.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def identity() -> orm.Mapped[uuid.UUID]:
    """The primary key of every table that people can address."""
    return orm.mapped_column(sa.Uuid, primary_key=True, default=new_id)


def reference(
    target: str, *, nullable: bool = False, index: bool = True, ondelete: str | None = None
) -> orm.Mapped[Any]:
    """A foreign key to `table.column`."""
    return orm.mapped_column(sa.ForeignKey(target, ondelete=ondelete), nullable=nullable, index=index)


def one_while(condition: str, name: str, *columns: str) -> sa.Index:
    """A unique index over the rows of which the condition (SQL that both databases understand) is true."""
    where = sa.text(condition)
    return sa.Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


def explain(constraint: str, message: Message, field: str | None = None) -> None:
    """Says what a violated constraint means to a person, and at which field."""
    _explanations[constraint] = (field, message)


def refusal_of(error: IntegrityError) -> Refusal | None:
    """The refusal for a violated constraint, or None for one that nobody explained (which is a fault of ours)."""
    text = str(error.orig)
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    for constraint, (field, message) in _explanations.items():
        if constraint == name or (name is None and _sqlite_names(constraint, text)):
            return Refusal(message, field)
    return None


def _sqlite_names(constraint: str, text: str) -> bool:
    """SQLite names a check but, for a unique constraint, only its columns: `UNIQUE constraint failed: person.email`."""
    if constraint in text:
        return True
    for table in Base.metadata.tables.values():
        for unique in [*table.constraints, *table.indexes]:
            if unique.name == constraint and hasattr(unique, "columns"):
                columns = ", ".join(f"{table.name}.{column.name}" for column in unique.columns)
                return text == f"UNIQUE constraint failed: {columns}"
    return False


@contextmanager
def write_intent(writes: bool = True) -> Iterator[None]:
    """Inside the block a transaction that begins takes the writer's lock."""
    token = _writing.set(writes)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def transaction() -> Iterator[None]:
    """One writing transaction for commands and the worker: commits at the end, rolls back on any error."""
    db.session.rollback()
    with write_intent():
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def is_passing(error: BaseException) -> bool:
    """Whether trying the same transaction again may help: the database was busy or two writers met."""
    original = getattr(error, "orig", error)
    if isinstance(original, sqlite3.OperationalError):
        return "locked" in str(original) or "busy" in str(original)
    return getattr(original, "sqlstate", None) in {"40001", "40P01", "55P03"}


def prepare(engine: sa.Engine) -> None:
    """Gives an engine the product's rules for connections and transactions."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "do_connect", _connect_postgresql)
        event.listen(engine, "begin", _begin_postgresql)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _connect_postgresql(
    _dialect: sa.Dialect, _record: Any, arguments: Sequence, options: dict
) -> postgresql.Connection:
    return postgresql.Connection.connect(*arguments, **options)


def _begin_postgresql(connection: sa.Connection) -> None:
    if _writing.get():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


@contextmanager
def foreign_keys_off(connection: sa.Connection) -> Iterator[None]:
    """Lets a migration rebuild SQLite's tables without deleting what refers to them; looks at every reference after."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration left references to nothing: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def newer_fault(connection: sa.Connection) -> Message | None:
    """Says that the database was written by a version that this one does not know, if it was."""
    unknown = _stored_revisions(connection) - {script.revision for script in _scripts().walk_revisions()}
    if unknown:
        return say(
            "The database was written by another version of this program (%(revision)s): a newer one, or one from before "
            "the first release. Install that version again, or restore a backup that this one made.",
            revision=", ".join(sorted(unknown)),
        )
    return None


def schema_fault() -> Message | None:
    """What to do when the database does not fit this version of the program; None when it does."""
    connection = db.session.connection()
    if fault := newer_fault(connection):
        return fault
    if _stored_revisions(connection) != set(_scripts().get_heads()):
        return say("The database is empty or older than this program. Run: flask --app wsgi db upgrade")
    return None


def _stored_revisions(connection: sa.Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(ROOT / "migrations"))


def with_children(thing: Any, *collections: Any) -> Any:
    """Reads one-to-many collections of one thing, those that it does not have yet: a statement each, built once a
    process. For a single thing this costs a third of `selectinload`, which builds its statements anew each time."""
    for collection in collections:
        if collection.key not in thing.__dict__:
            rows = db.session.scalars(_children_of(collection), {"parent": thing.id}).all()
            orm.attributes.set_committed_value(thing, collection.key, list(rows))
    return thing


@cache
def _children_of(collection: Any) -> sa.Select:
    relation = collection.property
    ((_, foreign_key),) = relation.local_remote_pairs
    statement = sa.select(relation.mapper.class_).where(foreign_key == sa.bindparam("parent"))
    return statement.order_by(*relation.order_by) if relation.order_by else statement


@dataclass(frozen=True)
class Page:
    """One page of a list: `items`, which page of how many, and how many rows in all."""

    items: Sequence[Any]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


# The window of a list, as values: a statement that is built once stays the same for every page.
_SIZE, _START = sa.bindparam("page_size", type_=sa.Integer), sa.bindparam("page_start", type_=sa.Integer)


def paged(
    statement: sa.Select, *, page: int, size: int = 25, count: sa.Select | None = None, read: Callable = list
) -> Page:
    """Runs `statement` for one page (from 1) and counts all its rows: two statements, whatever the size."""
    total = db.session.scalar(
        sa.select(sa.func.count()).select_from(statement.order_by(None).subquery()) if count is None else count
    )
    return page_of(window(statement), page=page, size=size, total=total, read=read)


def window(statement: sa.Select) -> sa.Select:
    """The statement for one page of a list, whichever."""
    return statement.limit(_SIZE).offset(_START)


def page_of(
    windowed: sa.Select,
    *,
    page: int,
    total: int,
    size: int = 25,
    read: Callable = list,
    values: dict[str, Any] | None = None,
) -> Page:
    """One page of a list that has `total` rows; `values` are for the places that the statement leaves open."""
    number = min(max(page, 1), max(1, -(-total // size)))
    place = {"page_size": size, "page_start": (number - 1) * size}
    rows = db.session.execute(windowed, {**(values or {}), **place})
    return Page(tuple(read(rows)), number, size, total)
