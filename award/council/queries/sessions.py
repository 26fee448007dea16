"""Reading sessions of the council: a sitting whole, in a number of statements that does not grow with it."""

import uuid
from typing import Any, NamedTuple

import sqlalchemy as sa

from award.accounts.models import Person, RoleGrant
from award.accounts.states import Role
from award.council.models import (
    Ballot,
    BallotVoter,
    CouncilSession,
    ItemWork,
    MinuteNote,
    OpenVote,
    Recusal,
    SecretVote,
    SessionItem,
    SessionMember,
)
from award.council.sitting import Item, Member, Sitting, Work
from award.db import db
from award.editions.models import Edition, PrizeLevel
from award.editions.queries import kept
from award.entries.models import Entry


def sessions(edition_id: uuid.UUID) -> list[Any]:
    """The sessions of an edition, the newest first, as (id, number, state, place, opened, closed)."""
    columns = (CouncilSession.id, CouncilSession.number, CouncilSession.state, CouncilSession.place)
    statement = sa.select(*columns, CouncilSession.opened_at, CouncilSession.closed_at)
    return list(
        db.session.execute(
            statement.where(CouncilSession.edition_id == edition_id).order_by(CouncilSession.number.desc())
        )
    )


def council(edition: Edition) -> list[Any]:
    """Who has a vote in an edition's council, by name: rows (id, full name, chairs)."""
    held = sa.select(RoleGrant.person_id).where(
        RoleGrant.edition_id == edition.id,
        RoleGrant.revoked_at.is_(None),
        RoleGrant.role.in_([Role(seat) for seat in edition.council_members]),
    )
    chairs = sa.exists().where(
        RoleGrant.person_id == Person.id,
        RoleGrant.edition_id == edition.id,
        RoleGrant.revoked_at.is_(None),
        RoleGrant.role == Role.CHAIR,
    )
    statement = sa.select(Person.id, Person.full_name, chairs.label("chairs")).where(Person.id.in_(held))
    return list(db.session.execute(statement.where(Person.closed_at.is_(None)).order_by(Person.name_key, Person.id)))


def next_number(edition_id: uuid.UUID) -> int:
    """The number of the next session of an edition."""
    last = sa.select(sa.func.max(CouncilSession.number)).where(CouncilSession.edition_id == edition_id)
    return (db.session.scalar(last) or 0) + 1


def sitting(session_id: uuid.UUID) -> Sitting | None:
    """A session with everything that its pages and verbs need: seven statements."""
    session = db.session.get(CouncilSession, session_id)
    if session is None:
        return None
    found = Sitting(session, kept([session.edition_id])[session.edition_id], _members(session_id), _items(session_id))
    if found.open_ballot:
        found.voters = voters(found.open_ballot.id)
    return found


def sitting_of_item(item_id: uuid.UUID) -> Sitting | None:
    """The session of a question, with the question in focus."""
    session_id = db.session.scalar(sa.select(SessionItem.session_id).where(SessionItem.id == item_id))
    found = sitting(session_id) if session_id else None
    if found:
        found.focus = next(item for item in found.items if item.id == item_id)
    return found


def sitting_of_ballot(ballot_id: uuid.UUID) -> Sitting | None:
    """The session of a ballot, with the ballot, its question and its voters in focus."""
    session_id = db.session.scalar(sa.select(Ballot.session_id).where(Ballot.id == ballot_id))
    found = sitting(session_id) if session_id else None
    if found:
        found.focus, found.ballot = next(
            (item, ballot) for item in found.items for ballot in item.ballots if ballot.id == ballot_id
        )
        found.voters = voters(ballot_id)
    return found


def voters(ballot_id: uuid.UUID) -> dict[uuid.UUID, Any]:
    """Who may vote in a ballot, as rows (person, has voted, has left)."""
    columns = (BallotVoter.person_id, BallotVoter.has_voted, BallotVoter.has_left)
    statement = sa.select(*columns).where(BallotVoter.ballot_id == ballot_id).order_by(BallotVoter.person_id)
    return {row.person_id: row for row in db.session.execute(statement)}


class Pulse(NamedTuple):
    """What a device asks for again and again."""

    version: int
    cast: int
    edition_id: uuid.UUID


