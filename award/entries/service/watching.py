"""What a change of an edition's rules would do to works already in; editions ask it before they let a change through."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.db import db
from award.editions.models import Edition
from award.editions.service import WATCHERS
from award.entries import checks
from award.entries.models import Entry
from award.entries.queries import dossiers
from award.entries.states import COUNTED_FOR_LIMITS
from award.kit.messages import Message

STEP = 500


def broken_rules(edition: Edition) -> list[tuple[str, Message]]:
    """Every clause that a work in the running breaks, with the work's code. Lateness is no matter of the rules' text."""
    statement = (
        sa.select(Entry)
        .where(Entry.edition_id == edition.id, Entry.state.in_(COUNTED_FOR_LIMITS))
        .options(selectinload(Entry.authors), selectinload(Entry.parts))
        .order_by(Entry.code)
        .execution_options(populate_existing=True)
    )
    entries = list(db.session.scalars(statement))
    found = []
    for start in range(0, len(entries), STEP):
        step = entries[start : start + STEP]
        known = dossiers(step)
        for entry in step:
            open_ones = checks.open_ones(checks.run(known[entry.id].facts, known[entry.id].rules))
            found += [(entry.code, check.sentence) for check in open_ones if check.clause != "deadline"]
    return found


WATCHERS.append(broken_rules)
