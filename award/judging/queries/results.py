"""The frozen results of closed rounds, the ledger, and all marks for the office after closing."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, page_of, window
from award.editions.models import Round, Subcommittee
from award.editions.queries import KeptRound
from award.editions.states import RoundState
from award.entries.models import Author, Entry
from award.judging.models import (
    Assignment,
    RoundClosing,
    RoundReport,
    ScoreEvent,
    ScoreSheet,
    Standing,
    TieDecision,
)
from award.judging.queries import rounds
from award.judging.queries.counting import chairs_order, criteria_of, rules_by_subcommittee, rules_of
from award.judging.recount import Closed, Frozen, Sheet
from award.judging.states import TaskState
from award.kit.messages import say
from award.kit.refusals import WrongMoment

STEP = 1000


def frozen(round_: Round) -> Round:
    """The round, if it is closed; before that nobody sees marks, means or orders (`WrongMoment`), and those of a
    calibration round nobody ever sees."""
    if round_.calibration:
        raise WrongMoment(say("A calibration round has no ranking: each judge sees the own distance, and nobody else."))
    if round_.state is not RoundState.CLOSED:
        raise WrongMoment(say("The ranking can be seen once the round “%(round)s” is closed.", round=round_.name))
    return round_


def standings(round_id: uuid.UUID, *, passed_only: bool = False) -> list[Standing]:
    """The frozen results, by sub-committee and rank, unranked works last; empty before the round is closed."""
    statement = sa.select(Standing).where(Standing.round_id == round_id).order_by(Standing.place)
    return list(db.session.scalars(statement.where(Standing.passed) if passed_only else statement))


SUBCOMMITTEES = {
    "all": [],
    "subcommittee_id": [Standing.subcommittee_id == sa.bindparam("subcommittee_id")],
    "without": [Standing.subcommittee_id.not_in(sa.bindparam("without", expanding=True))],
}


def _ranked(which: str) -> tuple[sa.Select, sa.Select]:
    """The count and one page of a ranking: of one sub-committee, of all, or of all but some."""
    chosen = [Standing.round_id == sa.bindparam("round_id"), *SUBCOMMITTEES[which]]
    columns = (Standing.rank, Standing.shown_score, Standing.marks_given, Standing.passed, Standing.tie_rule)
    rows = (
        sa.select(*columns, Entry.code, Entry.title, Subcommittee.name.label("subcommittee"))
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Subcommittee, Subcommittee.id == Standing.subcommittee_id)
        .where(*chosen)
        .order_by(Standing.place)
    )
    return sa.select(sa.func.count()).select_from(Standing).where(*chosen), window(rows)


CLOSING = sa.select(RoundClosing.id, RoundClosing.at, RoundClosing.tally_version, RoundClosing.ledger_head).where(
    RoundClosing.round_id == sa.bindparam("round_id")
)
RANKED = {which: _ranked(which) for which in SUBCOMMITTEES}


def ranking(
    round_: Round,
    closing: Any,
    subcommittee_id: uuid.UUID | None,
    *,
    page: int,
    without: frozenset[uuid.UUID] = frozenset(),
) -> Page:
    """One page of the ranking of a closed round, for one sub-committee or all of them, those `without` left out."""
    which, values = "all", {"round_id": frozen(round_).id}
    if subcommittee_id:
        which, values = "subcommittee_id", values | {"subcommittee_id": subcommittee_id}
    elif without:
        which, values = "without", values | {"without": tuple(sorted(without))}
    return page_of(RANKED[which][1], page=page, total=_ranked_works(closing.id, which, **values), values=values)


@lru_cache(maxsize=64)
def ranking_at(
    kept: KeptRound, subcommittee_id: uuid.UUID | None, *, page: int, without: frozenset[uuid.UUID]
) -> tuple[Any, Page]:
    """How a round was closed (`id`, `at`, `tally_version`, `ledger_head`) and one page of its ranking, read once for as long
    as nothing is recorded."""
    closing = db.session.execute(CLOSING, {"round_id": frozen(kept.round).id}).one()
    return closing, ranking(kept.round, closing, subcommittee_id, page=page, without=without)


@lru_cache(maxsize=1024)
def _ranked_works(closing_id: uuid.UUID, which: str, **values: Any) -> int:
    """How many works a closing ranked: no closing ever has more or fewer."""
    return db.session.scalar(RANKED[which][0], values)


@dataclass(frozen=True)
class Tie:
    """Works of one sub-committee that share a rank, and whether the border runs through them."""

    subcommittee: str
    rank: int
    score: Any
    at_the_border: bool
    works: list[Any]


def ties(round_: Round) -> list[Tie]:
    """What is still equal in a closed round, in the order of the ranking; the number of statements is fixed."""
    rows = standing_rows(round_)
    groups: dict[tuple, list[Any]] = {}
    for row in rows:
        if row.rank is not None:
            groups.setdefault((row.subcommittee, row.rank), []).append(row)
    rules = rules_by_subcommittee(round_)
    found = []
    for (subcommittee, rank), works in groups.items():
        if len(works) > 1:
            own = rules[works[0].subcommittee_id]
            most, mark = own.pass_count, own.pass_mark
            by_mark = mark is not None and works[0].shown_score * 100 >= mark
            across = most is not None and not by_mark and rank <= most < rank + len(works) - 1
            found.append(Tie(subcommittee, rank, works[0].shown_score, across, works))
    return found


@dataclass(frozen=True)
class TieOfRound:
    """A tie with its round: what the page of the chair's decision needs."""

    __tablename__ = Round.__tablename__

    round: Round
    tie: Tie | None

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def tie_of(round_id: uuid.UUID, entry_id: uuid.UUID) -> TieOfRound | None:
    """The tie of a closed round in which the work stands, with `tie` None where it shares its rank with no other; None
    for a round that is not closed or has no such work."""
    round_ = rounds.round_by_id(round_id)
    if round_ is None or all(entry_id != known for known, _ in frozen_works(round_id)):
        return None
    found = (tie for tie in ties(round_) if any(row.entry_id == entry_id for row in tie.works))
    return TieOfRound(round_, next(found, None))


