"""Reading works that are, or may be, sent to a destination."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.models import Category, Destination, PrizeLevel, Round
from award.editions.states import RoundState
from award.entries.models import Attachment, Author, EarlierPrize, Entry, Part
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding.destination_rules import WorkFacts
from award.forwarding.models import Batch, BatchItem
from award.judging.models import Standing

PAGE = 25
# Files that count: everything that was not given up or refused.
PRESENT = (FileState.STORED, FileState.VERIFIED)


@dataclass(frozen=True)
class Candidates:
    """One page of works that may be chosen."""

    works: list[WorkFacts]
    number: int
    pages: int
    total: int


def works(entry_ids: Sequence[uuid.UUID], edition_id: uuid.UUID) -> list[WorkFacts]:
    """The facts of these works of the edition, in the order asked for; works of other editions are left out. Five
    statements, whatever the number."""
    if not entry_ids:
        return []
    rows = db.session.execute(
        sa.select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.state,
            Entry.declared,
            Category.name,
            Category.code.label("category_code"),
            Category.media_type,
            _rank_of(edition_id),
        )
        .join(Category, Category.id == Entry.category_id)
        .where(Entry.id.in_(entry_ids), Entry.edition_id == edition_id)
    )
    found = {row.id: row for row in rows}
    authors = _grouped(Author, entry_ids, Author.identity_key, Author.full_name)
    parts = _grouped(Part, entry_ids, Part.published_on)
    prizes = prize_names(entry_ids)
    earlier = _grouped(EarlierPrize, entry_ids, EarlierPrize.contest, EarlierPrize.level, EarlierPrize.year)
    return [
        WorkFacts(
            entry_id=row.id,
            code=row.code or "",
            title=row.title,
            eligible=row.state is EntryState.ELIGIBLE,
            category=row.name,
            media_type=row.media_type.value,
            authors=tuple((identity, name) for identity, name in authors[row.id]),
            published=tuple(day for (day,) in parts[row.id]),
            prizes=tuple(prizes.get(row.id, ())),
            category_code=row.category_code,
            declared=row.declared,
            vague_prizes=tuple(contest for contest, level, year in earlier[row.id] if not level or not year),
            rank=row.rank,
        )
        for row in (found[entry_id] for entry_id in entry_ids if entry_id in found)
    ]


def candidates(wanted: Destination, page: int) -> Candidates:
    """Eligible works in no batch for the destination (prized ones only, where it takes no others): by prize, then
    category, place in the last closed round, and code."""
    prized, standing = _best_prizes(wanted.edition_id), _last_standings(wanted.edition_id)
    sent = (
        sa.select(BatchItem.entry_id)
        .join(Batch, Batch.id == BatchItem.batch_id)
        .where(Batch.destination_id == wanted.id)
    )
    statement = (
        sa.select(Entry.id)
        .join(Category, Category.id == Entry.category_id)
        .join(prized, prized.c.entry_id == Entry.id, isouter=not wanted.prized_only)
        .join(standing, standing.c.entry_id == Entry.id, isouter=True)
        .where(
            Entry.edition_id == wanted.edition_id,
            Entry.state == EntryState.ELIGIBLE,
            Entry.id.not_in(sent),
        )
    )
    order = (
        sa.func.coalesce(prized.c.place, 9999),
        Category.position,
        sa.func.coalesce(standing.c.rank, 9999),
        Entry.code,
    )
    total = db.session.scalar(sa.select(sa.func.count()).select_from(statement.subquery()))
    pages = max(-(-total // PAGE), 1)
    number = min(page, pages) if page > 0 else 1
    ids = db.session.scalars(statement.order_by(*order).limit(PAGE).offset((number - 1) * PAGE)).all()
    return Candidates(works(ids, wanted.edition_id), number, pages, total)


RELEASED = (
    sa.select(Prize.edition_id, Prize.entry_id, PrizeLevel.name, PrizeLevel.position)
    .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
    .where(Prize.state == PrizeState.RELEASED)
    .subquery("released")
)


def prize_names(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Released prizes of each work, the highest first."""
    rows = db.session.execute(
        sa.select(RELEASED.c.entry_id, RELEASED.c.name)
        .where(RELEASED.c.entry_id.in_(list(entry_ids)))
        .order_by(RELEASED.c.position, RELEASED.c.name)
    )
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for entry_id, name in rows:
        found[entry_id].append(name)
    return dict(found)


def file_totals(entry_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """How many files each work has, and their bytes."""
    rows = db.session.execute(
        sa.select(Attachment.entry_id, sa.func.count(), sa.func.sum(StoredFile.size))
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(Attachment.entry_id.in_(entry_ids), StoredFile.state.in_(PRESENT))
        .group_by(Attachment.entry_id)
    )
    return {entry_id: (count, int(size)) for entry_id, count, size in rows}


def _grouped(model: Any, entry_ids: Sequence[uuid.UUID], *columns: Any) -> dict[uuid.UUID, list[tuple]]:
    """The columns of an entry's children in their order, by entry."""
    statement = (
        sa.select(model.entry_id, *columns)
        .where(model.entry_id.in_(entry_ids))
        .order_by(model.entry_id, model.position)
    )
    found: dict[uuid.UUID, list[tuple]] = defaultdict(list)
    for entry_id, *values in db.session.execute(statement):
        found[entry_id].append(tuple(values))
    return found


def _best_prizes(edition_id: uuid.UUID) -> Any:
    return (
        sa.select(RELEASED.c.entry_id, sa.func.min(RELEASED.c.position).label("place"))
        .where(RELEASED.c.edition_id == edition_id)
        .group_by(RELEASED.c.entry_id)
        .subquery()
    )


def _last_round(edition_id: uuid.UUID) -> Any:
    return (
        sa.select(Round.id)
        .where(Round.edition_id == edition_id, Round.state == RoundState.CLOSED, ~Round.calibration)
        .order_by(Round.position.desc())
        .limit(1)
        .scalar_subquery()
    )


def _rank_of(edition_id: uuid.UUID) -> Any:
    """The place of a selected entry in the last closed round."""
    wanted = (Standing.round_id == _last_round(edition_id), Standing.entry_id == Entry.id)
    return sa.select(Standing.rank).where(*wanted).correlate(Entry).scalar_subquery().label("rank")


def _last_standings(edition_id: uuid.UUID) -> Any:
    return sa.select(Standing.entry_id, Standing.rank).where(Standing.round_id == _last_round(edition_id)).subquery()
