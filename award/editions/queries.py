"""Reading editions. A whole edition is one statement for each kind of child, whatever their number."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from award.audit.queries import RECORDED
from award.db import Base, db
from award.editions.models import OWN, Category, Deadline, Edition, Issuer, PrizeLevel, Round, Subcommittee
from award.editions.states import EditionState, Frame

NEWEST_FIRST = (Edition.year.desc(), Edition.created_at.desc(), Edition.code)
OWN_TABLES = frozenset(model.__tablename__ for model in OWN)
CHILDREN = (
    selectinload(Edition.barred_awards),
    selectinload(Edition.deadlines).selectinload(Deadline.extensions),
    selectinload(Edition.categories).selectinload(Category.genres),
    selectinload(Edition.categories).selectinload(Category.requirements),
    selectinload(Edition.themes),
    selectinload(Edition.reasons),
    selectinload(Edition.subcommittees).selectinload(Subcommittee.scopes),
    selectinload(Edition.rounds).selectinload(Round.criteria),
    selectinload(Edition.rounds).selectinload(Round.panels),
    selectinload(Edition.prize_levels).selectinload(PrizeLevel.places),
    selectinload(Edition.destinations),
    selectinload(Edition.issuers),
)


STAMPS = sa.select(Edition.id, Edition.stamp).where(Edition.id.in_(sa.bindparam("editions", expanding=True)))
STAMP_OF_CODE = sa.select(Edition.id, Edition.stamp).where(Edition.code == sa.bindparam("code"))
STAMP_OF_ROUND = (
    sa.select(Edition.id, Edition.stamp, RECORDED)
    .join(Round, Round.edition_id == Edition.id)
    .where(Round.id == sa.bindparam("round_id"))
)
BY_ID = sa.select(Edition).where(Edition.id == sa.bindparam("edition_id"))
BY_CODE = sa.select(Edition).where(Edition.code == sa.bindparam("code"))


def edition_by_code(code: str) -> Edition | None:
    """The edition's own row."""
    return db.session.scalar(BY_CODE, {"code": code})


def edition_by_id(edition_id: uuid.UUID) -> Edition | None:
    """The edition's own row."""
    return db.session.get(Edition, edition_id)


def frame_of(edition_id: uuid.UUID, *codes: str) -> Frame:
    """The frame of the first of these bodies that the edition names, else of its organiser: a paper that they give out
    without a number is in the same frame as those with one."""
    found = sa.select(Issuer.code, Issuer.frame).where(Issuer.edition_id == edition_id)
    frames = dict(db.session.execute(found).all())
    return next((frames[code] for code in (*codes, "organiser") if code in frames), Frame.STATE)


def edition_whole(code: str) -> Edition | None:
    """The edition with its whole configuration."""
    return db.session.scalar(sa.select(Edition).where(Edition.code == code).options(*CHILDREN))


def whole_by_id(edition_id: uuid.UUID) -> Edition | None:
    """The edition with its whole configuration."""
    return db.session.scalar(sa.select(Edition).where(Edition.id == edition_id).options(*CHILDREN))


def kept(edition_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Edition]:
    """Editions by identity with their whole configuration, to be read only: they belong to no session, and the process
    keeps them until any configuration changes, by whatever process. One statement where nothing did."""
    rows = db.session.execute(STAMPS, {"editions": list(edition_ids)})
    return {edition_id: kept_at(edition_id, stamp) for edition_id, stamp in rows}


def kept_by_code(code: str) -> Edition | None:
    """The same for one edition, found by its code."""
    row = db.session.execute(STAMP_OF_CODE, {"code": code}).one_or_none()
    return kept_at(*row) if row else None


@dataclass(frozen=True)
class KeptRound:
    """A round as it is kept with its edition, to be read only, and the last hash of the record (`audit.queries.RECORDED`)."""

    round: Round
    recorded: str | None

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def kept_round(round_id: uuid.UUID) -> KeptRound | None:
    """A round and what was recorded last, in one statement."""
    row = db.session.execute(STAMP_OF_ROUND, {"round_id": round_id}).one_or_none()
    if row is None:
        return None
    edition_id, stamp, recorded = row
    return KeptRound(next(one for one in kept_at(edition_id, stamp).rounds if one.id == round_id), recorded)


