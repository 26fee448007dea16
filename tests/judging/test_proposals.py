"""A proposal beside the present assignment: what is added, kept, taken away; made by the worker; published as one act."""

import pytest
import sqlalchemy as sa

from award.accounts.states import Role
from award.db import db
from award.jobs.service import run_due
from award.judging import queries, service
from award.judging.models import ScoreEvent, Seat
from award.judging.queries import rounds
from award.judging.service import assigning
from award.judging.states import Leaving, SheetEvent, TaskState
from award.kit.refusals import Refusal
from award.outbox.models import Letter
from award.outbox.values import packed
from tests.support.cast import grant, person
from tests.support.counting import statements_of


def loads(room):
    return {load.judge: (load.now, load.taken, load.added, load.then) for load in queries.compared(room.round.id)}


@pytest.fixture
def three(at_work, cast):
    """Giang and Hà have four works each, the round is open; Hùng has just got a seat."""
    return at_work.seat(cast.hung)


def test_what_was_given_stays_unless_the_office_wants_it_even(three, cast):
    service.propose(three.round, actor=cast.dung)
    assert loads(three) == {"Võ Giang": (4, 0, 0, 4), "Đặng Thu Hà": (4, 0, 0, 4)}
    service.propose(three.round, even=True, actor=cast.dung)
    assert sorted(then for *_, then in loads(three).values()) == [2, 3, 3]
    assert sum(taken for _, taken, *_ in loads(three).values()) == 2


def test_what_was_opened_or_marked_never_moves(three, cast):
    for entry in range(4):
        three.confirm(cast.giang, entry)
    service.open_task(three.task(cast.ha, 0), actor=cast.ha)
    service.propose(three.round, even=True, actor=cast.dung)
    assert loads(three)["Võ Giang"] == (4, 0, 0, 4)
    assert three.task(cast.ha, 0).assignment.leaving is None


def test_publication_is_one_act_with_the_ledger_and_a_letter_to_whom_it_concerns(three, cast):
    service.propose(three.round, even=True, actor=cast.dung)
    before = db.session.scalar(sa.select(sa.func.count()).select_from(Letter))
    assert service.publish(three.round, actor=cast.dung) == 2
    events = db.session.scalars(sa.select(ScoreEvent).where(ScoreEvent.kind == SheetEvent.TAKEN)).all()
    assert [event.content for event in events] == [{"reason": "even"}] * 2
    assert len(rounds.tasks(three.round.id, TaskState.CANCELLED)) == 2
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Letter)) > before
    assert queries.proposal(three.round.id) is None
    with pytest.raises(Refusal, match="no proposal"):
        service.publish(three.round, actor=cast.dung)


def test_the_letters_are_read_before_they_are_sent_and_are_then_those(three, cast, client):
    three.save(cast.giang, 0)
    service.propose(three.round, even=True, actor=cast.dung)
    db.session.commit()
    here = f"/rounds/{three.round.id}"
    client.enter_as(cast.dung)
    assert f"{here}/publish/letters" in client.get(f"{here}/assignment").text
    page = client.get(f"{here}/publish/letters").text
    drafts = service.publication_letters(three.round)
    before = set(db.session.scalars(sa.select(Letter.id)))
    assert page.count("<article") == len(drafts) > 1
    assert cast.hung.email in page
    assert client.post(f"{here}/publish").status_code == 303
    sent = db.session.scalars(sa.select(Letter).where(Letter.id.not_in(before)))
    kept = {one.recipient: (one.template, one.values) for one in sent}
    assert kept == {draft.to.email: (draft.template, packed(draft.values)) for draft in drafts}
    assert "<article" not in client.get(f"{here}/publish/letters").text
    assert client.enter_as(cast.giang).get(f"{here}/publish/letters").status_code == 404


@pytest.mark.parametrize("judges", [1, 3, 12])
def test_the_page_of_letters_asks_the_same_however_many_there_are(room, cast, client, judges):
    for number in range(judges):
        judge = person(f"Giám khảo {number}", f"g{number}@example.vn")
        grant(judge, Role.JUDGE, room.edition)
        room.seat(judge)
    room.round.judges_per_work = judges
    service.propose(room.round, actor=cast.dung)
    db.session.commit()
    client.enter_as(cast.dung)
    assert len(service.publication_letters(room.round)) == judges
    assert statements_of(client, f"/rounds/{room.round.id}/publish/letters") <= 12


def test_what_a_judge_opened_meanwhile_is_not_taken(three, cast):
    service.propose(three.round, even=True, actor=cast.dung)
    leaving = next(task for task in rounds.tasks(three.round.id) if task.leaving)
    judge = cast.giang if leaving.judge_id == cast.giang.id else cast.ha
    entry = [one.id for one in three.entries].index(leaving.entry_id)
    three.save(judge, entry)
    service.publish(three.round, actor=cast.dung)
    assert three.task(judge, entry).assignment.state is TaskState.OPENED


