"""What is sealed when a ballot or a session is closed, and whether it still holds."""

import uuid
from typing import Any

import sqlalchemy as sa

from award.audit.chain import GENESIS, digest
from award.council.models import Ballot, BallotVoter, CouncilSession, SecretVote
from award.council.queries.sessions import notes, open_papers, secret_papers, voters
from award.council.states import BallotState
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


def kept_in_backups() -> dict[sa.Table, sa.Select]:
    """What a backup takes of the tables of a vote: nothing that was cast in a secret ballot that is still open. Two backups
    taken meanwhile would tell who voted what; after a restore its voters vote again."""
    secret = sa.select(Ballot.id).where(Ballot.secret, Ballot.state == BallotState.OPEN)
    votes, voters = SecretVote.__table__, BallotVoter.__table__
    ticked = sa.and_(voters.c.has_voted, voters.c.ballot_id.not_in(secret)).label("has_voted")
    columns = [ticked if column.name == "has_voted" else column for column in voters.columns]
    return {votes: sa.select(votes).where(votes.c.ballot_id.not_in(secret)), voters: sa.select(*columns)}


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
