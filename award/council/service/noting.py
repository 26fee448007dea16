"""Notes for the minutes, and the number by which devices know that something changed."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from award.audit.chain import plain
from award.council.models import CouncilSession, MinuteNote
from award.council.sitting import Item, Work
from award.council.states import MinuteKind, SessionState
from award.db import db
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import WrongMoment


def note(session: CouncilSession, kind: MinuteKind, item_id: UUID | None = None, **content: Any) -> None:
    """Writes down one thing that happened; the writer's lock keeps the numbers without a gap."""
    last = db.session.scalar(sa.select(sa.func.max(MinuteNote.sequence)).where(MinuteNote.session_id == session.id))
    db.session.add(
        MinuteNote(
            session_id=session.id,
            sequence=(last or 0) + 1,
            at=clock.now(),
            kind=kind,
            item_id=item_id,
            content=plain(content),
        )
    )
    session.version += 1
    db.session.flush()


def still_open(session: CouncilSession) -> None:
    """Raises `WrongMoment` where the session is closed."""
    if session.state is not SessionState.OPEN:
        raise WrongMoment(say("The session is closed; nothing changes any more."))


def told(works: list[Work]) -> list[dict[str, str]]:
    """Works as the minutes name them."""
    return [{"code": work.code, "title": work.title} for work in works]


def question(item: Item) -> dict[str, Any]:
    """A question as the minutes name it."""
    return {"position": item.row.position, "level": item.level, "places": item.row.places, "works": told(item.works)}
