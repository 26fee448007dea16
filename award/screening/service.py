"""The secretariat's decision on a work: the clauses as they stood, then the act on the entry, then the record."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db
from award.entries import queries as entries
from award.entries import service as entry_service
from award.entries.checks import Check, open_ones, run
from award.entries.models import Entry
from award.entries.states import ENTRY
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, Stale
from award.kit.text import clean
from award.outbox.values import packed
from award.screening.models import Screening
from award.screening.reasons import Reason
from award.screening.states import VERBS, Verdict


def decide(
    entry: Entry,
    verdict: Verdict,
    *,
    reasons: Iterable[str] = (),
    note: str = "",
    answer_by: datetime | None = None,
    version: int | None = None,
    actor: Any,
) -> Screening:
    """Finds a work eligible, returns it for a supplement until `answer_by`, or finds it ineligible.

    `reasons` are codes of `Reason`; `note` is everything that the author is told, in words. Accepting although a
    clause is broken needs a note too: it stays on the record and goes to nobody. A `version` of None does not ask
    whether the entry was changed meanwhile.
    """
    if version is not None and version != entry.version:
        raise Stale(say("This work was changed or decided on meanwhile. Look at it again before deciding."))
    ENTRY.target(VERBS[verdict], entry.state)
    checks, note = checks_of(entry), clean(note)
    overridden = [check.clause for check in open_ones(checks)] if verdict is Verdict.ELIGIBLE else []
    _check_words(verdict, overridden, note)
    _check_day(entry, verdict, answer_by)
    decision = Screening(
        entry_id=entry.id,
        verdict=verdict,
        reasons=[Reason(code).value for code in reasons] if verdict is not Verdict.ELIGIBLE else [],
        note=note,
        clauses=[frozen(check) for check in checks],
        actor_id=actor.id,
        at=clock.now(),
        answer_by=answer_by if verdict is Verdict.RETURNED else None,
    )
    db.session.add(decision)
    db.session.flush()
    _act(entry, decision, actor=actor)
    told = {"verdict": verdict, "reasons": decision.reasons, "note": note, "overridden": overridden}
    record("screening.decide", entry, actor=actor, after={name: value for name, value in told.items() if value})
    return decision


def checks_of(entry: Entry) -> list[Check]:
    """Every clause that holds for the work, as it stands now; changes nothing."""
    dossier = entries.dossier(entry)
    return run(dossier.facts, dossier.rules)


def frozen(check: Check) -> dict[str, Any]:
    """A clause as it is kept with a decision; its sentences can still be said in every language."""
    return {
        "clause": check.clause,
        "title": packed(check.title),
        "found": packed(check.found),
        "limit": packed(check.limit),
        "verdict": packed(check.verdict),
        "met": not check.stands_in_the_way,
    }


def _act(entry: Entry, decision: Screening, *, actor: Any) -> None:
    if decision.verdict is Verdict.ELIGIBLE:
        entry_service.accept(entry, actor=actor)
    elif decision.verdict is Verdict.RETURNED:
        entry_service.return_for_supplement(entry, reason=decision.note, answer_by=decision.answer_by, actor=actor)
    else:
        entry_service.reject(entry, reason=decision.note, actor=actor)


def _check_words(verdict: Verdict, overridden: list[str], note: str) -> None:
    if note:
        return
    if verdict is not Verdict.ELIGIBLE:
        raise Refusal(say("Choose a reason or write one; it is sent to who entered the work."), "note")
    if overridden:
        raise Refusal(say("A clause is not met. Write why the work is eligible all the same."), "note")


def _check_day(entry: Entry, verdict: Verdict, answer_by: datetime | None) -> None:
    if verdict is not Verdict.RETURNED or answer_by is None:
        return
    if answer_by <= clock.now():
        raise Refusal(say("This day is over. Choose a later one."), "answer_by")
    term = entries.setting(entry).supplements
    if term is not None and answer_by > term.hard_at:
        raise Refusal(
            say("Supplements are received until %(moment)s. Choose an earlier day.", moment=term.shown_at), "answer_by"
        )
