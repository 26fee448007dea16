"""What is sealed when a ballot or a session is closed, and whether it still holds."""

import uuid
from typing import Any

import sqlalchemy as sa

from award.audit.chain import GENESIS, digest
from award.council.models import Ballot, CouncilSession
from award.council.queries.sessions import notes, open_papers, secret_papers, voters
from award.db import db


def papers(ballot: Ballot) -> list[tuple[Any, tuple[str, ...]]]:
    """The papers of a ballot as they are published: by code in a secret one, by person in an open one."""
    return secret_papers(ballot.id) if ballot.secret else open_papers(ballot.id)


def papers_digest(ballot: Ballot) -> str:
    """SHA-256 over the papers of a ballot as they are published."""
    return digest(GENESIS, {"ballot": ballot.id, "papers": papers(ballot)})


def minutes_digest(session_id: uuid.UUID) -> str:
    """SHA-256 over everything that the minutes of a session note, in order."""
    found = GENESIS
    for one in notes(session_id):
        found = digest(found, {"at": one.at, "kind": one.kind, "item": one.item_id, "content": one.content})
    return found


def broken_counts() -> list[str]:
    """The ballots whose papers are not as many as their voters who voted, or, once closed, not those that were
    counted."""
    return [
        f"{ballot.number} · {ballot.id}"
        for ballot in db.session.scalars(sa.select(Ballot).order_by(Ballot.opened_at, Ballot.id))
        if len(papers(ballot)) != sum(one.has_voted for one in voters(ballot.id).values())
        or (ballot.digest is not None and papers_digest(ballot) != ballot.digest)
    ]


def broken_minutes() -> list[str]:
    """The closed sessions whose minutes are not those that were sealed."""
    closed = sa.select(CouncilSession).where(CouncilSession.digest.is_not(None)).order_by(CouncilSession.opened_at)
    return [
        f"{session.number} · {session.id}"
        for session in db.session.scalars(closed)
        if minutes_digest(session.id) != session.digest
    ]