def pulse(session_id: uuid.UUID) -> Pulse | None:
    """The session's version, how many have voted in the open ballot, and the edition: one statement."""
    row = db.session.execute(PULSE, {"session_id": session_id}).one_or_none()
    return Pulse(*row) if row else None


_CAST = (
    sa.select(sa.func.count())
    .select_from(BallotVoter)
    .join(Ballot, Ballot.id == BallotVoter.ballot_id)
    .where(Ballot.session_id == CouncilSession.id, Ballot.closed_at.is_(None), BallotVoter.has_voted)
    .scalar_subquery()
)
PULSE = sa.select(CouncilSession.version, _CAST, CouncilSession.edition_id).where(
    CouncilSession.id == sa.bindparam("session_id")
)


def secret_papers(ballot_id: uuid.UUID) -> list[tuple[str, tuple[str, ...]]]:
    """The papers of a secret ballot by their codes, in the order of codes."""
    statement = sa.select(SecretVote.code, SecretVote.paper).where(SecretVote.ballot_id == ballot_id)
    return [(code, tuple(paper)) for code, paper in db.session.execute(statement.order_by(SecretVote.code))]


def open_papers(ballot_id: uuid.UUID) -> list[tuple[uuid.UUID, tuple[str, ...]]]:
    """The votes of an open ballot by person."""
    statement = sa.select(OpenVote.person_id, OpenVote.paper).where(OpenVote.ballot_id == ballot_id)
    return [(person, tuple(paper)) for person, paper in db.session.execute(statement.order_by(OpenVote.person_id))]


def notes(session_id: uuid.UUID) -> list[MinuteNote]:
    """Everything that the minutes of a session note, in order."""
    statement = sa.select(MinuteNote).where(MinuteNote.session_id == session_id).order_by(MinuteNote.sequence)
    return list(db.session.scalars(statement))


def works_by_codes(edition_id: uuid.UUID, codes: list[str]) -> list[Entry]:
    """The works with these codes, in the order of codes."""
    statement = sa.select(Entry).where(Entry.edition_id == edition_id, Entry.code.in_(codes)).order_by(Entry.code)
    return list(db.session.scalars(statement))


def works_by_ids(entry_ids: list[uuid.UUID]) -> list[Entry]:
    """Works by identity, in the order of codes."""
    return list(db.session.scalars(sa.select(Entry).where(Entry.id.in_(entry_ids)).order_by(Entry.code)))


def as_works(entries: list[Entry]) -> list[Work]:
    """Works as a sitting holds them."""
    return [Work(entry.id, entry.code, entry.title) for entry in entries]


def _members(session_id: uuid.UUID) -> list[Member]:
    columns = (SessionMember.person_id, Person.full_name, SessionMember.attendance, SessionMember.chairs)
    statement = sa.select(*columns).join(Person, Person.id == SessionMember.person_id)
    statement = statement.where(SessionMember.session_id == session_id)
    order = (SessionMember.chairs.desc(), Person.name_key, Person.id)
    return [Member(*row) for row in db.session.execute(statement.order_by(*order))]


def _items(session_id: uuid.UUID) -> list[Item]:
    of_session = SessionItem.session_id == session_id
    items = {
        row.id: Item(row, level)
        for row, level in db.session.execute(
            sa.select(SessionItem, PrizeLevel.name)
            .join(PrizeLevel, PrizeLevel.id == SessionItem.level_id)
            .where(of_session)
            .order_by(SessionItem.position)
        )
    }
    works = sa.select(ItemWork.item_id, Entry.id, Entry.code, Entry.title).join(Entry, Entry.id == ItemWork.entry_id)
    works = works.join(SessionItem, SessionItem.id == ItemWork.item_id).where(of_session)
    for item_id, *work in db.session.execute(works.order_by(Entry.code)):
        items[item_id].works.append(Work(*work))
    recused = sa.select(Recusal.item_id, Recusal.person_id, Recusal.kind)
    recused = recused.join(SessionItem, SessionItem.id == Recusal.item_id).where(of_session)
    for item_id, person_id, kind in db.session.execute(recused):
        items[item_id].recused[person_id] = kind
    ballots = sa.select(Ballot).where(Ballot.session_id == session_id).order_by(Ballot.number)
    for ballot in db.session.scalars(ballots):
        items[ballot.item_id].ballots.append(ballot)
    return list(items.values())
