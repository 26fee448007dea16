"""A judge's ballot in a round that decides by vote: own tasks only, and never what others voted. Works in conflict and
works that left the award are not on it, by the same queries as a queue."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from award.accounts.models import Person
from award.db import db
from award.editions.models import Category, Round, Subcommittee
from award.entries.models import Entry
from award.judging.ballot import Line, Section
from award.judging.models import Assignment, ScoreSheet
from award.judging.queries.queues import MINE, as_seen, hidden_tasks, values_of
from award.judging.queries.rounds import round_by_id
from award.judging.states import LEFT, TaskState

LINES = (
    sa.select(
        *(
            Assignment.id,
            Assignment.entry_id,
            Assignment.state,
            Entry.code,
            Entry.title,
            Category.name.label("category"),
        ),
        *(ScoreSheet.total, ScoreSheet.version),
        *(Subcommittee.code.label("subcommittee"), Subcommittee.name.label("subcommittee_name")),
    )
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(Category, Category.id == Entry.category_id)
    .join(Subcommittee, Subcommittee.id == Assignment.subcommittee_id)
    .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
    .where(MINE)
    .order_by(Subcommittee.position, Assignment.position, Assignment.id)
)


@dataclass(frozen=True)
class Ballot:
    """A judge's ballot as it is stored; `version` grows with every change of it."""

    sections: list[Section]
    version: int

    @property
    def lines(self) -> list[Line]:
        return [line for section in self.sections for line in section.lines]

    @property
    def counting(self) -> bool:
        """Whether any vote of it counts."""
        return any(line.counts for line in self.lines)

    @property
    def given(self) -> bool:
        """Whether the judge has given it: something counts, and nothing is left to vote on."""
        return self.counting and not any(line.open for line in self.lines)


def ballot_round(round_id: uuid.UUID) -> Round | None:
    """A round with its edition, if it decides by ballot."""
    round_ = round_by_id(round_id)
    return round_ if round_ is not None and round_.is_ballot else None


def ballot(person: Person, round_: Round) -> Ballot:
    """The judge's ballot of a round; the number of statements is fixed."""
    values = values_of(person, round_, hidden_tasks(person, round_))
    rows = as_seen(round_, list(db.session.execute(LINES, values)))
    found: dict[str, Section] = {}
    for row in rows:
        section = found.setdefault(
            row.subcommittee, Section(row.subcommittee_name, round_.most_choices(row.subcommittee), [])
        )
        section.lines.append(_line(row))
    return Ballot(list(found.values()), sum(row.version or 0 for row in rows))


def _line(row: Any) -> Line:
    vote = None if row.total is None else row.total == 1
    return Line(
        row.id, row.code, row.title, row.category, row.state, vote, row.state in LEFT, row.state is TaskState.SCORED
    )


def with_sheets(task_ids: list[uuid.UUID]) -> list[Assignment]:
    """Tasks with their sheets, in the order of the ballot."""
    statement = (
        sa.select(Assignment)
        .where(Assignment.id.in_(task_ids))
        .options(joinedload(Assignment.sheet))
        .order_by(Assignment.position, Assignment.id)
    )
    return list(db.session.scalars(statement))
