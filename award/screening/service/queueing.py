"""Who is looking at which work, and what a secretary puts off. None of it is an act on the work, so none is recorded."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from award.db import db
from award.entries.models import Entry
from award.kit import clock
from award.screening import queries
from award.screening.filters import Filters
from award.screening.models import Claim, Postponed

# Long enough to read a work; the page says again every few minutes that it is still open.
LEASE = timedelta(minutes=10)


def claim(entry: Entry, *, actor: Any) -> queries.Holder | None:
    """Says that the actor is looking at the work. Where somebody else is, answers who, and changes nothing."""
    holder = queries.holder(entry.id, actor.id)
    if holder is not None:
        return holder
    _release_all(actor, but=entry)
    found = queries.claim_on(entry.id)
    if found is None:
        found = Claim(entry_id=entry.id)
        db.session.add(found)
    found.person_id, found.until = actor.id, clock.now() + LEASE
    db.session.flush()
    return None


def _release_all(actor: Any, but: Entry) -> None:
    """A secretary looks at one work at a time."""
    db.session.execute(sa.delete(Claim).where(Claim.person_id == actor.id, Claim.entry_id != but.id))


def postpone(entry: Entry, *, actor: Any) -> None:
    """Puts the work at the end of the actor's queue; from there it comes back."""
    found = db.session.get(Postponed, (entry.id, actor.id))
    if found is None:
        found = Postponed(entry_id=entry.id, person_id=actor.id)
        db.session.add(found)
    found.at = clock.now()
    db.session.execute(sa.delete(Claim).where(Claim.entry_id == entry.id, Claim.person_id == actor.id))
    db.session.flush()


def forget(entry: Entry) -> None:
    """The work was answered: nobody is looking at it, nobody has put it off."""
    for model in (Claim, Postponed):
        db.session.execute(sa.delete(model).where(model.entry_id == entry.id))


def take_next(
    edition: Any, filters: Filters, offered: queries.Choices, *, after: Entry | None = None, actor: Any
) -> Entry | None:
    """The next work that waits for the actor, claimed; None where nothing waits. The caller holds the writer's lock, so
    two secretaries who ask at once get two works."""
    found = queries.next_waiting(edition.id, filters, offered, person_id=actor.id, after=after)
    if found is not None:
        claim(found, actor=actor)
    return found
