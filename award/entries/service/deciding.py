"""What the office decides on an entry. Reasons are shown to who entered it, and go into the letter."""

from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db
from award.entries.models import Entry
from award.entries.service.ground import change_state, write
from award.entries.states import EntryState
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean


def accept(entry: Entry, *, actor: Any) -> None:
    """The work meets the rules and goes on to the judges."""
    change_state(entry, "accept", actor=actor)
    write("accepted", entry)


def return_for_supplement(entry: Entry, *, reason: str, actor: Any, answer_by: datetime | None = None) -> None:
    """Asks for what is missing; the entry can be edited and sent in again under its code, until `answer_by` where one is
    given, else until the edition's own deadline for supplements."""
    reason = _reason(reason)
    entry.supplement_until = answer_by
    change_state(entry, "return", actor=actor, reason=reason)
    write("returned", entry, reason=reason, answer_by=answer_by)


def prolong_supplement(entry: Entry, *, until: datetime, actor: Any) -> None:
    """Gives a later last instant for the supplement that is awaited, and says so to who entered the work."""
    if entry.state is not EntryState.RETURNED:
        raise WrongMoment(say("No supplement to this work is awaited now."))
    before, entry.supplement_until = entry.supplement_until, until
    entry.version += 1
    db.session.flush()
    record("entry.prolong", entry, actor=actor, before={"until": before}, after={"until": until})
    write("prolonged", entry, reason=entry.state_reason, answer_by=until)


def reject(entry: Entry, *, reason: str, actor: Any) -> None:
    """The work does not meet the rules."""
    reason = _reason(reason)
    change_state(entry, "reject", actor=actor, reason=reason)
    write("ineligible", entry, reason=reason)


def disqualify(entry: Entry, *, reason: str, actor: Any) -> None:
    """Takes an eligible work out of the award for what was found later."""
    reason = _reason(reason)
    change_state(entry, "disqualify", actor=actor, reason=reason)
    write("disqualified", entry, reason=reason)


def _reason(text: str) -> str:
    reason = clean(text or "")
    if not reason:
        raise Refusal(say("Write the reason; it is sent to who entered the work."), "reason")
    return reason
