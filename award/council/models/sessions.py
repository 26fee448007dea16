"""A session of the council: who is there, what is on the list, what the minutes note."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.council.states import Attendance, ItemState, MinuteKind, SessionState
from award.db import Base, Instant, explain, identity, one_of, one_while, reference
from award.judging.conflicts import ConflictKind
from award.kit.messages import say


class CouncilSession(Base):
    """One sitting of the council, the `number`th of its edition. `version` grows with everything that the screens show,
    so that a device knows by one number whether it is behind; a vote cast changes nothing there. `digest` is the SHA-256
    of the minutes as they were at closing."""

    __tablename__ = "council_session"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        one_while("state = 'open'", "uq_council_session_open", "edition_id"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="session_closed_has_time"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    number: Mapped[int]
    state: Mapped[SessionState] = mapped_column(one_of(SessionState), default=SessionState.OPEN)
    place: Mapped[str] = mapped_column(sa.String(300))
    agenda: Mapped[str] = mapped_column(sa.Text, default="")
    opened_by_id: Mapped[uuid.UUID] = reference("person.id")
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    digest: Mapped[str | None] = mapped_column(sa.String(64))


explain("uq_council_session_open", say("A session of this council is open already."))


class SessionMember(Base):
    """A member of the council with a vote, as the list stood when the session was opened."""

    __tablename__ = "session_member"

    session_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("council_session.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    attendance: Mapped[Attendance] = mapped_column(one_of(Attendance), default=Attendance.ABSENT)
    chairs: Mapped[bool] = mapped_column(default=False)


class SessionItem(Base):
    """A question on the list: one work for a prize, or a choice among several for so many `places` of it."""

    __tablename__ = "session_item"
    __table_args__ = (
        sa.UniqueConstraint("session_id", "position"),
        one_while("state = 'taken_up'", "uq_session_item_taken_up", "session_id"),
        sa.CheckConstraint("places >= 1", name="item_has_place"),
    )

    id: Mapped[uuid.UUID] = identity()
    session_id: Mapped[uuid.UUID] = reference("council_session.id")
    level_id: Mapped[uuid.UUID] = reference("prize_level.id")
    position: Mapped[int]
    places: Mapped[int] = mapped_column(default=1)
    state: Mapped[ItemState] = mapped_column(one_of(ItemState), default=ItemState.WAITING)
    marks_shown: Mapped[bool] = mapped_column(default=False)


class ItemWork(Base):
    """A work that a question is about."""

    __tablename__ = "item_work"

    item_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("session_item.id"), primary_key=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entry.id"), primary_key=True, index=True)


class Recusal(Base):
    """A member steps out while this question is dealt with, for this conflict."""

    __tablename__ = "recusal"

    item_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("session_item.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    kind: Mapped[ConflictKind] = mapped_column(one_of(ConflictKind))


class MinuteNote(Base):
    """One thing that happened in a session, numbered from 1; the minutes are written from these alone."""

    __tablename__ = "minute_note"

    session_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("council_session.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[MinuteKind] = mapped_column(one_of(MinuteKind))
    item_id: Mapped[uuid.UUID | None] = reference("session_item.id", nullable=True)
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
