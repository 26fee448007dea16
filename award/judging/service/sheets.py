"""The judge's verbs on one task. Nothing else in the product writes marks."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.states import CoverageRule, RoundState
from award.judging import pins as pins_of
from award.judging import scoring
from award.judging.models import DeclaredConflict, ScoreSheet
from award.judging.queries import Task, file_ids, share_seen
from award.judging.service import ledger
from award.judging.service.late import too_late
from award.judging.states import TASK, SheetEvent
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment

# Acts on a closed round that stay on its record.
MARKING = frozenset({"save", "confirm"})
# What counts or is read by others; the judge's own notes stay out of the ledger.
IN_LEDGER = ("marks", "remark", "feedback")


def open_task(task: Task, *, actor: Any) -> None:
    """Notes that the judge has looked at the work for the first time."""
    if task.assignment.opened_at is None and task.round.state is RoundState.OPEN and TASK.allows("open", _state(task)):
        task.assignment.state, task.assignment.opened_at = TASK.target("open", _state(task)), clock.now()
        record("judging.open_task", task.assignment, actor=actor, edition=task.edition)


def save_sheet(
    task: Task,
    marks: Mapping[str, Decimal],
    note: str,
    remark: str,
    *,
    feedback: str | None = None,
    pins: Mapping[str, str] | None = None,
    version: int,
    actor: Any,
) -> ScoreSheet:
    """Keeps the sheet as it stands now: `marks` by the code of the criterion (only those given), `note` and `pins` (by
    the file) for the judge alone, `remark` for the council, `feedback` for the author; what is None stays as it is.
    `version` is the one the judge had before them (0: no sheet yet); it does not matter where the stored sheet says the
    same."""
    state = _may_write(task, "save", actor)
    _in_scale(task, marks)
    sheet, before = task.sheet, task.sheet and _texts(task.sheet)
    texts = {
        "marks": {code: scoring.plain(mark) for code, mark in sorted(marks.items())},
        "note": note,
        "remark": remark,
        "feedback": (sheet.feedback if sheet else "") if feedback is None else feedback,
        "pins": (sheet.pins if sheet else {}) if pins is None else _pinned(task, pins),
    }
    if before == texts:
        return sheet
    if version != task.version:
        raise Stale(say("This sheet was saved in another window meanwhile."))
    sheet = _written(task, texts, scoring.total(marks, _measures(task)))
    task.assignment.state, task.assignment.opened_at = state, task.assignment.opened_at or clock.now()
    if before is None or any(before[name] != texts[name] for name in IN_LEDGER):
        ledger.append(task.assignment, SheetEvent.SAVED, _content(sheet), actor=actor)
    record("judging.save_sheet", task.assignment, actor=actor, edition=task.edition, after={"version": sheet.version})
    return sheet


def _texts(sheet: ScoreSheet) -> dict[str, Any]:
    return {name: getattr(sheet, name) for name in ("marks", "note", "remark", "feedback", "pins")}


def _pinned(task: Task, typed: Mapping[str, str]) -> dict[str, str]:
    return pins_of.kept(typed, file_ids(task.entry.id)) if any(typed.values()) else {}


def _written(task: Task, texts: Mapping[str, Any], total: Decimal | None) -> ScoreSheet:
    sheet = task.sheet or ScoreSheet(assignment_id=task.id, round_id=task.round.id, version=0)
    for name, value in texts.items():
        setattr(sheet, name, value)
    sheet.total = total
    sheet.version, sheet.saved_at = sheet.version + 1, clock.now()
    task.assignment.sheet = sheet
    return sheet


def confirm_sheet(task: Task, *, version: int, actor: Any) -> None:
    """The judge stands by the sheet: from now on it counts. Needs a mark for every criterion, and where the round has
    such a rule, its share of the work seen."""
    state = _may_write(task, "confirm", actor)
    if version != task.version:
        raise Stale(say("This sheet was saved in another window meanwhile."))
    given = task.sheet.marks if task.sheet else {}
    lacking = scoring.missing(given, _measures(task))
    if lacking:
        names = {criterion.code: criterion.name for criterion in task.criteria}
        raise NotReady([say("“%(criterion)s” has no mark yet.", criterion=names[code]) for code in lacking])
    _has_seen(task)
    task.assignment.state, task.assignment.scored_at, task.assignment.later = state, clock.now(), False
    task.assignment.reason = None
    task.sheet.confirmed_at, task.sheet.version = clock.now(), task.sheet.version + 1
    ledger.append(task.assignment, SheetEvent.CONFIRMED, _content(task.sheet), actor=actor)
    record("judging.confirm_sheet", task.assignment, actor=actor, edition=task.edition)


def reopen_sheet(task: Task, *, actor: Any) -> None:
    """The judge takes a confirmed sheet back to change it; until it is confirmed again it does not count."""
    task.assignment.state, task.assignment.scored_at = _may_write(task, "reopen", actor), None
    task.sheet.confirmed_at, task.sheet.version = None, task.sheet.version + 1
    ledger.append(task.assignment, SheetEvent.REOPENED, {"version": task.sheet.version}, actor=actor)
    record("judging.reopen_sheet", task.assignment, actor=actor, edition=task.edition)


def later(task: Task, *, on: bool = True, actor: Any) -> None:
    """Marks the task to come back to, or takes the mark off."""
    state = _may_write(task, "later", actor)
    task.assignment.state, task.assignment.opened_at = state, task.assignment.opened_at or clock.now()
    task.assignment.later = on
    record("judging.later", task.assignment, actor=actor, edition=task.edition, after={"later": on})


def declare_conflict(task: Task, reason: str, *, actor: Any) -> None:
    """The judge stays away from the work for good; marks already given no longer count."""
    _its_judge(task, actor)
    _needed(reason, say("Say what the conflict is, in a few words."))
    state = TASK.target("recuse", _state(task))
    if task.round.state is RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is closed.", round=task.round.name))
    db.session.add(
        DeclaredConflict(person_id=actor.id, entry_id=task.entry.id, reason=reason, at=clock.now()),
    )
    _leave(task, state, SheetEvent.RECUSED, reason, actor)


def abstain(task: Task, reason: str, *, actor: Any) -> None:
    """The judge does not mark this work, for a reason that is no conflict."""
    state = _may_write(task, "abstain", actor)
    _needed(reason, say("Say why the work is not marked, in a few words."))
    _leave(task, state, SheetEvent.ABSTAINED, reason, actor)


def _leave(task: Task, state: Any, event: SheetEvent, reason: str, actor: Any) -> None:
    task.assignment.state, task.assignment.reason, task.assignment.later = state, reason, False
    ledger.append(task.assignment, event, {"reason": reason}, actor=actor)
    record(f"judging.{event.value}", task.assignment, actor=actor, edition=task.edition, after={"reason": reason})


def confirm_sheets(sheets: Iterable[tuple[Task, int]], *, actor: Any) -> list[tuple[Task, Refusal]]:
    """Confirms several sheets, each with the version that the judge had before them; answers those that were refused,
    with the reason, which stay as they are."""
    refused = []
    for task, version in sheets:
        try:
            confirm_sheet(task, version=version, actor=actor)
        except Refusal as refusal:
            refused.append((task, refusal))
            if refusal.fact:
                refusal.fact()
    return refused


def _has_seen(task: Task) -> None:
    """Refuses where the round's rule asks for more of the work to be seen; works with nothing to count pass."""
    if task.round.coverage is not CoverageRule.RULE:
        return
    share = share_seen(task)
    if share is not None and share < task.round.coverage_share:
        raise NotReady(
            [
                say(
                    "%(share)s%% of the work was seen or heard; this round asks for %(least)s%% before a sheet is "
                    "confirmed. The marks are kept; or the work can be left unmarked, with the reason.",
                    share=share,
                    least=task.round.coverage_share,
                )
            ]
        )


