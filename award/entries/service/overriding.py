"""Setting a check aside on one entry: by the secretariat, with a reason, on the record."""

from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.states import EditionState
from award.entries import queries
from award.entries.checks import Check
from award.entries.models import Entry, Override
from award.entries.service.sending import run_checks
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean


def override(entry: Entry, *, clause: str, part: int | None = None, reason: str, actor: Any) -> Override:
    """Sets a check that is not met aside. `clause` is the key of the check, `part` the position it is about.

    Raises `Refusal` without a reason or where there is nothing to set aside, `WrongMoment` in an archived edition.
    """
    reason = clean(reason or "")
    if not reason:
        raise Refusal(say("Write why the check is set aside."), "reason")
    _ask_edition(entry)
    check = _check(entry, clause, part)
    if check is None or not check.stands_in_the_way:
        raise Refusal(say("This check is met or set aside already."), "clause")
    made = Override(entry_id=entry.id, clause=clause, part=part, reason=reason, actor_id=actor.id, at=clock.now())
    db.session.add(made)
    db.session.flush()
    record("entry.override", entry, actor=actor, after={"clause": clause, "part": part, "reason": reason})
    return made


def lift_override(entry: Entry, *, clause: str, part: int | None = None, actor: Any) -> None:
    """Lets the check hold again; one that is not set aside is no fault."""
    _ask_edition(entry)
    for row in queries.override_rows(entry.id, clause, part):
        db.session.delete(row)
        db.session.flush()
        record("entry.lift_override", entry, actor=actor, before={"clause": clause, "part": part, "reason": row.reason})


def _check(entry: Entry, clause: str, part: int | None) -> Check | None:
    return next((check for check in run_checks(entry) if (check.key, check.part) == (clause, part)), None)


def _ask_edition(entry: Entry) -> None:
    if queries.setting(entry).edition.state is EditionState.ARCHIVED:
        raise WrongMoment(say("This edition is archived."))
