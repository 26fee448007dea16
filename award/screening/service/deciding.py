"""The secretariat's decision on a work: the clauses and the work as they stood, then the act on the entry, then the
record; and the supplement that a decision asks for."""

from collections.abc import Collection, Iterable
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
from award.screening import queries
from award.screening.models import Screening
from award.screening.service.queueing import forget
from award.screening.states import VERBS, Verdict

MOST_ITEMS, LONGEST_ITEM = 30, 300


def decide(
    entry: Entry,
    verdict: Verdict,
    *,
    reasons: Iterable[str] = (),
    note: str = "",
    items: Iterable[str] = (),
    answer_by: datetime | None = None,
    late_reason: str = "",
    version: int | None = None,
    actor: Any,
) -> Screening:
    """Finds a work eligible, returns it for a supplement until `answer_by`, or finds it ineligible.

    `reasons` are codes of the edition's reasons; `note` is everything that the author is told, in words; `items` is what
    a supplement must bring, line by line. A day after the edition's last one for supplements needs a `late_reason`.
    Accepting although a clause is broken sets the clause aside, with the note as the reason, which goes to nobody. A
    `version` of None does not ask whether the entry was changed meanwhile.
    """
    if version is not None and version != entry.version:
        raise Stale(say("This work was changed or decided on meanwhile. Look at it again before deciding."))
    ENTRY.target(VERBS[verdict], entry.state)
    checks, note, late_reason = checks_of(entry), clean(note), clean(late_reason)
    overridden = open_ones(checks) if verdict is Verdict.ELIGIBLE else []
    _check_words(verdict, overridden, note)
    returned = verdict is Verdict.RETURNED
    if returned and answer_by is not None:
        check_day(entry, answer_by, late_reason)
    decision = Screening(
        entry_id=entry.id,
        verdict=verdict,
        reasons=_known(entry, reasons) if verdict is not Verdict.ELIGIBLE else [],
        note=note,
        clauses=[frozen(check) for check in checks],
        content=queries.content_of(entry),
        items=_items(items) if returned else [],
        actor_id=actor.id,
        at=clock.now(),
        answer_by=answer_by if returned else None,
        late_reason=late_reason if returned and answer_by is not None else "",
    )
    db.session.add(decision)
    db.session.flush()
    _act(entry, decision, overridden, actor=actor)
    forget(entry)
    _record(entry, decision, [check.clause for check in overridden], actor=actor)
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


def prolong(entry: Entry, until: datetime, *, late_reason: str = "", actor: Any) -> None:
    """Puts off the last instant of a supplement that is awaited; its author is told."""
    late_reason = clean(late_reason)
    check_day(entry, until, late_reason)
    if entry.supplement_until and until <= entry.supplement_until:
        raise Refusal(say("Choose a day after the present one."), "answer_by")
    entry_service.prolong_supplement(entry, until=until, actor=actor)
    record("screening.prolong", entry, actor=actor, after={"until": until, "late_reason": late_reason})


def tick(request: queries.Request, done: Collection[int], *, actor: Any) -> None:
    """Keeps which items of a supplement (by place, from 0) its author has ticked off."""
    items = [dict(item, done=place in done) for place, item in enumerate(request.decision.items)]
    if items != request.decision.items:
        request.decision.items = items
        db.session.flush()
        record("screening.tick", request.entry, actor=actor, after={"done": sorted(done), "of": len(items)})


def check_day(entry: Entry, day: datetime, late_reason: str) -> None:
    """Refuses a last instant for a supplement that is over, or lies after the edition's and has no reason."""
    if day <= clock.now():
        raise Refusal(say("This day is over. Choose a later one."), "answer_by")
    term = entries.setting(entry).supplements
    if term is not None and day > term.hard_at and not late_reason:
        raise Refusal(
            say(
                "Supplements are received until %(moment)s. Choose an earlier day, or write why a later one holds for "
                "this work.",
                moment=term.shown_at,
            ),
            "answer_by",
        )


def _act(entry: Entry, decision: Screening, overridden: list[Check], *, actor: Any) -> None:
    if decision.verdict is Verdict.ELIGIBLE:
        for check in overridden:
            entry_service.override(entry, clause=check.key, part=check.part, reason=decision.note, actor=actor)
        entry_service.accept(entry, actor=actor)
    elif decision.verdict is Verdict.RETURNED:
        entry_service.return_for_supplement(entry, reason=decision.note, answer_by=decision.answer_by, actor=actor)
    else:
        entry_service.reject(entry, reason=decision.note, actor=actor)


def _record(entry: Entry, decision: Screening, overridden: list[str], *, actor: Any) -> None:
    told = {
        "verdict": decision.verdict,
        "reasons": decision.reasons,
        "note": decision.note,
        "items": [item["text"] for item in decision.items],
        "late_reason": decision.late_reason,
        "overridden": overridden,
    }
    record("screening.decide", entry, actor=actor, after={name: value for name, value in told.items() if value})


def _known(entry: Entry, codes: Iterable[str]) -> list[str]:
    chosen = set(codes)
    known = [choice.code for choice in queries.reasons(entry.edition_id)]
    if chosen - set(known):
        raise Refusal(say("This reason is not in the list. Choose one of those that are."), "reasons")
    return [code for code in known if code in chosen]


def _items(lines: Iterable[str]) -> list[dict[str, Any]]:
    texts = [text for text in (clean(line) for line in lines) if text]
    if len(texts) > MOST_ITEMS or any(len(text) > LONGEST_ITEM for text in texts):
        raise Refusal(
            say("At most %(most)s lines of at most %(longest)s letters.", most=MOST_ITEMS, longest=LONGEST_ITEM),
            "items",
        )
    return [{"text": text, "done": False} for text in texts]


def _check_words(verdict: Verdict, overridden: list[Check], note: str) -> None:
    if note:
        return
    if verdict is not Verdict.ELIGIBLE:
        raise Refusal(say("Choose a reason or write one; it is sent to who entered the work."), "note")
    if overridden:
        raise Refusal(say("A clause is not met. Write why the work is eligible all the same."), "note")
