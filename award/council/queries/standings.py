"""Reading what prizes come from: the standings of the last closed round, with the works and the people behind them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, selectinload

from award.accounts.models import Organisation
from award.council.models import Prize
from award.council.people import people_of
from award.council.places import Contender
from award.council.prize_table import PrizeTable
from award.council.queries.prizes import HeldPrize, prizes_of_edition
from award.council.states import PrizeState
from award.db import db
from award.editions.models import Edition, PrizeLevel, Round, Subcommittee
from award.editions.states import PrizeKind, RoundMode, RoundState
from award.entries.models import Author, Entry
from award.entries.queries.same_people import MARKS, identity_of
from award.entries.states import EntryState
from award.judging.models import Standing


@dataclass(frozen=True)
class Situation:
    """All that prizes are decided by: the edition's table, the round closed last (id, name, state, scale; None before
    that), the rounds, prizes given, and works in the running."""

    table: PrizeTable
    closed: Any
    rounds: list[Any]
    held: list[HeldPrize]
    contenders: list[Contender]

    @property
    def codes(self) -> dict[uuid.UUID, str]:
        """The codes of all works here."""
        held = {one.entry_id: one.code for one in self.held if one.entry_id}
        return held | {one.work: one.code for one in self.contenders}

    def codes_without(self, hidden: frozenset[uuid.UUID]) -> dict[uuid.UUID, str]:
        """The codes of the works that the reader is shown."""
        return {work: code for work, code in self.codes.items() if work not in hidden}


def situation(edition: Edition) -> Situation:
    """The edition must have been read with its table (`edition_with_table`); three statements, or five where an author
    can have one main prize only."""
    found, held = rounds(edition.id), prizes_of_edition(edition.id)
    closed, marked = last_closed(found), last_closed(one for one in found if one.mode is RoundMode.MARKS)
    people = people_behind(edition.id) if edition.one_main_per_author else {}
    table = PrizeTable(edition, marked.scale if marked else None, people)
    works = contenders(closed.id, people, marked.id if marked else None) if closed else []
    return Situation(table, closed, found, held, works)


def edition_with_table(code: str) -> Edition | None:
    """An edition with its categories, sub-committees, themes and its prize table."""
    table = (
        selectinload(Edition.categories),
        selectinload(Edition.themes),
        selectinload(Edition.subcommittees).selectinload(Subcommittee.scopes),
        selectinload(Edition.prize_levels).selectinload(PrizeLevel.places),
    )
    return db.session.scalar(sa.select(Edition).where(Edition.code == code).options(*table))


@dataclass(frozen=True)
class StepOf:
    """A work of an edition, or an organisation, that the council decides a step of."""

    __tablename__ = Edition.__tablename__

    edition: Edition
    key: uuid.UUID

    @property
    def id(self) -> uuid.UUID:
        """The edition, which rules ask about."""
        return self.edition.id


def step_of(code: str, entry_id: uuid.UUID) -> StepOf | None:
    """A work of this edition, or an organisation; whether there is a step for it the verb says."""
    edition, entry = edition_with_table(code), db.session.get(Entry, entry_id)
    if edition is None or (entry.edition_id != edition.id if entry else db.session.get(Organisation, entry_id) is None):
        return None
    return StepOf(edition, entry_id)


def rounds(edition_id: uuid.UUID) -> list[Any]:
    """The edition's rounds in order, as (id, name, state, scale, mode); calibration is not counted and left out."""
    columns = (Round.id, Round.name, Round.state, Round.scale, Round.mode)
    statement = sa.select(*columns).where(Round.edition_id == edition_id, ~Round.calibration)
    return list(db.session.execute(statement.order_by(Round.position)))


def last_closed(found: Iterable[Any]) -> Any | None:
    """The last of these rounds that is closed."""
    return next((one for one in reversed(list(found)) if one.state is RoundState.CLOSED), None)


def contenders(
    round_id: uuid.UUID, people: dict[uuid.UUID, frozenset] | None = None, marked_id: uuid.UUID | None = None
) -> list[Contender]:
    """The works that passed the round, have a score and are still in the running, with their exact scores and the rank
    that the rules for equal scores gave them; `people` are those behind each work, `marked_id` is
    the round whose marks floors are compared with."""
    marked = aliased(Standing)
    statement = (
        sa.select(
            Standing.entry_id,
            Entry.category_id,
            Standing.score,
            Standing.subcommittee_id,
            Standing.rank,
            Entry.theme_id,
            Entry.code,
            marked.score,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .outerjoin(marked, sa.and_(marked.entry_id == Standing.entry_id, marked.round_id == marked_id))
        .where(
            Standing.round_id == round_id,
            Standing.passed,
            Standing.score.is_not(None),
            Entry.state == EntryState.ELIGIBLE,
            ~_lost_a_main_prize(),
        )
        .order_by(Entry.code)
    )
    behind = people or {}
    return [
        Contender(
            work,
            category,
            Fraction(score),
            judged_by,
            rank,
            behind.get(work, frozenset()),
            theme,
            code,
            Fraction(mark or 0) if marked_id else None,
        )
        for work, category, score, judged_by, rank, theme, code, mark in db.session.execute(statement)
    ]


def _lost_a_main_prize() -> Any:
    """A work whose main prize was withdrawn is no longer in the running."""
    return sa.exists().where(
        Prize.entry_id == Entry.id,
        Prize.state == PrizeState.WITHDRAWN,
        PrizeLevel.id == Prize.level_id,
        PrizeLevel.kind == PrizeKind.MAIN,
    )


def people_behind(edition_id: uuid.UUID) -> dict[uuid.UUID, frozenset]:
    """Who stands behind each eligible work, one number for one person over all works: one statement."""
    statement = (
        sa.select(Author.entry_id, Author.outlet_id, *MARKS.values())
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.edition_id == edition_id, Entry.state == EntryState.ELIGIBLE)
        .order_by(Author.entry_id, Author.position)
    )
    return people_of((row.entry_id, identity_of(row)) for row in db.session.execute(statement))
