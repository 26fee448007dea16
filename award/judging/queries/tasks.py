"""One task with everything that the rule and the verbs need; `works` has what its judge sees of the work."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from award.accounts.models import Person
from award.db import db
from award.editions.criteria import applies, names_of
from award.editions.models import Category, Criterion, Edition, Genre, Round
from award.editions.queries import kept_at
from award.editions.states import CoverageRule
from award.entries.models import Entry
from award.judging.conflicts import Conflict, JudgeFacts, conflict_of
from award.judging.models import Assignment, Coverage, ScoreSheet
from award.judging.queries import queues
from award.judging.queries.blinding import hidden_names, hides_names
from award.judging.queries.facts import Judge, facts_of_work, judge_facts
from award.judging.visibility import Matter, Phase, Viewer, phase_of, sees
from award.kit.masking import Names


@dataclass
class Task:
    """A judge's task in hand: the row, its work, and whether the judge has a conflict with it. The edition with its
    rounds is kept by the process, to be read only."""

    assignment: Assignment
    round: Round
    entry: Entry
    edition: Edition
    category: str
    genre: str | None
    judge_email: str
    judge_outlet_id: uuid.UUID | None
    judge_branch_id: uuid.UUID | None
    coverage: Coverage | None = None

    @property
    def id(self) -> uuid.UUID:
        return self.assignment.id

    @property
    def sheet(self) -> ScoreSheet | None:
        return self.assignment.sheet

    @property
    def version(self) -> int:
        """The edition version of the sheet; 0 before the first save."""
        return self.sheet.version if self.sheet else 0

    @property
    def least_share(self) -> int | None:
        """How much of the work the round asks to be seen, in percent; None where it asks for nothing."""
        return None if self.round.coverage is CoverageRule.OFF else self.round.coverage_share

    @cached_property
    def facts(self) -> JudgeFacts:
        """What counts about the judge now."""
        judge = Judge(self.assignment.judge_id, self.judge_email, self.judge_outlet_id, self.judge_branch_id)
        return judge_facts(judge, self.edition)

    @cached_property
    def conflict(self) -> Conflict | None:
        """The judge's conflict with the work, derived from the facts as they are now."""
        return conflict_of(self.facts, facts_of_work(self.entry.id, self.entry.owner_id))

    @cached_property
    def blind(self) -> bool:
        """Whether names are hidden from the judge now."""
        return hides_names(self.round)

    @cached_property
    def title(self) -> str:
        """The work's title as the judge may read it."""
        return self.masked(self.entry.title)

    @cached_property
    def summary(self) -> str:
        """The work's summary as the judge may read it."""
        return self.masked(self.entry.summary)

    @cached_property
    def hidden(self) -> Names:
        """The names that the judge must not read now."""
        return hidden_names(self.round, self.entry.id)

    def masked(self, text: str) -> str:
        """A text of the work as the judge may read it."""
        return self.hidden.masked(text)

    @property
    def viewer(self) -> Viewer:
        """What the task's judge is to the work."""
        return Viewer.IN_CONFLICT if self.conflict else Viewer.JUDGE

    @property
    def phase(self) -> Phase:
        """How far the round is."""
        return phase_of(self.round.state)

    def shows(self, matter: Matter) -> bool:
        """Whether the task's judge sees the matter now."""
        return sees(self.viewer, matter, self.phase, blind=self.blind)

    @cached_property
    def criteria(self) -> Sequence[Criterion]:
        """The criteria of the round that are for works of this kind, in the order of the sheet."""
        criteria = self.round.criteria
        if not any(criterion.works for criterion in criteria):
            return criteria
        names = _names_of(self.edition, self.entry)
        return [criterion for criterion in criteria if applies(criterion.works, names)]


def _names_of(edition: Edition, entry: Entry) -> frozenset[str]:
    """By which names a criterion may mean the work."""
    category = next((one for one in edition.categories if one.id == entry.category_id), None)
    if category is None:
        return frozenset()
    genre = next((one.code for one in category.genres if one.id == entry.genre_id), None)
    return names_of(category.code, category.media_type, genre)


JUDGE = (Person.email, Person.outlet_id, Person.branch_id)

# Statements of pages that judges open all day are built once; the edition with its rounds is kept by the process.
TASK_ROWS = (
    sa.select(Assignment, Entry, Edition.id, Edition.stamp, Category.name, Genre.name, *JUDGE, Coverage)
    .join(Round, Round.id == Assignment.round_id)
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(Edition, Edition.id == Round.edition_id)
    .join(Category, Category.id == Entry.category_id)
    .outerjoin(Genre, Genre.id == Entry.genre_id)
    .join(Person, Person.id == Assignment.judge_id)
    .outerjoin(Coverage, sa.and_(Coverage.person_id == Assignment.judge_id, Coverage.entry_id == Assignment.entry_id))
    .options(joinedload(Assignment.sheet))
)
TASK_ROW = TASK_ROWS.where(Assignment.id == sa.bindparam("task_id"))


def task(task_id: uuid.UUID) -> Task | None:
    """The task, whoever asks; `rules.may_judge` decides who may see it."""
    row = db.session.execute(TASK_ROW, {"task_id": task_id}).one_or_none()
    return task_of(row) if row else None


def task_of(row: sa.Row) -> Task:
    """The task of one of `TASK_ROWS`."""
    assignment, entry, edition_id, stamp, *others = row
    edition = kept_at(edition_id, stamp)
    round_ = next(one for one in edition.rounds if one.id == assignment.round_id)
    return Task(assignment, round_, entry, edition, *others)


def task_for(judge_id: uuid.UUID, round_id: uuid.UUID, entry_id: uuid.UUID) -> Task | None:
    """The task of a judge on a work in a round."""
    statement = sa.select(Assignment.id).where(
        Assignment.round_id == round_id, Assignment.entry_id == entry_id, Assignment.judge_id == judge_id
    )
    found = db.session.scalar(statement)
    return task(found) if found else None


@dataclass(frozen=True)
class Neighbours:
    """Where a task stands in its judge's queue, from 1, of how many, with the tasks before and after it."""

    place: int
    count: int
    before: uuid.UUID | None
    after: uuid.UUID | None


def _neighbours() -> sa.Select:
    mine = queues.MINE
    order, here = Assignment.position, sa.bindparam("position")
    number = sa.select(sa.func.count()).select_from(Assignment).where(mine)
    one = sa.select(Assignment.id).where(mine).limit(1)
    return sa.select(
        number.where(order <= here).scalar_subquery(),
        number.scalar_subquery(),
        one.where(order < here).order_by(order.desc()).scalar_subquery(),
        one.where(order > here).order_by(order).scalar_subquery(),
    )


NEIGHBOURS = _neighbours()


def neighbours(task: Task) -> Neighbours:
    """One statement for what is hidden from the judge, and one by the index of the queue."""
    held = task.assignment
    hidden = [one.id for one in queues.hidden_by(task.facts, task.round)]
    values = {"judge_id": held.judge_id, "round_id": held.round_id, "position": held.position, "hidden": hidden}
    return Neighbours(*db.session.execute(NEIGHBOURS, values).one())