def frozen_works(round_id: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(work, sub-committee) of every standing, by the works' codes as at closing."""
    statement = (
        sa.select(Standing.entry_id, Standing.subcommittee_id)
        .join(Entry, Entry.id == Standing.entry_id)
        .where(Standing.round_id == round_id)
        .order_by(Entry.code)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def decisions_on_ties(round_id: uuid.UUID) -> list[Any]:
    """The chair's decisions as rows (code, place, reason, when, who), by instant and place."""
    statement = (
        sa.select(Entry.code, TieDecision.place, TieDecision.reason, TieDecision.at, Person.full_name.label("who"))
        .join(Entry, Entry.id == TieDecision.entry_id)
        .join(Person, Person.id == TieDecision.actor_id)
        .where(TieDecision.round_id == round_id)
        .order_by(TieDecision.at, TieDecision.place)
    )
    return list(db.session.execute(statement))


def report(round_id: uuid.UUID) -> RoundReport | None:
    """What stands beside the ranking, once the worker has counted it."""
    return db.session.scalar(sa.select(RoundReport).where(RoundReport.round_id == round_id))


END = (
    sa.select(ScoreEvent.sequence, ScoreEvent.hash)
    .where(ScoreEvent.round_id == sa.bindparam("round_id"))
    .order_by(ScoreEvent.sequence.desc())
    .limit(1)
)


def end(round_id: uuid.UUID) -> Any:
    """The number and the hash of the last event of the round's ledger, one that waits to be written included."""
    waiting = [one for one in db.session.new if isinstance(one, ScoreEvent) and one.round_id == round_id]
    if waiting:
        return max(waiting, key=lambda event: event.sequence)
    with db.session.no_autoflush:
        return db.session.execute(END, {"round_id": round_id}).one_or_none()


def last_event(round_id: uuid.UUID) -> ScoreEvent | None:
    """The last event of the round's ledger."""
    statement = sa.select(ScoreEvent).where(ScoreEvent.round_id == round_id).order_by(ScoreEvent.sequence.desc())
    return db.session.scalar(statement.limit(1))


def ledger(round_id: uuid.UUID) -> Iterator[ScoreEvent]:
    """The round's ledger from its beginning, read in steps."""
    statement = sa.select(ScoreEvent).where(ScoreEvent.round_id == round_id).order_by(ScoreEvent.sequence)
    with db.session.scalars(statement.execution_options(yield_per=STEP)) as events:
        yield from events


def for_recount(round_: Round, closing: RoundClosing) -> Closed:
    """What `recount.recount` needs of a closed round; the quorum and what passes are read from the configuration,
    which cannot change once works are in."""
    rows = db.session.execute(
        sa.select(
            Entry.code,
            Subcommittee.code.label("subcommittee"),
            Standing.rank,
            Standing.score,
            Standing.tie_rule,
            Standing.passed,
            Standing.inputs,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Subcommittee, Subcommittee.id == Standing.subcommittee_id)
        .where(Standing.round_id == round_.id)
        .order_by(Standing.place)
    )
    codes = dict(
        db.session.execute(
            sa.select(Entry.id, Entry.code)
            .join(Standing, Standing.entry_id == Entry.id)
            .where(Standing.round_id == round_.id)
        ).all()
    )
    sheets = db.session.execute(
        sa.select(Assignment.id, Assignment.entry_id, sa.type_coerce(ScoreSheet.total, sa.BigInteger), ScoreSheet.marks)
        .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(Assignment.round_id == round_.id, Assignment.state == TaskState.SCORED)
        .order_by(Assignment.id)
    ).all()
    return Closed(
        round=f"{round_.edition.code}/{round_.code}",
        rules=replace(rules_of(round_), method=closing.method),
        own_rules={one.code: replace(rules_of(round_, one.code), method=closing.method) for one in round_.panels},
        tally_version=closing.tally_version,
        ledger_head=closing.ledger_head,
        standings=[Frozen(*row) for row in rows],
        sheets={task_id: Sheet(codes.get(entry_id), total, marks) for task_id, entry_id, total, marks in sheets},
        criteria=criteria_of((codes[entry_id], marks) for _, entry_id, _, marks in sheets if entry_id in codes),
        chair={codes[entry_id]: place for entry_id, place in chairs_order(round_.id).items()},
        ledger=ledger(round_.id),
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
