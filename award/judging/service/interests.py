"""Kinship and interests that judges declare: they keep them from works at once, in every edition."""

from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.judging.models import DeclaredInterest
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean, fold


def declare_interest(judge: Any, *, full_name: str, outlet: Any, reason: str) -> DeclaredInterest:
    """Declares kinship with a person, by full name, or an interest in an outlet; declared again nothing changes."""
    name = clean(full_name)
    if bool(name) == bool(outlet):
        raise Refusal(say("Write a person’s full name, or choose an outlet: one of the two."), "full_name")
    if not reason.strip():
        raise Refusal(say("Say what the relation is, in a few words."), "reason")
    folded, outlet_id = fold(name)[:200], outlet.id if outlet else None
    known = db.session.scalar(
        sa.select(DeclaredInterest).where(
            DeclaredInterest.person_id == judge.id,
            DeclaredInterest.name_folded == folded,
            DeclaredInterest.outlet_id == outlet_id if outlet_id else DeclaredInterest.outlet_id.is_(None),
        )
    )
    if known is not None:
        return known
    made = DeclaredInterest(
        person_id=judge.id,
        full_name=name,
        name_folded=folded,
        outlet_id=outlet_id,
        reason=clean(reason),
        at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    record("judging.declare_interest", made, actor=judge, after={"outlet": outlet_id, "person": bool(name)})
    return made
