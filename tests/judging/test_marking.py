"""The judge's verbs on one task."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.db import db
from award.entries.states import EntryState
from award.judging import ledger, queries, rules, service
from award.judging.models import ScoreEvent, ScoreSheet
from award.judging.queries import results
from award.judging.states import SheetEvent, TaskState
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment


def kinds(room):
    return [event.kind for event in results.ledger(room.round.id)]


def test_a_draft_is_kept_with_its_version_and_total(at_work, cast):
    task = at_work.save(cast.giang, phat_hien="4.5", note="Xem lại trang 2")
    assert (task.sheet.marks, task.sheet.total, task.sheet.version) == ({"phat-hien": "4.5"}, None, 1)
    task = at_work.save(cast.giang, remark="Đề tài hay")
    assert (task.sheet.total, task.sheet.version) == (Decimal(8), 2)
    assert task.assignment.state is TaskState.OPENED


def test_two_tabs_the_second_save_is_refused(at_work, cast):
    at_work.save(cast.giang, version=0)
    with pytest.raises(Stale):
        at_work.save(cast.giang, version=0, phat_hien="1")
    assert at_work.save(cast.giang, version=0).sheet.version == 1


def test_saving_the_same_again_changes_nothing(at_work, cast):
    at_work.save(cast.giang)
    assert at_work.save(cast.giang).sheet.version == 1
    assert kinds(at_work) == [SheetEvent.SAVED]


@pytest.mark.parametrize("marks", [{"phat_hien": "5.5"}, {"phat_hien": "4.25"}, {"khac": "1"}])
def test_marks_outside_the_scale_are_refused_at_their_field(at_work, cast, marks):
    with pytest.raises(Refusal) as refusal:
        at_work.save(cast.giang, **marks)
    assert refusal.value.field == "mark_" + next(iter(marks)).replace("_", "-")


def test_confirming_needs_every_mark(at_work, cast):
    with pytest.raises(NotReady) as refusal:
        at_work.confirm(cast.giang, phat_hien="4")
    assert len(refusal.value.messages) == 2


def test_a_confirmed_sheet_counts_and_is_changed_only_after_taking_it_back(at_work, cast):
    at_work.confirm(cast.giang)
    with pytest.raises(WrongMoment):
        at_work.save(cast.giang, phat_hien="1")
    service.reopen_sheet(at_work.task(cast.giang), actor=cast.giang)
    assert at_work.task(cast.giang).assignment.state is TaskState.OPENED
    assert at_work.confirm(cast.giang, phat_hien="1", the_hien="1", hieu_qua="1").sheet.total == 3
    assert kinds(at_work) == [
        SheetEvent.SAVED,
        SheetEvent.CONFIRMED,
        SheetEvent.REOPENED,
        SheetEvent.SAVED,
        SheetEvent.CONFIRMED,
    ]


def test_before_opening_and_after_closing_no_mark_is_taken(room, cast):
    room.seat(cast.giang, cast.ha).assigned()
    with pytest.raises(WrongMoment, match="not open"):
        room.save(cast.giang)
    room.opened().closed()
    with pytest.raises(WrongMoment, match="came after it"):
        room.save(cast.giang)


def test_nobody_else_writes_marks_for_a_judge(at_work, cast):
    with pytest.raises(Refusal, match="Only the judge"):
        service.save_sheet(at_work.task(cast.giang), {}, "", "", version=0, actor=cast.ha)


def test_a_declared_conflict_ends_the_task_for_good(at_work, cast):
    at_work.confirm(cast.giang)
    service.declare_conflict(at_work.task(cast.giang), "Tác giả là em ruột", actor=cast.giang)
    task = at_work.task(cast.giang)
    assert (task.assignment.state, task.conflict.kind.value) == (TaskState.RECUSED, "declared")
    assert not rules.may_judge(cast.giang, task)
    page, progress, _ = queries.queue(cast.giang, at_work.round)
    assert (page.total, progress.total) == (3, 3)


def test_leaving_needs_a_reason(at_work, cast):
    for leave in (service.abstain, service.declare_conflict):
        with pytest.raises(Refusal) as refusal:
            leave(at_work.task(cast.giang), " ", actor=cast.giang)
        assert refusal.value.field == "reason"


def test_abstaining_is_a_state_of_its_own(at_work, cast):
    service.abstain(at_work.task(cast.giang), "Tệp âm thanh không nghe được", actor=cast.giang)
    assert queries.queue(cast.giang, at_work.round)[1].counts[TaskState.ABSTAINED] == 1


def test_the_first_look_is_noted_once(at_work, cast):
    service.open_task(at_work.task(cast.giang), actor=cast.giang)
    first = at_work.task(cast.giang).assignment.opened_at
    service.open_task(at_work.task(cast.giang), actor=cast.giang)
    assert at_work.task(cast.giang).assignment.opened_at == first


def test_a_task_put_off_comes_last_and_is_never_done(at_work, cast):
    service.later(at_work.task(cast.giang, 0), actor=cast.giang)
    assert queries.queue(cast.giang, at_work.round, which="later")[0].total == 1
    assert queries.queue(cast.giang, at_work.round)[1].done == 0
    assert queries.next_left(cast.giang, at_work.round) == at_work.task(cast.giang, 1).id
    for number in (1, 2, 3):
        at_work.confirm(cast.giang, number)
    assert queries.next_left(cast.giang, at_work.round, after=4) == at_work.task(cast.giang, 0).id


@pytest.mark.parametrize("found", ["own", "outlet", "left", "role"])
def test_the_rule_bites_even_when_the_task_was_given(at_work, cast, found):
    assert rules.may_judge(cast.giang, at_work.task(cast.giang))
    if found == "own":
        at_work.entries[0].authors[0].person_id = cast.giang.id
    elif found == "outlet":
        cast.giang.outlet_id = cast.station.id
    elif found == "left":
        at_work.entries[0].state = EntryState.WITHDRAWN
    else:
        cast.giang.grants[0].revoked_at = cast.giang.grants[0].granted_at
        db.session.flush()
        db.session.expire(cast.giang, ["grants"])
    assert not rules.may_judge(cast.giang, at_work.task(cast.giang))


def test_a_judge_in_conflict_cannot_save_even_past_the_door(at_work, cast):
    cast.giang.outlet_id = cast.station.id
    with pytest.raises(Refusal, match="own outlet"):
        at_work.save(cast.giang)


def test_the_audit_record_holds_no_marks(at_work, cast):
    at_work.confirm(cast.giang, remark="Đề tài hay")
    told = " ".join(str(e.after) + str(e.before) for e in db.session.scalars(sa.select(AuditEvent)))
    assert "4.5" not in told
    assert "Đề tài" not in told


def test_a_changed_byte_in_the_stored_ledger_is_found(at_work, cast):
    at_work.confirm(cast.giang)
    at_work.confirm(cast.ha)
    assert ledger.first_break(list(results.ledger(at_work.round.id))) is None
    event = db.session.get(ScoreEvent, (at_work.round.id, 2))
    event.content = {**event.content, "total": "9"}
    db.session.flush()
    db.session.expire_all()
    assert ledger.first_break(list(results.ledger(at_work.round.id))) == 2


def test_private_notes_stay_out_of_the_ledger(at_work, cast):
    at_work.save(cast.giang, note="riêng tôi")
    sheet = at_work.save(cast.giang, note="riêng tôi, thêm").sheet
    assert sheet.version == 2
    assert len(kinds(at_work)) == 1
    assert "riêng" not in str([event.content for event in results.ledger(at_work.round.id)])
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ScoreSheet)) == 1
