"""What of a closed round somebody of the office is not shown: whole sub-committees in which they have a conflict.

A single line left out of a ranking would tell its place by the gap, and its marks by what stands around it. So the
result of a sub-committee is withheld as a whole from who has a conflict with one of its works; others of the office
see it.
"""

import uuid
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from award.db import db
from award.editions.models import Round
from award.editions.queries import KeptRound
from award.judging.models import Standing
from award.judging.queries.facts import Judge, conflicting_works, judge_facts
from award.judging.visibility import Matter, Viewer, phase_of, sees


def withheld(person: Any, round_: Round) -> frozenset[uuid.UUID]:
    """The sub-committees of a round whose standings and marks the person is not shown, by the facts as they are now; the
    number of statements depends on the person alone."""
    if sees(Viewer.ASIDE, Matter.STANDING, phase_of(round_.state)):
        return frozenset()
    selects, values = conflicting_works(judge_facts(person, round_.edition))
    return frozenset(db.session.scalars(_statement(tuple(selects)), {**values, "round_id": round_.id}))


def withheld_at(person: Any, kept: KeptRound) -> frozenset[uuid.UUID]:
    """The same of a round that is kept, read once for as long as nothing is recorded."""
    return _withheld_at(Judge(person.id, person.email, person.outlet_id, person.branch_id), kept)


@lru_cache(maxsize=256)
def _withheld_at(judge: Judge, kept: KeptRound) -> frozenset[uuid.UUID]:
    return withheld(judge, kept.round)


@cache
def _statement(selects: tuple[sa.Select, ...]) -> sa.Select:
    """Built once for each set of facts that somebody may have. The works are few: as one set they are looked up from their
    side, while SQLite, asked for each sub-committee once, would walk all standings by sub-committee."""
    clashing = Standing.entry_id.in_(sa.union(*selects))
    return sa.select(Standing.subcommittee_id).where(Standing.round_id == sa.bindparam("round_id"), clashing)


def withheld_works(person: Any, round_: Round) -> frozenset[uuid.UUID]:
    """The works of a closed round whose standings the person is not shown."""
    without = withheld(person, round_)
    if not without:
        return frozenset()
    statement = sa.select(Standing.entry_id).where(
        Standing.round_id == round_.id, Standing.subcommittee_id.in_(sorted(without))
    )
    return frozenset(db.session.scalars(statement))
