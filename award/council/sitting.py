"""A session as it stands, on plain values: what doors ask, pages show and verbs decide from."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from award.council.states import Attendance, ItemState


@dataclass(frozen=True)
class Member:
    """A member of the council in this session."""

    person_id: UUID
    name: str
    attendance: Attendance
    chairs: bool


@dataclass(frozen=True)
class Work:
    """A work that a question is about."""

    entry_id: UUID
    code: str
    title: str

    @property
    def word(self) -> str:
        """What a ballot paper calls it."""
        return str(self.entry_id)


@dataclass
class Item:
    """A question on the list; `row` is what is stored of it, `recused` who steps out."""

    row: Any
    level: str
    works: list[Work] = field(default_factory=list)
    recused: dict[UUID, Any] = field(default_factory=dict)
    ballots: list[Any] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        """The identity of the stored question."""
        return self.row.id

    @property
    def open_ballot(self) -> Any | None:
        """The ballot that is being voted in."""
        return next((ballot for ballot in self.ballots if ballot.closed_at is None), None)

    @property
    def last_count(self) -> Any | None:
        """The last ballot that was counted."""
        return next((ballot for ballot in reversed(self.ballots) if ballot.closed_at is not None), None)


@dataclass
class Sitting:
    """A session with its members and its list. `focus` and `ballot` are what an address is about, where it is about one
    question or one ballot; `voters` is the list of that ballot, or of the open one."""

    session: Any
    edition: Any
    members: list[Member]
    items: list[Item]
    focus: Item | None = None
    ballot: Any | None = None
    voters: dict[UUID, Any] = field(default_factory=dict)

    @property
    def edition_id(self) -> UUID:
        """The edition whose roles hold here."""
        return self.session.edition_id

    @property
    def current(self) -> Item | None:
        """The question that is being dealt with."""
        return next((item for item in self.items if item.row.state is ItemState.TAKEN_UP), None)

    @property
    def open_ballot(self) -> Any | None:
        """The ballot that is being voted in, of whatever question."""
        return next((item.open_ballot for item in self.items if item.open_ballot), None)

    @property
    def present(self) -> list[Member]:
        """Who is in the hall."""
        return [member for member in self.members if member.attendance is Attendance.PRESENT]

    def member(self, person: Any) -> Member | None:
        """The person's place in the session."""
        return next((member for member in self.members if person and member.person_id == person.id), None)

    def recused(self, item: Item) -> list[Member]:
        """Who steps out for a question, in the order of members."""
        return [member for member in self.members if member.person_id in item.recused]

    @property
    def cast(self) -> int:
        """How many have voted in the ballot that `voters` belongs to."""
        return sum(voter.has_voted for voter in self.voters.values())

    @property
    def on_the_roll(self) -> int:
        """How many may still vote or have voted."""
        return sum(not voter.has_left for voter in self.voters.values())

    @property
    def awaited(self) -> list[Member]:
        """Who has not voted yet."""
        waiting = {one.person_id for one in self.voters.values() if not one.has_voted and not one.has_left}
        return [member for member in self.members if member.person_id in waiting]
