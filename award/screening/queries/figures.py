"""The works and decisions of an edition as rows to be counted: one statement each."""

import uuid

import sqlalchemy as sa

from award.db import db
from award.entries.models import Entry, Part
from award.entries.states import EntryState
from award.kit import clock
from award.screening.figures import Decided, Work
from award.screening.models import Screening


def works_to_count(edition_id: uuid.UUID) -> list[Work]:
    """Every work that was sent in and not taken back."""
    first = sa.and_(Part.entry_id == Entry.id, Part.position == 1)
    statement = (
        sa.select(Entry.id, Entry.category_id, Entry.state, sa.func.coalesce(Part.outlet_name, ""))
        .join(Part, first, isouter=True)
        .where(Entry.edition_id == edition_id, Entry.code.is_not(None), Entry.state != EntryState.WITHDRAWN)
        .order_by(Entry.code)
    )
    return [Work(*row) for row in db.session.execute(statement)]


def decisions_to_count(edition_id: uuid.UUID) -> list[Decided]:
    """Every decision on a work of the edition, the first one first."""
    statement = (
        sa.select(Screening.entry_id, Screening.verdict, Screening.reasons, Screening.at)
        .join(Entry, Entry.id == Screening.entry_id)
        .where(Entry.edition_id == edition_id, Entry.state != EntryState.WITHDRAWN)
        .order_by(Screening.at, Screening.id)
    )
    return [Decided(*row, clock.local(at).date()) for *row, at in db.session.execute(statement)]
