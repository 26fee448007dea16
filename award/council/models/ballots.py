"""Ballots. In a secret one the vote parts from the name at the cast.

`BallotVoter` says who has voted and nothing of what; `SecretVote` holds what was voted and nothing of whom. Besides the
ballot that both belong to, they have no column in common, no time and no number that counts up; codes are random. Both
tables are clustered by their keys on SQLite (no row numbers), and every cast writes all rows of the ballot anew in the
order of their keys (`service.casting`), so that neither the order in storage nor PostgreSQL's number of the transaction
that wrote a row tells which vote came with which name.
"""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.council.states import BallotState, Outcome
from award.db import Base, Instant, explain, identity, one_of, one_while, reference
from award.editions.states import MajorityOf
from award.kit.messages import say


class Ballot(Base):
    """One vote on an item, the `number`th of its session, with the rules that it is counted by. `works` are the words of
    its paper; `again_of_id` is the ballot that it is the run-off of. `entitled` counts the members without a conflict
    when it was opened. The count stands here when it is closed; `digest` is the SHA-256 of the published papers. Where a
    secret ballot had too few to be counted, they are destroyed and nobody counts as having voted."""

    __tablename__ = "ballot"
    __table_args__ = (
        sa.UniqueConstraint("session_id", "number"),
        sa.UniqueConstraint("again_of_id"),
        one_while("state = 'open'", "uq_ballot_open", "session_id"),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL AND outcome IS NOT NULL AND digest IS NOT NULL)",
            name="ballot_closed_has_count",
        ),
    )

    id: Mapped[uuid.UUID] = identity()
    session_id: Mapped[uuid.UUID] = reference("council_session.id")
    item_id: Mapped[uuid.UUID] = reference("session_item.id")
    again_of_id: Mapped[uuid.UUID | None] = reference("ballot.id", nullable=True, index=False)
    number: Mapped[int]
    state: Mapped[BallotState] = mapped_column(one_of(BallotState), default=BallotState.OPEN)
    secret: Mapped[bool]
    quorum: Mapped[str] = mapped_column(sa.String(10))
    majority: Mapped[str] = mapped_column(sa.String(10))
    majority_of: Mapped[MajorityOf] = mapped_column(one_of(MajorityOf))
    works: Mapped[list[str]] = mapped_column(sa.JSON)
    places: Mapped[int]
    entitled: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    votes: Mapped[dict[str, int] | None] = mapped_column(sa.JSON)
    present: Mapped[int | None]
    basis: Mapped[int | None]
    needed: Mapped[int | None]
    winners: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    again: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    digest: Mapped[str | None] = mapped_column(sa.String(64))

    @property
    def is_uncounted(self) -> bool:
        """Whether it is closed and had too few papers to be counted without telling who said what."""
        return self.secret and self.outcome is Outcome.NO_QUORUM and not any(self.votes.values())


explain("uq_ballot_open", say("A ballot of this session is open already."))
explain("uq_ballot_again_of_id", say("The run-off of this ballot has been held already."))


class BallotVoter(Base):
    """The list of voters of a ballot: who was there when it was opened, whether they have voted, whether they left
    without voting."""

    __tablename__ = "ballot_voter"
    __table_args__ = (
        sa.CheckConstraint("NOT (has_voted AND has_left)", name="left_without_vote"),
        {"sqlite_with_rowid": False},
    )

    ballot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ballot.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    has_voted: Mapped[bool] = mapped_column(default=False)
    has_left: Mapped[bool] = mapped_column(default=False)


class SecretVote(Base):
    """A paper of a secret ballot: what it says, under a random code that its voter alone knows."""

    __tablename__ = "secret_vote"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ballot.id"), primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    paper: Mapped[list[str]] = mapped_column(sa.JSON)


class OpenVote(Base):
    """A vote of an open ballot, with its name."""

    __tablename__ = "open_vote"

    ballot_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ballot.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    paper: Mapped[list[str]] = mapped_column(sa.JSON)