@lru_cache(maxsize=16)
def kept_at(edition_id: uuid.UUID, stamp: str) -> Edition:
    """The edition as it is at this stamp, which the caller's transaction has just read, so it is never older; no stamp
    comes twice."""
    with orm.Session(db.session.connection(), join_transaction_mode="rollback_only") as own:
        edition = own.scalar(BY_ID, {"edition_id": edition_id})
        _read_lists(own, [edition])
        own.expunge_all()
    return edition


def _read_lists(own: orm.Session, parents: Sequence[Any]) -> None:
    """Gives things of one kind all their lists, and these theirs; what is in a list knows its parent, so that nothing is
    left to be read later. Statements that are built once cost a third of `selectinload`, which builds its own anew."""
    for one in _lists_of(type(parents[0])):
        rows = own.scalars(one.statement, {"parents": [parent.id for parent in parents]}).all()
        listed = {parent.id: (parent, []) for parent in parents}
        for row in rows:
            parent, found = listed[getattr(row, one.foreign_key)]
            set_committed_value(row, one.parent, parent)
            found.append(row)
        for parent, found in listed.values():
            set_committed_value(parent, one.name, found)
        if rows:
            _read_lists(own, rows)


class _List(NamedTuple):
    """A list of a parent: the attributes' names, there and back, and how the lists of many parents are read."""

    name: str
    parent: str
    foreign_key: str
    statement: sa.Select


@cache
def _lists_of(model: type) -> list[_List]:
    lists = []
    for relation in sa.inspect(model).relationships:
        if relation.uselist:
            ((_, foreign_key),) = relation.local_remote_pairs
            among = foreign_key.in_(sa.bindparam("parents", expanding=True))
            statement = sa.select(relation.mapper.class_).where(among).order_by(*relation.order_by)
            lists.append(_List(relation.key, relation.back_populates, foreign_key.key, statement))
    return lists


def current_edition() -> Edition | None:
    """The newest edition that is not archived."""
    statement = sa.select(Edition).where(Edition.state != EditionState.ARCHIVED).order_by(*NEWEST_FIRST).limit(1)
    return db.session.scalar(statement)


def all_editions() -> list[Edition]:
    """Every edition's own row, the newest first."""
    return list(db.session.scalars(sa.select(Edition).order_by(*NEWEST_FIRST)))


def deadline(deadline_id: uuid.UUID) -> Deadline | None:
    """A deadline with its edition and how it was moved before."""
    statement = (
        sa.select(Deadline)
        .where(Deadline.id == deadline_id)
        .options(joinedload(Deadline.edition), selectinload(Deadline.extensions))
    )
    return db.session.scalar(statement)


def works_that_use(thing: Any) -> list[str]:
    """The codes (for drafts: the titles) of the works that refer to a row of the configuration, themselves or by a
    file. Works stand above editions on the ladder, so they are found by foreign keys and not by their classes."""
    found: set[str] = set()
    for column in _references_to(thing.__table__):
        work = column.table if "code" in column.table.columns else _work_of(column.table)
        if work is None:
            continue
        label = sa.func.coalesce(work.c.code, sa.func.nullif(work.c.title, ""), "?")
        statement = sa.select(label).where(column == thing.id)
        if work is not column.table:
            statement = statement.where(column.table.c.entry_id == work.c.id)
        found |= set(db.session.scalars(statement.distinct()))
    return sorted(found)


def is_in_use(thing: Any) -> bool:
    """Whether anything outside the configuration refers to this row."""
    return any(
        db.session.scalar(sa.select(sa.exists().where(column == thing.id)))
        for column in _references_to(thing.__table__)
    )


def has_numbered_works(category: Category) -> bool:
    """Whether works of the category have their codes already."""
    return any(
        db.session.scalar(sa.select(sa.exists().where(column == category.id, column.table.c.code.isnot(None))))
        for column in _references_to(category.__table__)
        if "number" in column.table.columns
    )


def _references_to(table: sa.Table) -> list[sa.Column]:
    return [
        key.parent
        for other in Base.metadata.sorted_tables
        if other.name not in OWN_TABLES
        for key in sorted(other.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table is table
    ]


def _work_of(table: sa.Table) -> sa.Table | None:
    keys = table.columns.entry_id.foreign_keys if "entry_id" in table.columns else ()
    return next((key.column.table for key in keys), None)
