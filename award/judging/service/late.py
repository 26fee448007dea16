"""Marks and votes that come after the close: refused, but on the record, so that nobody can say that they never came."""

import uuid
from functools import partial
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.judging.models import LateMark
from award.judging.queries import late, rounds
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import WrongMoment


def too_late(
    round_: Round, actor: Any, entry_id: uuid.UUID | None = None, judge_id: uuid.UUID | None = None
) -> WrongMoment:
    """The refusal of what came to a closed round from its judge, on one work or (None) as a ballot; where `actor` typed it
    from the paper of a judge, that judge is named."""
    refusal = WrongMoment(
        say(
            "The round “%(round)s” is closed (%(time)s), and this came after it: it is not kept and does not count. The "
            "office sees that it came and when, not what it says. Should the round be opened again, send it once more.",
            round=round_.name,
            time=rounds.closing(round_.id).at,
        )
    )
    refusal.fact = partial(note_late, round_.id, entry_id, judge_id or actor.id, actor=actor)
    return refusal


def note_late(round_id: uuid.UUID, entry_id: uuid.UUID | None, judge_id: uuid.UUID, *, actor: Any) -> None:
    """Writes down that something came late: once for each work and closing, however often it was sent."""
    round_, closing = rounds.round_by_id(round_id), rounds.closing(round_id)
    if closing is None or late.noted(round_id, judge_id, entry_id, closing.at):
        return
    row = LateMark(round_id=round_id, judge_id=judge_id, entry_id=entry_id, at=clock.now(), closed_at=closing.at)
    db.session.add(row)
    record("judging.late", round_, actor=actor, after={"judge": judge_id, "entry": entry_id})
