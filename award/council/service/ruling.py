"""The council rules on an objection; a prize falls where it is upheld; letters before the clocks run out."""

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from award.audit.service import record
from award.council import queries
from award.council.models import Objection, Prize
from award.council.queries import Case
from award.council.service.letters import drafts, send
from award.council.service.objections import keep_out, tell_authors, tell_filer, tell_office
from award.council.states import OBJECTION, PRIZE, ObjectionState, Ruling
from award.db import db
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean

# How long before its end a clock is called to mind.
BEFORE = timedelta(days=2)


def rule(
    case: Case,
    ruling: Ruling,
    *,
    reason: str,
    falls: Collection[uuid.UUID],
    took_part: Collection[uuid.UUID],
    actor: Any,
) -> None:
    """The council's ruling with its reason; `falls` are the prizes of the work that are withdrawn by it, `took_part` the
    members who decided.

    Refused: before the author answered or the days for it are over, without a reason or members, with members who have a
    conflict, and an upheld objection by which no prize falls.
    """
    found = case.objection
    target = OBJECTION.target("rule", found.state)
    if found.state is ObjectionState.ASKED and clock.now() <= found.answer_by:
        raise WrongMoment(say("The author can answer until %(moment)s.", moment=found.answer_by))
    names = [one.full_name for one in case.members if one.id in took_part]
    reason = clean(reason)
    prizes = [one for one in queries.prizes_of_work(case) if one.id in falls]
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    if not names:
        raise Refusal(say("Tick the members who took part in the ruling."))
    if ruling is Ruling.UPHELD and not prizes and queries.prizes_of_work(case):
        raise Refusal(say("Where an objection is upheld, a prize falls. Tick which."))
    if ruling is Ruling.REJECTED and prizes:
        raise Refusal(say("Where an objection is rejected, no prize falls."))
    found.state, found.ruling, found.reason = target, ruling, reason
    found.took_part, found.ruled_by_id, found.ruled_at = names, actor.id, clock.now()
    keep_out(case)
    db.session.flush()
    record("objection.rule", found, actor=actor, after={"state": target, "outcome": ruling, "reason": reason})
    for one in prizes:
        take_away(queries.prize(one.id), "fall", actor=actor, reason=reason, number=found.number)
    tell_filer(case, "objection_ruled", ruling=ruling, reason=reason)
    tell_authors(case, "objection_decided", ruling=ruling, reason=reason)
    send(case.edition, drafts(case.edition, prizes, "withdrawn"))


def take_away(prize: Prize, verb: str, *, reason: str, actor: Any, **more: Any) -> None:
    """A public prize counts no more; what it was stays on the record."""
    before, prize.state = prize.state, PRIZE.target(verb, prize.state)
    prize.withdrawn_at = clock.now()
    db.session.flush()
    told = {"state": prize.state, "reason": reason, **more}
    record(f"prize.{verb}", prize, actor=actor, before={"state": before, "level": prize.level_id}, after=told)


def remind() -> int:
    """Calls the running clocks to mind two days before they end, once each; answers how many were called."""
    count = 0
    for found in queries.clocks():
        for word, until in (("answer", found.answer_by), ("ruling", found.rule_by)):
            if _is_due(found, word, until):
                case = queries.case(found.id)
                if word == "answer":
                    tell_authors(case, "objection_asked", until=until)
                else:
                    tell_office(case, "objection_clock", until=until)
                found.reminded = [*found.reminded, word]
                count += 1
    db.session.flush()
    return count


def _is_due(found: Objection, word: str, until: Any) -> bool:
    if until is None or word in found.reminded or (word == "answer" and found.state is not ObjectionState.ASKED):
        return False
    return until - BEFORE <= clock.now()