def _state(task: Task) -> Any:
    return task.assignment.state


def _its_judge(task: Task, actor: Any) -> None:
    """The rule at the door has asked this already; a verb that writes marks asks again, whoever calls it."""
    if actor.id != task.assignment.judge_id:
        raise Refusal(say("Only the judge of a task may do this."))


def _may_write(task: Task, verb: str, actor: Any) -> Any:
    """The state that the act leads to; refuses when the round is not open, and for a judge in conflict."""
    _its_judge(task, actor)
    if task.round.state is RoundState.CLOSED and verb in MARKING:
        raise too_late(task.round, actor, task.entry.id)
    if task.round.state is not RoundState.OPEN:
        raise WrongMoment(
            say(
                "The round “%(round)s” is not open: marks cannot be given or changed now (“%(state)s”).",
                round=task.round.name,
                state=task.round.state,
            )
        )
    if task.conflict:
        raise Refusal(task.conflict.reason)
    if task.round.is_ballot and verb != "abstain":
        raise Refusal(say("The round “%(round)s” decides by ballot: it has no score sheets.", round=task.round.name))
    return TASK.target(verb, _state(task))


def _needed(text: str, message: Any) -> None:
    if not text.strip():
        raise Refusal(message, "reason")


def _measures(task: Task) -> list[scoring.Measure]:
    return scoring.measures(task.criteria)


def _in_scale(task: Task, marks: Mapping[str, Decimal]) -> None:
    faults = scoring.faults_of(marks, _measures(task), task.round.step)
    for code, message in faults.items():
        raise Refusal(message, scoring.field_of(code))


def _content(sheet: ScoreSheet) -> dict[str, Any]:
    total = None if sheet.total is None else scoring.plain(sheet.total)
    content = {"marks": sheet.marks, "total": total, "remark": sheet.remark, "version": sheet.version}
    return {**content, "feedback": sheet.feedback} if sheet.feedback else content