def test_a_task_in_conflict_is_replaced_and_taken_away(three, cast):
    cast.giang.outlet_id = cast.paper.id
    three.entries[1].parts[0].outlet_id = cast.paper.id
    three.save(cast.giang, 2)
    service.propose(three.round, actor=cast.dung)
    assert three.task(cast.giang, 1).assignment.leaving is Leaving.CONFLICT
    assert loads(three)["Bùi Quốc Hùng"] == (0, 0, 1, 1)
    service.publish(three.round, actor=cast.dung)
    assert three.task(cast.giang, 1).assignment.state is TaskState.CANCELLED
    assert three.task(cast.hung, 1).assignment.state is TaskState.PUBLISHED


def test_a_judge_who_left_is_replaced_and_nothing_else_moves(three, cast):
    three.confirm(cast.giang, 0)
    seat = db.session.scalar(sa.select(Seat).where(Seat.person_id == cast.giang.id))
    service.unseat(seat, reason="Ốm nặng", actor=cast.dung)
    service.propose(three.round, actor=cast.dung)
    assert loads(three) == {
        "Võ Giang": (1, 0, 0, 1),
        "Đặng Thu Hà": (4, 0, 0, 4),
        "Bùi Quốc Hùng": (0, 0, 3, 3),
    }


def test_forgetting_a_proposal_leaves_what_was_published(three, cast):
    service.propose(three.round, even=True, actor=cast.dung)
    service.drop_proposal(three.round, actor=cast.dung)
    assert rounds.tasks(three.round.id, TaskState.PROPOSED) == []
    assert {task.leaving for task in rounds.tasks(three.round.id)} == {None}
    assert len(rounds.tasks(three.round.id, TaskState.PUBLISHED)) == 8


def test_loads_follow_the_judges_own_limits_where_asked_for(room, cast):
    room.seat(cast.giang, most_works=2).seat(cast.ha, most_works=6)
    room.round.judges_per_work = 1
    service.propose(room.round, proportional=True, actor=cast.dung)
    assert {name: then for name, (*_, then) in loads(room).items()} == {"Võ Giang": 1, "Đặng Thu Hà": 3}


def test_a_large_round_is_thought_through_by_the_worker(room, cast, client, monkeypatch):
    monkeypatch.setattr(assigning, "AT_ONCE", 1)
    here = f"/rounds/{room.round.id}"
    room.seat(cast.giang, cast.ha)
    client.enter_as(cast.dung)
    assert client.post(f"{here}/propose").status_code == 303
    assert rounds.tasks(room.round.id) == []
    assert queries.at_work(room.round.id) == (0, 0)
    assert 'data-behaviour="again"' in client.get(f"{here}/assignment").text
    run_due()
    assert queries.at_work(room.round.id) is None
    assert len(rounds.tasks(room.round.id, TaskState.PROPOSED)) == 8
    assert client.post(f"{here}/publish").status_code == 303


def test_what_changes_while_the_worker_thinks_makes_it_begin_anew(room, cast, monkeypatch):
    room.seat(cast.giang, cast.ha)
    monkeypatch.setattr(assigning, "AT_ONCE", 1)
    service.ask_for_proposal(room.round, service.Wishes(), actor=cast.dung)
    db.session.commit()
    solve, seen = service.solve, []

    def and_then_somebody_sits_down(*arguments):
        plans = solve(*arguments)
        if not seen:
            service.seat(room.edition.subcommittees[0], cast.hung, actor=cast.dung)
            db.session.commit()
        seen.append(len(plans))
        return plans

    monkeypatch.setattr(service, "solve", and_then_somebody_sits_down)
    run_due()
    assert len(seen) == 2
    assert sorted(then for *_, then in loads(room).values()) == [2, 3, 3]


def test_works_that_cannot_be_filled_are_listed_with_who_is_missing(room, cast, client):
    cast.giang.outlet_id = cast.paper.id
    room.entries[1].parts[0].outlet_id = cast.paper.id
    room.seat(cast.giang).seat(cast.ha, most_works=3)
    client.enter_as(cast.dung).post(f"/rounds/{room.round.id}/propose")
    page = client.get(f"/rounds/{room.round.id}/assignment").text
    assert f"{room.entries[1].code}: " in page
    lacking = {one["code"]: one for one in queries.proposal(room.round.id).lacking}
    assert lacking[room.entries[1].code]["away"] == ["Võ Giang"]
    assert sum(one["missing"] for one in lacking.values()) == 2


def test_the_limit_of_a_judge_is_changed_on_its_page(three, cast, client):
    seat = db.session.scalar(sa.select(Seat).where(Seat.person_id == cast.ha.id))
    client.enter_as(cast.dung)
    assert client.post(f"/seats/{seat.id}/cap", data={"most_works": "0"}).status_code == 422
    assert client.post(f"/seats/{seat.id}/cap", data={"most_works": "5"}).status_code == 303
    db.session.refresh(seat)
    assert seat.most_works == 5


def test_the_page_asks_no_more_for_more_works(room, cast, client):
    room.seat(cast.giang, cast.ha)
    counts = []
    for wanted in (1, 3, 30):
        while len(room.entries) < wanted + 4:
            room.enter(cast.cuong)
        service.propose(room.round, actor=cast.dung)
        counts.append(statements_of(client.enter_as(cast.dung), f"/rounds/{room.round.id}/assignment"))
    assert len(set(counts)) == 1
