"""Choosing the works of earlier years on which judges try their measure."""

from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.editions.models import Round, Subcommittee
from award.editions.states import RoundState
from award.judging.models import Assignment, CalibrationWork
from award.judging.queries import calibration
from award.judging.states import TaskState
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment


def choose_work(round_: Round, edition: Any, code: str, subcommittee: Subcommittee, *, actor: Any) -> CalibrationWork:
    """Puts a work of another edition before the judges of a sub-committee. Raises `WrongMoment` once the round has
    begun, `Refusal` where the edition has no such work that was accepted, or it is chosen already."""
    _still_planned(round_)
    entry = calibration.earlier_work(edition.id, code.strip().upper())
    if entry is None or edition.id == round_.edition_id:
        raise Refusal(say("There is no accepted work with this code in that edition."), "work")
    there = sa.select(CalibrationWork.id).where(
        CalibrationWork.round_id == round_.id, CalibrationWork.entry_id == entry.id
    )
    if db.session.scalar(there):
        raise Refusal(say("This work is chosen already."), "work")
    choice = CalibrationWork(round_id=round_.id, entry_id=entry.id, subcommittee_id=subcommittee.id)
    db.session.add(choice)
    db.session.flush()
    told = {"code": entry.code, "subcommittee": subcommittee.code}
    record("judging.choose_calibration", choice, actor=actor, edition=round_.edition, after=told)
    return choice


def drop_work(choice: CalibrationWork, round_: Round, *, actor: Any) -> None:
    """Takes a work out again, with what was proposed of it. Raises `WrongMoment` once the round has begun, or where
    judges have the work already."""
    _still_planned(round_)
    own = (Assignment.round_id == round_.id, Assignment.entry_id == choice.entry_id)
    given = sa.select(Assignment.id).where(*own, Assignment.state != TaskState.PROPOSED)
    if db.session.scalar(sa.select(given.exists())):
        raise WrongMoment(say("Judges have this work already."))
    db.session.execute(sa.delete(Assignment).where(*own))
    record(
        "judging.drop_calibration", choice, actor=actor, edition=round_.edition, before={"entry_id": choice.entry_id}
    )
    db.session.delete(choice)
    db.session.flush()


def _still_planned(round_: Round) -> None:
    if round_.state is not RoundState.PLANNED:
        raise WrongMoment(say("The round “%(round)s” has begun: its works stay as they are.", round=round_.name))
