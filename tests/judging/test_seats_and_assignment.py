"""Seats, the proposal, its publication."""

import pytest
import sqlalchemy as sa

from award.db import db
from award.entries.states import EntryState
from award.judging import queries, service
from award.judging.models import Assignment, Seat
from award.judging.queries import rounds
from award.judging.states import TaskState
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter


def tasks(room, *states):
    return rounds.tasks(room.round.id, *states)


def letters(template):
    return list(db.session.scalars(sa.select(Letter).where(Letter.template == template)))


def test_only_judges_and_the_chair_get_a_seat(room, cast):
    room.seat(cast.giang, cast.hung)
    with pytest.raises(Refusal, match="not a judge"):
        room.seat(cast.cuong)
    with pytest.raises(Refusal, match="not a judge"):
        room.seat(cast.dung)


def test_who_has_a_work_in_the_edition_gets_no_seat(room, cast):
    room.enter(cast.giang)
    with pytest.raises(Refusal, match="has works in this edition"):
        room.seat(cast.giang)


def test_a_co_author_known_by_e_mail_only_gets_no_seat(room, cast):
    room.entries[0].authors[0].email = "ha@example.vn"
    with pytest.raises(Refusal, match="has works"):
        room.seat(cast.ha)


def test_a_proposal_gives_every_work_its_judges_and_evenly(room, cast):
    found = service.propose(room.seat(cast.giang, cast.ha, cast.hung).round, actor=cast.dung)
    loads = rounds.loads(room.round.id)
    assert (found.tasks, found.lacking) == (8, {})
    assert sorted(sum(states.values()) for states in loads.values()) == [2, 3, 3]


def test_a_new_proposal_replaces_the_earlier_one(room, cast):
    service.propose(room.seat(cast.giang, cast.ha).round, actor=cast.dung)
    service.propose(room.round, actor=cast.dung)
    assert len(tasks(room)) == 8


def test_conflicts_are_left_out_and_what_lacks_whom_is_said(room, cast):
    room.entries[1].parts[0].outlet_id = cast.paper.id
    cast.giang.outlet_id = cast.paper.id
    found = service.propose(room.seat(cast.giang, cast.ha).round, actor=cast.dung)
    assert found.lacking == {room.entries[1].code: 1}
    assert room.task(cast.giang, 1) is None
    count, examples = queries.short_works(room.round)
    assert (count, examples[0].code, examples[0].judges) == (1, room.entries[1].code, 1)


def test_own_caps_hold(room, cast):
    room.seat(cast.giang, most_works=1).seat(cast.ha, cast.hung)
    service.propose(room.round, actor=cast.dung)
    assert len([t for t in tasks(room) if t.judge_id == cast.giang.id]) == 1


def test_only_eligible_works_come_before_a_round_and_each_before_its_sub_committee(room, cast):
    room.enter(cast.cuong, "Chưa kiểm tra").state = EntryState.SUBMITTED
    photo = room.enter(cast.cuong, "Ảnh", category=1)
    room.seat(cast.giang, cast.ha).seat(cast.hung, subcommittee=1)
    found = service.propose(room.round, actor=cast.dung)
    assert found.lacking == {photo.code: 1}
    assert {t.entry_id for t in tasks(room) if t.judge_id == cast.hung.id} == {photo.id}
    assert len(tasks(room)) == 9


def test_publication_is_one_act_with_one_letter_for_each_judge(room, cast):
    service.propose(room.seat(cast.giang, cast.ha).round, actor=cast.dung)
    assert service.publish(room.round, actor=cast.dung) == 8
    assert {t.state for t in tasks(room)} == {TaskState.PUBLISHED}
    assert sorted(letter.recipient for letter in letters("judging/published")) == ["giang@example.vn", "ha@example.vn"]
    with pytest.raises(Refusal, match="no proposal"):
        service.publish(room.round, actor=cast.dung)


def test_topping_up_keeps_what_is_there_and_gives_nothing_back_to_who_left(at_work, cast):
    at_work.confirm(cast.giang, 0)
    service.abstain(at_work.task(cast.ha, 0), "Ốm", actor=cast.ha)
    service.declare_conflict(at_work.task(cast.ha, 1), "Người nhà", actor=cast.ha)
    before = {t.id for t in tasks(at_work, TaskState.PUBLISHED, TaskState.SCORED)}
    assert service.propose(at_work.seat(cast.hung).round, actor=cast.dung).tasks == 2
    assert {t.judge_id for t in tasks(at_work, TaskState.PROPOSED)} == {cast.hung.id}
    assert {t.id for t in tasks(at_work, TaskState.PUBLISHED, TaskState.SCORED)} == before


def test_a_judge_who_leaves_the_seat_gives_back_what_is_not_marked_and_may_come_again(at_work, cast):
    at_work.confirm(cast.giang, 0)
    seat = db.session.scalar(sa.select(Seat).where(Seat.person_id == cast.giang.id))
    with pytest.raises(Refusal):
        service.unseat(seat, reason="", actor=cast.dung)
    service.unseat(seat, reason="Đi công tác", actor=cast.dung)
    states = [t.state for t in tasks(at_work) if t.judge_id == cast.giang.id]
    assert sorted(states) == [TaskState.CANCELLED] * 3 + [TaskState.SCORED]
    assert service.propose(at_work.seat(cast.giang).round, actor=cast.dung).lacking == {}
    assert at_work.task(cast.giang, 1).assignment.state is TaskState.PROPOSED


def test_who_keeps_a_seat_for_the_round_keeps_its_tasks_when_another_seat_ends(at_work, cast):
    seat = db.session.scalar(sa.select(Seat).where(Seat.person_id == cast.giang.id))
    kept = Seat(subcommittee_id=seat.subcommittee_id, person_id=cast.giang.id, since=clock.now())
    kept.round_id = at_work.round.id
    db.session.add(kept)
    db.session.flush()
    service.unseat(seat, reason="Chỉ chấm vòng này", actor=cast.dung)
    assert {t.state for t in tasks(at_work) if t.judge_id == cast.giang.id} == {TaskState.PUBLISHED}
    service.unseat(kept, reason="Đi công tác", actor=cast.dung)
    assert {t.state for t in tasks(at_work) if t.judge_id == cast.giang.id} == {TaskState.CANCELLED}


def test_there_is_nothing_to_assign_without_works_or_after_closing(room, cast):
    room.seat(cast.giang, cast.ha).assigned().opened().closed()
    with pytest.raises(WrongMoment, match="closed"):
        service.propose(room.round, actor=cast.dung)


def test_a_proposed_task_is_stored_with_why_and_by_whom(room, cast):
    service.propose(room.seat(cast.giang, cast.ha).round, actor=cast.dung)
    task = db.session.scalar(sa.select(Assignment).limit(1))
    assert (task.why, task.given_by_id, task.given_at <= clock.now()) == ("automatic", cast.dung.id, True)
