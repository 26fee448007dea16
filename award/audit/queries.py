"""Reading what happened."""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from award.audit.chain import first_break
from award.audit.models import AuditEvent
from award.db import Page, db, paged
from award.kit.states import TitledEnum

# People stand above this package; of them only the name of who acted is read here.
PERSON = sa.table("person", sa.column("id", sa.Uuid), sa.column("full_name", sa.String))
# What things of packages above are called: (table, whose identity, name, since when of several names). Of a work only its
# number: its title is for those who may see the work.
NAMES = (
    ("person", "id", "full_name", None),
    ("organisation_name", "organisation_id", "name", "valid_from"),
    ("edition", "id", "short_title", None),
    ("round", "id", "name", None),
    ("theme", "id", "name", None),
    ("genre", "id", "name", None),
    ("prize_level", "id", "name", None),
    ("entry", "id", "code", None),
)
IDENTITY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Chains of packages above: each answers (name, number of the first event that does not fit, or None) for all it has.
OTHERS: list[Callable[[], Iterable[tuple[str, int | None]]]] = []
NOT_HASHED = frozenset({"hash", "previous_hash"})
HASHED = tuple(column.key for column in AuditEvent.__table__.columns if column.key not in NOT_HASHED)
STEP = 1000


# Asked under every verb: built once.
END = sa.select(AuditEvent.sequence, AuditEvent.hash).order_by(AuditEvent.sequence.desc()).limit(1)
# For statements of others: the hash of the last event, None where nothing happened yet. Everything that people do changes it,
# and it never comes twice; so what was read in a transaction that saw it is right for every other that sees it.
RECORDED = END.with_only_columns(AuditEvent.hash).scalar_subquery()


def end() -> Any:
    """The number and the hash of the chain's last event; one that waits to be written comes after all that are. What
    else waits need not be written for this."""
    waiting = [thing for thing in db.session.new if isinstance(thing, AuditEvent)]
    if waiting:
        return max(waiting, key=lambda event: event.sequence)
    with db.session.no_autoflush:
        return db.session.execute(END).one_or_none()


def last_event() -> AuditEvent | None:
    """The chain's last event."""
    return db.session.scalar(sa.select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(1))


def content(event: AuditEvent) -> dict[str, Any]:
    """Everything of an event that its hash covers."""
    return {name: getattr(event, name) for name in HASHED}


def history(thing: Any) -> list[AuditEvent]:
    """What happened to one thing, oldest first."""
    return list(
        db.session.scalars(
            sa.select(AuditEvent)
            .where(AuditEvent.thing_type == type(thing).__tablename__, AuditEvent.thing_id == str(thing.id))
            .order_by(AuditEvent.sequence)
        )
    )


def events_page(*, verb: str | None, thing_type: str | None, thing_id: str | None, page: int) -> Page:
    """One page of events, newest first, as rows of (sequence, at, verb, thing_type, thing_id, before, after, actor)."""
    wanted = {AuditEvent.verb: verb, AuditEvent.thing_type: thing_type, AuditEvent.thing_id: thing_id}
    conditions = [column == value for column, value in wanted.items() if value]
    columns = (AuditEvent.sequence, AuditEvent.at, AuditEvent.verb, AuditEvent.thing_type, AuditEvent.thing_id)
    statement = (
        sa.select(*columns, AuditEvent.before, AuditEvent.after, PERSON.c.full_name.label("actor"))
        .join(PERSON, PERSON.c.id == AuditEvent.actor_id, isouter=True)
        .where(*conditions)
        .order_by(AuditEvent.sequence.desc())
    )
    count = sa.select(sa.func.count()).select_from(AuditEvent).where(*conditions)
    return paged(statement, page=page, count=count, read=lambda rows: [row._asdict() for row in rows])


def names_in(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """What the things and people are called whose identities occur in rows of `events_page`, in one statement. Whoever
    reads the record has read the identity; what has no name that may be told here is left out."""
    found = {uuid.UUID(one) for row in rows for one in _identities([row["thing_id"], row["before"], row["after"]])}
    if not found:
        return {}
    statement = sa.union_all(*(_named(found, *of) for of in NAMES)).order_by("since")
    return {str(identity): name for identity, name, _ in db.session.execute(statement)}


def _identities(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if IDENTITY.fullmatch(value) else []
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _identities(one)


def _named(wanted: set[uuid.UUID], table: str, identity: str, name: str, since: str | None) -> sa.Select:
    of = sa.table(table, sa.column(identity, sa.Uuid), sa.column(name, sa.String), sa.column(since or "", sa.Date))
    day = of.c[since] if since else sa.null().cast(sa.Date)
    named = sa.select(of.c[identity].label("identity"), of.c[name].label("name"), day.label("since"))
    return named.where(of.c[identity].in_(sorted(wanted)), of.c[name].is_not(None))


def enumeration_of(thing: str, field: str) -> type[TitledEnum] | None:
    """Of which enumeration a value of this field is, as the table of the thing says; None where it does not."""
    table = db.metadata.tables.get(thing)
    column = None if table is None else table.columns.get(field)
    found = getattr(getattr(column, "type", None), "enum_class", None)
    return found if found and issubclass(found, TitledEnum) else None


def verbs() -> list[str]:
    """All verbs that occur."""
    return list(db.session.scalars(sa.select(AuditEvent.verb).distinct().order_by(AuditEvent.verb)))


def thing_types() -> list[str]:
    """All kinds of things that something happened to."""
    return list(db.session.scalars(sa.select(AuditEvent.thing_type).distinct().order_by(AuditEvent.thing_type)))


def broken_at() -> int | None:
    """The number of the first event that does not fit its chain, or None when all do; reads in steps."""
    statement = sa.select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=STEP)
    with db.session.scalars(statement) as events:
        return first_break((event.sequence, event.previous_hash, event.hash, content(event)) for event in events)


def others_broken() -> list[tuple[str, int | None]]:
    """Every chain besides the record, by its name, with where it breaks."""
    return [found for chain in OTHERS for found in chain()]
