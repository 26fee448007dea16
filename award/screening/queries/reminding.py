"""Supplements that are awaited, each until a day of its own."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.db import db
from award.entries.models import Entry
from award.entries.states import EntryState
from award.kit import clock
from award.screening.models import Screening


def awaited_supplements() -> list[tuple[Entry, Any, str]]:
    """Works that wait for a supplement, with the day until which it is awaited and what was asked; the office's own
    are left out."""
    newest = sa.select(sa.func.max(Screening.at)).where(Screening.entry_id == Entry.id).correlate(Entry)
    statement = (
        sa.select(Entry, Screening.answer_by, Screening.note)
        .join(Screening, sa.and_(Screening.entry_id == Entry.id, Screening.at == newest.scalar_subquery()))
        .where(
            Entry.state == EntryState.RETURNED,
            Screening.answer_by > clock.now(),
            sa.or_(Entry.filled_by_id.is_(None), Entry.filled_by_id != Entry.owner_id),
        )
        .options(selectinload(Entry.authors), selectinload(Entry.parts))
        .order_by(Entry.code)
    )
    return [tuple(row) for row in db.session.execute(statement)]
