"""What waits for a person: sentences with a link, the most pressing first. Decided from plain figures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from award.accounts.states import Role
from award.editions.states import EditionState, RoundState
from award.entries.states import EntryState
from award.judging.states import TaskState
from award.kit.messages import Message, mark, say

TO_MARK = frozenset({TaskState.PUBLISHED, TaskState.OPENED})


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what, where, the word on the link, and until when if there is a limit."""

    text: Message | str
    address: str
    act: str
    until: datetime | None = None
    about: Message | str | None = None


@dataclass(frozen=True)
class RoundFigures:
    """A round and its published tasks by state, of everybody or of one judge."""

    id: Any
    name: str
    state: RoundState
    closes_at: datetime
    tasks: dict[TaskState, int]

    @property
    def done(self) -> int:
        """Tasks with a confirmed sheet."""
        return self.tasks.get(TaskState.SCORED, 0)

    @property
    def left(self) -> int:
        """Tasks still to be marked."""
        return sum(count for state, count in self.tasks.items() if state in TO_MARK)

    @property
    def total(self) -> int:
        """Tasks that count: those marked and those to be marked."""
        return self.done + self.left


@dataclass(frozen=True)
class Figures:
    """Everything that a desk is decided from; what a person's roles do not ask for stays empty."""

    own: list[Any] = field(default_factory=list)
    words: list[Any] = field(default_factory=list)
    objections: list[Any] = field(default_factory=list)
    requests: list[Any] = field(default_factory=list)
    marking: list[RoundFigures] = field(default_factory=list)
    entries: dict[EntryState, int] = field(default_factory=dict)
    rounds: list[RoundFigures] = field(default_factory=list)
    meeting: Any | None = None
    prepared_prizes: int = 0
    fallen: list[tuple[Any, int]] = field(default_factory=list)
    failed_letters: int = 0
    failed_jobs: int = 0
    unconfirmed_people: int = 0

    @property
    def sent_in(self) -> int:
        """How many works have been entered and not taken back."""
        return sum(n for state, n in self.entries.items() if state not in (EntryState.DRAFT, EntryState.WITHDRAWN))


def waiting(roles: set[Role], edition: Any, figures: Figures, now: datetime) -> list[Waiting]:
    """What waits, by role: the person's own works, marking, the office, the installation."""
    found = [*_meeting(figures), *_objections(figures), *_requests(figures), *_words(figures)]
    found += [*_own_works(figures), *_marking(figures)]
    if edition is not None and roles & {Role.SECRETARY, Role.CHAIR}:
        found += _office(roles, edition, figures, now)
    if roles & {Role.ADMINISTRATOR, Role.SECRETARY}:
        found += _installation(figures)
    return found


def _meeting(figures: Figures) -> Iterator[Waiting]:
    """The council is sitting now: nothing is more pressing."""
    if figures.meeting:
        text = say("The council is meeting: session %(number)s", number=figures.meeting.number)
        yield Waiting(text, f"/council/{figures.meeting.id}", mark("Go to the session"))


def _objections(figures: Figures) -> Iterator[Waiting]:
    """Objections to works of the person, which are answered within the edition's days."""
    for one in figures.objections:
        text = say("An objection to “%(title)s” waits for an answer", title=one.title)
        yield Waiting(text, f"/objections/{one.id}/answer", mark("Read and answer"), until=one.answer_by)


def _requests(figures: Figures) -> Iterator[Waiting]:
    """What a destination wants of works of the person that were chosen to be sent on."""
    for one in figures.requests:
        text = say("“%(title)s” was chosen to be sent on: something more is wanted", title=one.title)
        yield Waiting(text, f"/requests/{one.id}", mark("Give what is asked for"), until=one.due_at)


def _words(figures: Figures) -> Iterator[Waiting]:
    """What others ask of the person: to confirm a work, to take one over."""
    for asked in figures.words:
        title = asked.title or say("Work without a title yet")
        if asked.offered:
            text = say("%(by)s offers you the work “%(title)s”", by=asked.by, title=title)
            yield Waiting(text, f"/entries/{asked.entry_id}/people", mark("Answer the offer"))
        else:
            text = say("%(by)s names you as an author of “%(title)s”", by=asked.by, title=title)
            yield Waiting(text, f"/entries/{asked.entry_id}/my-confirmation", mark("Look and confirm"))


def _own_works(figures: Figures) -> Iterator[Waiting]:
    for entry in sorted(figures.own, key=lambda entry: entry.state is not EntryState.RETURNED):
        address = f"/entries/{entry.id}"
        title = entry.title or say("Work without a title yet")
        if entry.state is EntryState.RETURNED:
            yield Waiting(title, address, mark("Supplement"), about=entry.state_reason)
        else:
            yield Waiting(title, address, mark("Continue"), about=say("Draft, saved %(at)s", at=entry.saved_at))


def _marking(figures: Figures) -> Iterator[Waiting]:
    for round in figures.marking:
        if round.left and round.state is RoundState.OPEN:
            yield Waiting(
                say(
                    "%(round)s: %(left)s of %(total)s works to mark",
                    round=round.name,
                    left=round.left,
                    total=round.total,
                ),
                f"/rounds/{round.id}/queue",
                mark("Mark"),
                until=round.closes_at,
            )


def _office(roles: set[Role], edition: Any, figures: Figures, now: datetime) -> Iterator[Waiting]:
    submitted = figures.entries.get(EntryState.SUBMITTED, 0)
    if Role.SECRETARY in roles and edition.state is EditionState.PREPARING:
        yield Waiting(say("The edition is still being prepared"), f"/editions/{edition.code}", mark("Configuration"))
    if Role.SECRETARY in roles and submitted:
        address = f"/editions/{edition.code}/entries?state=submitted"
        yield Waiting(say("Works to screen: %(count)s", count=submitted), address, mark("Screen"))
    for round in figures.rounds:
        if round.state is RoundState.OPEN and (round.closes_at < now or (round.total and not round.left)):
            text = say("%(round)s can be closed", round=round.name)
            yield Waiting(text, f"/rounds/{round.id}", mark("See the round"), until=round.closes_at)
    if figures.prepared_prizes:
        text = say("Prizes prepared, not released: %(count)s", count=figures.prepared_prizes)
        yield Waiting(text, f"/editions/{edition.code}/prizes", mark("Prizes"))
    for batch_id, count in figures.fallen:
        text = say("Forwarded works that were withdrawn since, or lost a prize: %(count)s", count=count)
        yield Waiting(text, f"/batches/{batch_id}", mark("See the batch"))


def _installation(figures: Figures) -> Iterator[Waiting]:
    if figures.failed_letters:
        yield Waiting(say("Letters that failed: %(count)s", count=figures.failed_letters), "/letters", mark("Letters"))
    if figures.failed_jobs:
        yield Waiting(
            say("Background work that failed: %(count)s", count=figures.failed_jobs), "/record", mark("Record")
        )
    if figures.unconfirmed_people:
        text = say("Accounts whose address is not confirmed: %(count)s", count=figures.unconfirmed_people)
        yield Waiting(text, "/people", mark("People"))
