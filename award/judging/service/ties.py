"""Works whose scores are still equal after closing: the chair sets their order, on the record."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import RoundState
from award.editions.ties import TieRule
from award.judging.models import TieDecision
from award.judging.queries import results, rounds
from award.judging.service.rounds import count_reliability, freeze
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import Refusal, WrongMoment

# What packages above say against a change of standings: something is built on them already.
WATCHERS: list[Callable[[Round], Message | None]] = []


def decide_tie(round_: Round, order: Sequence[uuid.UUID], *, reason: str, actor: Any) -> None:
    """Puts works that share a rank in the order given, all of them. Raises `WrongMoment` where the round leaves ties
    together, is not closed, or something is built on its standings; `Refusal` for other works, or without a reason."""
    _may_still_be_decided(round_)
    if not reason:
        raise Refusal(say("Say why the works stand in this order; it goes on the record."), "reason")
    group = next((tie for tie in results.ties(round_) if set(order) == {row.entry_id for row in tie.works}), None)
    if group is None or len(order) != len(group.works):
        raise Refusal(say("These are not the works that share a rank. Look at the ranking again."), "order")
    codes = {row.entry_id: row.code for row in group.works}
    for place, entry_id in enumerate(order, 1):
        values = {"place": place, "reason": reason, "actor_id": actor.id, "at": clock.now()}
        db.session.add(TieDecision(round_id=round_.id, entry_id=entry_id, **values))
    db.session.flush()
    freeze(round_, results.frozen_works(round_.id))
    told = {"order": [codes[entry_id] for entry_id in order], "reason": reason}
    record("judging.decide_tie", round_, actor=actor, after=told)
    count_reliability(round_)


def _may_still_be_decided(round_: Round) -> None:
    if round_.state is not RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is not closed yet.", round=round_.name))
    if TieRule.CHAIR not in round_.ties:
        raise WrongMoment(say("In this round equal scores share a rank; its rules leave nothing to decide."))
    nothing_built_on(round_)


def nothing_built_on(round_: Round) -> None:
    """Refuses (`WrongMoment`) where a later round or the council goes by the standings of this one already."""
    if rounds.next_has_tasks(round_):
        raise WrongMoment(say("The next round has its tasks already; the ranking before it stays as it is."))
    for watcher in WATCHERS:
        why_not = watcher(round_)
        if why_not:
            raise WrongMoment(why_not)
