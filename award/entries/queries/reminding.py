"""Who still has something to do before a deadline."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.db import db
from award.editions.models import Deadline, Edition
from award.editions.states import EditionState
from award.entries.models import Entry
from award.entries.models.reminding import Reminder
from award.entries.states import EntryState

# What the office keeps for an author is the office's to send in.
NOT_THE_OFFICES = sa.or_(Entry.filled_by_id.is_(None), Entry.filled_by_id != Entry.owner_id)


def editions_receiving() -> list[Edition]:
    """Editions that are open, with their deadlines."""
    statement = sa.select(Edition).where(Edition.state == EditionState.OPEN).options(selectinload(Edition.deadlines))
    return list(db.session.scalars(statement.order_by(Edition.code)))


def drafts_before(edition_id: uuid.UUID, instant: datetime) -> list[Entry]:
    """Drafts of authors and contacts that were begun before the instant, with authors and parts."""
    statement = (
        sa.select(Entry)
        .where(
            Entry.edition_id == edition_id,
            Entry.state == EntryState.DRAFT,
            Entry.created_at < instant,
            NOT_THE_OFFICES,
        )
        .options(selectinload(Entry.authors), selectinload(Entry.parts))
        .order_by(Entry.owner_id, Entry.saved_at, Entry.id)
    )
    return list(db.session.scalars(statement))


def reminded(edition_id: uuid.UUID, mark: str) -> set[uuid.UUID]:
    """Who got the letter of this mark already."""
    found = sa.select(Reminder.person_id).where(Reminder.edition_id == edition_id, Reminder.mark == mark)
    return set(db.session.scalars(found))


def owners_waiting(edition_id: uuid.UUID, *, supplements: bool) -> set[uuid.UUID]:
    """Owners of drafts, or of works that wait for a supplement."""
    state = EntryState.RETURNED if supplements else EntryState.DRAFT
    statement = sa.select(Entry.owner_id).where(Entry.edition_id == edition_id, Entry.state == state, NOT_THE_OFFICES)
    return set(db.session.scalars(statement.distinct()))


def deadline(deadline_id: uuid.UUID) -> Deadline | None:
    """A deadline by its identity."""
    return db.session.get(Deadline, deadline_id)
