"""The frozen results of closed rounds, the ledger, and all marks for the office after closing."""

import uuid
from collections.abc import Iterator

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Round, Subcommittee
from award.editions.states import RoundState
from award.entries.models import Author, Entry
from award.judging.models import Assignment, RoundClosing, ScoreEvent, ScoreSheet, Standing
from award.judging.recount import Closed, Frozen
from award.judging.states import TaskState
from award.judging.tally import Rules
from award.kit.messages import say
from award.kit.refusals import WrongMoment

STEP = 1000


def frozen(round_: Round) -> Round:
    """The round, if it is closed; before that nobody sees marks, means or orders (`WrongMoment`)."""
    if round_.state is not RoundState.CLOSED:
        raise WrongMoment(say("The ranking can be seen once the round “%(round)s” is closed.", round=round_.name))
    return round_


def standings(round_id: uuid.UUID, *, passed_only: bool = False) -> list[Standing]:
    """The frozen results, by sub-committee and rank, unranked works last; empty before the round is closed."""
    statement = sa.select(Standing).where(Standing.round_id == round_id).order_by(Standing.place)
    return list(db.session.scalars(statement.where(Standing.passed) if passed_only else statement))


def ranking(round_: Round, subcommittee_id: uuid.UUID | None, *, page: int) -> Page:
    """One page of the ranking of a closed round, for one sub-committee or all of them."""
    chosen = [Standing.round_id == frozen(round_).id]
    if subcommittee_id:
        chosen.append(Standing.subcommittee_id == subcommittee_id)
    statement = (
        sa.select(
            Standing.rank,
            Standing.shown_score,
            Standing.marks_given,
            Standing.passed,
            Entry.code,
            Entry.title,
            Subcommittee.name.label("subcommittee"),
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Subcommittee, Subcommittee.id == Standing.subcommittee_id)
        .where(*chosen)
        .order_by(Standing.place)
    )
    return paged(statement, page=page, count=sa.select(sa.func.count()).select_from(Standing).where(*chosen))


END = (
    sa.select(ScoreEvent.sequence, ScoreEvent.hash)
    .where(ScoreEvent.round_id == sa.bindparam("round_id"))
    .order_by(ScoreEvent.sequence.desc())
    .limit(1)
)


def end(round_id: uuid.UUID) -> sa.Row | None:
    """The number and the hash of the last event of the round's ledger."""
    return db.session.execute(END, {"round_id": round_id}).one_or_none()


def last_event(round_id: uuid.UUID) -> ScoreEvent | None:
    """The last event of the round's ledger."""
    statement = sa.select(ScoreEvent).where(ScoreEvent.round_id == round_id).order_by(ScoreEvent.sequence.desc())
    return db.session.scalar(statement.limit(1))


def ledger(round_id: uuid.UUID) -> Iterator[ScoreEvent]:
    """The round's ledger from its beginning, read in steps."""
    statement = sa.select(ScoreEvent).where(ScoreEvent.round_id == round_id).order_by(ScoreEvent.sequence)
    yield from db.session.scalars(statement.execution_options(yield_per=STEP))


def for_recount(round_: Round, closing: RoundClosing) -> tuple[Closed, list[Frozen], dict, Iterator[ScoreEvent]]:
    """What `recount.recount` needs of a closed round; the quorum and what passes are read from the configuration,
    which cannot change once works are in."""
    mark = None if round_.pass_mark is None else int(round_.pass_mark * 100)
    rules = Rules(closing.method, round_.quorum, round_.pass_count, mark)
    rows = db.session.execute(
        sa.select(
            Entry.code,
            Subcommittee.code,
            Standing.rank,
            Standing.score,
            Standing.passed,
            Standing.inputs,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Subcommittee, Subcommittee.id == Standing.subcommittee_id)
        .where(Standing.round_id == round_.id)
        .order_by(Standing.place)
    )
    sheets = db.session.execute(
        sa.select(Assignment.id, Entry.code, sa.type_coerce(ScoreSheet.total, sa.BigInteger))
        .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Assignment.round_id == round_.id, Assignment.state == TaskState.SCORED)
        .order_by(Assignment.id)
    )
    closed = Closed(f"{round_.edition.code}/{round_.code}", rules, closing.tally_version, closing.ledger_head)
    return (
        closed,
        [Frozen(*row) for row in rows],
        {task_id: (code, total) for task_id, code, total in sheets},
        ledger(round_.id),
    )


def marks(round_: Round) -> list:
    """Every task of a closed round as a row (work, sub-committee, judge, judge's name, state, total, remark, reason),
    judges in the order of their names: what the export is made of."""
    statement = (
        sa.select(
            Assignment.entry_id,
            Assignment.subcommittee_id,
            Assignment.judge_id,
            Person.full_name.label("judge"),
            Assignment.state,
            ScoreSheet.total,
            ScoreSheet.remark,
        )
        .join(Person, Person.id == Assignment.judge_id)
        .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(Assignment.round_id == frozen(round_).id)
        .where(Assignment.state.not_in([TaskState.PROPOSED, TaskState.CANCELLED]))
        .order_by(Person.name_key, Person.id)
    )
    return list(db.session.execute(statement))


def standing_rows(round_: Round) -> list:
    """Every standing of a closed round as a row with code and title, in the order of the ranking."""
    statement = (
        sa.select(
            Standing.entry_id,
            Standing.subcommittee_id,
            Subcommittee.name.label("subcommittee"),
            Standing.rank,
            Standing.shown_score,
            Standing.marks_given,
            Standing.passed,
            Entry.code,
            Entry.title,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Subcommittee, Subcommittee.id == Standing.subcommittee_id)
        .where(Standing.round_id == frozen(round_).id)
        .order_by(Standing.place)
    )
    return list(db.session.execute(statement))


def authors(round_: Round) -> dict[uuid.UUID, list[str]]:
    """Names of the authors of each work of a closed round."""
    statement = (
        sa.select(Author.entry_id, Author.full_name)
        .join(Standing, Standing.entry_id == Author.entry_id)
        .where(Standing.round_id == frozen(round_).id)
        .order_by(Author.entry_id, Author.position)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for entry_id, name in db.session.execute(statement):
        found.setdefault(entry_id, []).append(name)
    return found
