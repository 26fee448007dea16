"""Letters to judges with works left: by themselves on the mornings that the round names, or when the office asks."""

from collections.abc import Iterable
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import RoundState
from award.entries.models.reminding import Reminder
from award.judging.queries import reminding as queries
from award.judging.queries.queues import Progress
from award.judging.reminding import morning_of
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.service import post


def remind_by_date(round_: Round) -> int:
    """Writes to every judge with works left, once for each morning that the round names, and answers how many letters
    that were. Who has marked everything gets none; a round that is not open has none."""
    if round_.state is not RoundState.OPEN:
        return 0
    morning = morning_of(round_.closes_at, round_.reminder_days, round_.late_reminder_days, clock.now())
    if morning is None:
        return 0
    behind = queries.judges_behind(round_, since=morning.at)
    return len(_write_to(behind, round_, morning.key(round_.id, round_.closes_at), ""))


def remind_now(round_: Round, *, note: str, actor: Any) -> int:
    """Writes to every judge with works left, with a sentence of the office; each gets such a letter once a day. Raises
    `WrongMoment` where the round is not open, `Refusal` where nobody is left to be written to."""
    if round_.state is not RoundState.OPEN:
        raise WrongMoment(say("The round “%(round)s” is not open: there is nothing to remind of.", round=round_.name))
    behind = queries.judges_behind(round_)
    if not behind:
        raise Refusal(say("Every judge has marked everything; nobody needs a reminder."))
    written = _write_to(behind, round_, f"round:{round_.id}:now:{clock.today():%Y-%m-%d}", note)
    if not written:
        raise Refusal(say("Every judge with works left got such a letter today already."))
    record("judging.remind", round_, actor=actor, after={"judges": len(written), "note": note})
    return len(written)


def _write_to(behind: Iterable[tuple[Any, Progress]], round_: Round, mark: str, note: str) -> list[Any]:
    there = queries.reminded(round_, mark)
    waiting = [(judge, progress) for judge, progress in behind if judge.id not in there]
    for judge, progress in waiting:
        _write(judge, progress, round_, note)
        db.session.add(Reminder(person_id=judge.id, edition_id=round_.edition_id, mark=mark, at=clock.now()))
    db.session.flush()
    return waiting


def _write(judge: Any, progress: Progress, round_: Round, note: str) -> None:
    post(
        "judging/reminder",
        to=judge,
        edition=round_.edition,
        name=judge.full_name,
        round=round_.name,
        ballot=round_.is_ballot,
        left=progress.left,
        total=progress.total,
        closes_at=round_.closes_at,
        late=clock.now() >= round_.closes_at,
        note=note,
        round_id=round_.id,
        contact_email=round_.edition.contact_email,
        contact_phone=round_.edition.contact_phone,
    )
