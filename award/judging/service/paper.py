"""Judges on paper: the one lawful exception to “nobody but the judge writes a mark”.

It holds only for a judge whom the chair and a secretary together have let mark on paper in that round. Two different
persons of the office, neither of them the judge, type the same signed sheet, each without seeing what the other typed.
Where both typed the same it becomes the judge's sheet, as an event of its own in the ledger that names both and the
scan; where they differ nothing is recorded, both are shown, and the sheet is typed again. The judge gets a letter with
what was recorded.
"""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from award.accounts.queries import person
from award.accounts.rules import is_office
from award.audit.service import record
from award.db import db, transaction
from award.editions.models import Round
from award.editions.states import FileKind, RoundState
from award.files import service as files
from award.files.queries import stored_file
from award.jobs.service import enqueue
from award.judging import scoring
from award.judging.models import PaperPack, PaperTyping, ScoreSheet
from award.judging.queries import paper, rounds
from award.judging.queries.tasks import Task
from award.judging.service import ledger
from award.judging.service.late import too_late
from award.judging.states import TASK, SheetEvent
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.outbox.service import post

SCANS = (FileKind.PDF, FileKind.IMAGE)
LARGEST_SCAN = 8 * 2**20


def expect_scan(task: Task, marks: Mapping[str, Decimal], *, name: str, size: int, actor: Any) -> uuid.UUID:
    """The identity of a file that waits for the bytes of a scan, where what was typed beside it could be kept. The bytes
    go to the bucket outside of any transaction (`files.service.send_bytes`), and only then is the sheet typed."""
    _may_type(task, actor)
    _complete(task, marks)
    _mine(task, actor)
    try:
        return files.begin(name=name, size=size, kinds=SCANS, largest=LARGEST_SCAN, owner=actor).id
    except Refusal as refusal:
        raise Refusal(refusal.message, "scan") from refusal


def type_sheet(
    task: Task, marks: Mapping[str, Decimal], remark: str, *, scan_id: uuid.UUID | None = None, actor: Any
) -> bool:
    """Keeps what one person typed of a sheet on paper, with a scan whose bytes are here. True where it is now recorded,
    since another person typed the same; False where it waits for the other, or differs."""
    _may_type(task, actor)
    kept = _complete(task, marks)
    typing = _mine(task, actor)
    typing.marks, typing.remark, typing.at, typing.recorded = kept, remark, clock.now(), False
    typing.scan_id = scan_id or typing.scan_id
    db.session.add(typing)
    db.session.flush()
    record("judging.type_sheet", task.assignment, actor=actor, edition=task.edition)
    other = next((one for one, _ in paper.typings(task.id) if one.typist_id != actor.id and not one.recorded), None)
    if other is None or (other.marks, other.remark) != (kept, remark):
        return False
    if other.scan_id is None and typing.scan_id is None:
        raise Refusal(say("One of the two must bring the scan of the signed sheet."), "scan")
    _record(task, marks, other, typing, actor)
    return True


def type_with_scan(
    task_id: uuid.UUID,
    marks: Mapping[str, Decimal],
    remark: str,
    scan_id: uuid.UUID,
    body: bytes,
    *,
    actor_id: uuid.UUID,
) -> bool:
    """Sends the bytes of an expected scan to the bucket, then types the sheet with it, in transactions of its own. Raises
    `Refusal` when the bucket is silent: nothing is typed then, and the file that waits is given up by the worker. A
    scan whose sheet can no longer be typed is given up at once."""
    try:
        files.send_bytes(scan_id, body, actor_id=actor_id)
    except files.Unanswered as fault:
        raise Refusal(
            say(
                "The file store does not answer, so nothing was kept. Choose the scan again and send this page once "
                "more in a few minutes."
            ),
            "scan",
        ) from fault
    try:
        with transaction():
            return type_sheet(_still_there(task_id), marks, remark, scan_id=scan_id, actor=person(actor_id))
    except Refusal:
        with transaction():
            files.abandon(stored_file(scan_id), actor=person(actor_id))
        raise


def _still_there(task_id: uuid.UUID) -> Task:
    """The task; it may have left its judge while the scan was on its way."""
    task = paper.task_on_paper(task_id)
    if task is None:
        raise WrongMoment(say("The work was taken from this judge meanwhile, so the sheet was not kept."))
    return task


