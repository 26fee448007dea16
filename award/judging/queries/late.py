"""Marks and votes that came after the close: from whom and when, never what they said."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.entries.models import Entry
from award.judging.models import LateMark


def late_marks(round_id: uuid.UUID) -> list[Any]:
    """What came late as rows (instant, judge's name, code and title of the work, or None for a whole ballot), the first
    first."""
    columns = (LateMark.at, Person.full_name.label("judge"), Entry.code, Entry.title)
    statement = (
        sa.select(*columns)
        .join(Person, Person.id == LateMark.judge_id)
        .outerjoin(Entry, Entry.id == LateMark.entry_id)
        .where(LateMark.round_id == round_id)
        .order_by(LateMark.at, LateMark.id)
    )
    return list(db.session.execute(statement))


def noted(round_id: uuid.UUID, judge_id: uuid.UUID, entry_id: uuid.UUID | None, closed_at: datetime) -> bool:
    """Whether it is on the record already that this came after this closing."""
    same = (LateMark.round_id == round_id, LateMark.judge_id == judge_id, LateMark.closed_at == closed_at)
    of_work = LateMark.entry_id.is_(None) if entry_id is None else LateMark.entry_id == entry_id
    return bool(db.session.scalar(sa.select(sa.exists().where(*same, of_work))))
