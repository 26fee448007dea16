"""Reading editions. A whole edition is one statement for each kind of child, whatever their number."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from award.db import db
from award.editions.models import Category, Deadline, Edition, PrizeLevel, Round, Subcommittee
from award.editions.states import EditionState

NEWEST_FIRST = (Edition.year.desc(), Edition.created_at.desc(), Edition.code)
CHILDREN = (
    selectinload(Edition.deadlines).selectinload(Deadline.extensions),
    selectinload(Edition.categories).selectinload(Category.genres),
    selectinload(Edition.categories).selectinload(Category.requirements),
    selectinload(Edition.themes),
    selectinload(Edition.subcommittees).selectinload(Subcommittee.scopes),
    selectinload(Edition.rounds).selectinload(Round.criteria),
    selectinload(Edition.prize_levels).selectinload(PrizeLevel.places),
    selectinload(Edition.destinations),
    selectinload(Edition.issuers),
)


def edition_by_code(code: str) -> Edition | None:
    """The edition's own row."""
    return db.session.scalar(sa.select(Edition).where(Edition.code == code))


def edition_by_id(edition_id: uuid.UUID) -> Edition | None:
    """The edition's own row."""
    return db.session.get(Edition, edition_id)


def edition_whole(code: str) -> Edition | None:
    """The edition with its whole configuration."""
    return db.session.scalar(sa.select(Edition).where(Edition.code == code).options(*CHILDREN))


def whole_by_id(edition_id: uuid.UUID) -> Edition | None:
    """The edition with its whole configuration."""
    return db.session.scalar(sa.select(Edition).where(Edition.id == edition_id).options(*CHILDREN))


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