def _may_type(task: Task, actor: Any) -> None:
    judge_id = task.assignment.judge_id
    if not paper.on_paper(task.round.id, judge_id):
        raise Refusal(say("Only the judge of a task may do this."))
    if actor.id == judge_id or not is_office(actor, task.round):
        raise Refusal(say("Sheets on paper are typed by two persons of the office, not by the judge."))
    if task.round.state is RoundState.CLOSED:
        TASK.target("confirm", task.assignment.state)  # what is recorded already did not come late
        raise too_late(task.round, actor, task.entry.id, judge_id)
    if task.round.state is not RoundState.OPEN:
        raise WrongMoment(say("The round “%(round)s” is not open: no sheet can be typed.", round=task.round.name))
    if task.conflict:
        raise Refusal(task.conflict.reason)
    TASK.target("confirm", task.assignment.state)


def _complete(task: Task, marks: Mapping[str, Decimal]) -> dict[str, str]:
    measures = scoring.measures(task.criteria)
    for code, message in scoring.faults_of(marks, measures, task.round.step).items():
        raise Refusal(message, scoring.field_of(code))
    kept = {code: scoring.plain(mark) for code, mark in sorted(marks.items())}
    names = {criterion.code: criterion.name for criterion in task.criteria}
    lacking = scoring.missing(kept, measures)
    if lacking:
        raise NotReady([say("“%(criterion)s” has no mark yet.", criterion=names[code]) for code in lacking])
    return kept


def _mine(task: Task, actor: Any) -> PaperTyping:
    """The actor's own typing; a sheet has two typists, and a third one finds both places taken."""
    there = [one for one, _ in paper.typings(task.id)]
    mine = next((one for one in there if one.typist_id == actor.id), None)
    if mine is None and sum(not one.recorded for one in there) >= 2:
        raise Refusal(say("Two persons have typed this sheet already; one of them corrects it."))
    return mine or PaperTyping(assignment_id=task.id, typist_id=actor.id)


def _record(task: Task, marks: Mapping[str, Decimal], first: PaperTyping, second: PaperTyping, actor: Any) -> None:
    sheet = task.sheet or ScoreSheet(assignment_id=task.id, round_id=task.round.id, version=0, note="", feedback="")
    sheet.marks, sheet.remark = second.marks, second.remark
    sheet.total = scoring.total(marks, scoring.measures(task.criteria))
    sheet.version, sheet.saved_at, sheet.confirmed_at = sheet.version + 1, clock.now(), clock.now()
    held = task.assignment
    held.sheet, held.state = sheet, TASK.target("confirm", held.state)
    held.opened_at, held.scored_at, held.later = held.opened_at or clock.now(), clock.now(), False
    held.reason = None
    total = scoring.plain(sheet.total)
    content = {
        "marks": sheet.marks,
        "total": total,
        "remark": sheet.remark,
        "version": sheet.version,
        "typed_by": [str(first.typist_id), str(second.typist_id)],
        "scans": [str(one.scan_id) for one in (first, second) if one.scan_id],
    }
    first.recorded = second.recorded = True
    ledger.append(held, SheetEvent.TYPED, content, actor=actor)
    record("judging.typed", held, actor=actor, edition=task.edition, after={"version": sheet.version})
    db.session.flush()
    _tell(task, total)


def _tell(task: Task, total: str) -> None:
    judge = rounds.judge(task.assignment.judge_id)
    lines = [f"{criterion.name}: {task.sheet.marks[criterion.code]}" for criterion in task.criteria]
    post(
        "judging/typed",
        to=judge,
        edition=task.edition,
        name=judge.full_name,
        round=task.round.name,
        code=task.entry.code,
        lines=lines,
        total=total,
        remark=task.sheet.remark,
        typists=[name for _, name in paper.typings(task.id)],
    )


def ask_for_pack(round_: Round, judge_id: Any, *, actor: Any) -> None:
    """Has the worker make the printed pack of a judge on paper."""
    if not paper.on_paper(round_.id, judge_id):
        raise Refusal(say("This judge does not mark on paper in this round."))
    key = f"judging.pack:{round_.id}:{judge_id}"
    enqueue("judging.pack", key=key, round_id=str(round_.id), judge_id=str(judge_id), actor_id=str(actor.id))


def keep_pack(round_: Round, judge_id: Any, body: bytes, works: int, *, actor: Any) -> PaperPack:
    """Keeps the pack in the bucket, in place of an earlier one."""
    name = f"tap-cham-{round_.edition.code}-{round_.code}.pdf"
    file = files.store_bytes(name=name, body=body, kinds=[FileKind.PDF], owner=actor)
    db.session.execute(sa.delete(PaperPack).where(PaperPack.round_id == round_.id, PaperPack.judge_id == judge_id))
    made = PaperPack(round_id=round_.id, judge_id=judge_id, file_id=file.id, works=works, at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made
