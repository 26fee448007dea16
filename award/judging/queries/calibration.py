"""Calibration rounds: works of earlier years, and a judge's own distance from the others, which only that judge sees."""

import uuid
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.editions.models import Edition, Round, Subcommittee
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging.distance import Distance, distances
from award.judging.models import Assignment, CalibrationWork, ScoreSheet
from award.judging.queries.queues import MINE, as_seen, hidden_tasks, values_of
from award.judging.queries.rounds import round_by_id
from award.judging.states import TaskState


def calibration_round(round_id: uuid.UUID) -> Round | None:
    """A round with its edition, if it is for calibration."""
    round_ = round_by_id(round_id)
    return round_ if round_ is not None and round_.calibration else None


def calibration_works(round_id: uuid.UUID) -> list[Any]:
    """The chosen works as rows (id of the choice, code, title, edition, sub-committee), by edition and code."""
    statement = (
        sa.select(
            *(CalibrationWork.id, Entry.code, Entry.title),
            *(Edition.short_title.label("edition"), Edition.year, Subcommittee.name.label("subcommittee")),
        )
        .join(Entry, Entry.id == CalibrationWork.entry_id)
        .join(Edition, Edition.id == Entry.edition_id)
        .join(Subcommittee, Subcommittee.id == CalibrationWork.subcommittee_id)
        .where(CalibrationWork.round_id == round_id)
        .order_by(Subcommittee.position, Edition.year.desc(), Entry.code, Entry.id)
    )
    return list(db.session.execute(statement))


def earlier_editions(edition_id: uuid.UUID) -> list[Edition]:
    """The other editions of the installation, the newest first."""
    statement = sa.select(Edition).where(Edition.id != edition_id)
    return list(db.session.scalars(statement.order_by(Edition.year.desc(), Edition.code)))


def earlier_work(edition_id: uuid.UUID, code: str) -> Entry | None:
    """A work of an edition by its code, if it was accepted there."""
    statement = sa.select(Entry).where(
        Entry.edition_id == edition_id, Entry.code == code, Entry.state == EntryState.ELIGIBLE
    )
    return db.session.scalar(statement)


@dataclass(frozen=True)
class ChosenWork:
    """A choice with its round: what the door asks about."""

    __tablename__ = CalibrationWork.__tablename__

    choice: CalibrationWork
    round: Round

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def chosen_work(choice_id: uuid.UUID) -> ChosenWork | None:
    """One choice."""
    choice = db.session.get(CalibrationWork, choice_id)
    return ChosenWork(choice, round_by_id(choice.round_id)) if choice else None


OWN = (
    sa.select(Assignment.entry_id, Entry.code, Entry.title, ScoreSheet.total)
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
    .where(MINE, Assignment.state == TaskState.SCORED)
    .order_by(Assignment.position, Assignment.id)
)


def own_distances(judge: Person, round_: Round) -> list[tuple[Any, Distance]]:
    """The works that the judge marked in a closed calibration round (rows with code, title, total), each with the
    distance from the mean of the others. The number of statements is fixed."""
    rows = as_seen(round_, list(db.session.execute(OWN, values_of(judge, round_, hidden_tasks(judge, round_)))))
    others: dict[uuid.UUID, list[Fraction]] = {row.entry_id: [] for row in rows}
    statement = (
        sa.select(Assignment.entry_id, ScoreSheet.total)
        .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(Assignment.round_id == round_.id, Assignment.state == TaskState.SCORED)
        .where(Assignment.judge_id != judge.id)
    )
    for entry_id, total in db.session.execute(statement):
        if entry_id in others:
            others[entry_id].append(Fraction(total))
    found = distances([(Fraction(row.total), others[row.entry_id]) for row in rows])
    return list(zip(rows, found, strict=True))
