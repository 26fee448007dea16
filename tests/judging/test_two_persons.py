"""Acts that touch marks need two persons; a work goes to another judge on the record."""

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.db import db
from award.editions.states import RoundState
from award.judging import ledger, queries, service
from award.judging.models import JointAct, ScoreEvent, Standing
from award.judging.queries import results
from award.judging.states import JointKind, SheetEvent, TaskState
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter


def letters(template):
    return db.session.scalars(sa.select(Letter).where(Letter.template == template)).all()


@pytest.fixture
def marked(at_work, cast):
    at_work.confirm(cast.giang, 0)
    return at_work


def ask(room, kind, actor, **more):
    return service.ask(room.round, kind, reason="Nhầm thang điểm", actor=actor, **more)


def test_a_sheet_goes_back_to_its_judge_once_a_second_person_agrees(marked, cast):
    task = marked.task(cast.giang)
    act = ask(marked, JointKind.RETURN_SHEET, cast.dung, assignment=task.assignment)
    assert task.assignment.state is TaskState.SCORED
    service.agree(act, actor=cast.hung)
    task = marked.task(cast.giang)
    assert (task.assignment.state, task.sheet.confirmed_at) == (TaskState.OPENED, None)
    assert task.sheet.total == 8
    links = list(results.ledger(marked.round.id))
    assert links[-1].kind is SheetEvent.RETURNED
    assert ledger.counted_totals(links) == {}
    assert ledger.first_break(links) is None
    (letter,) = letters("judging/returned")
    assert letter.values["reason"] == "Nhầm thang điểm"


def test_the_returned_sheet_says_why_until_it_is_confirmed_again(marked, cast, client):
    service.agree(
        ask(marked, JointKind.RETURN_SHEET, cast.dung, assignment=marked.task(cast.giang).assignment), actor=cast.hung
    )
    db.session.commit()
    here = f"/tasks/{marked.task(cast.giang).id}"
    assert "Nhầm thang điểm" in client.enter_as(cast.giang).get(here).text
    task = marked.task(cast.giang)
    service.confirm_sheet(task, version=task.version, actor=cast.giang)
    service.reopen_sheet(task, actor=cast.giang)
    db.session.commit()
    assert "Nhầm thang điểm" not in client.get(here).text


def test_the_one_who_asked_cannot_agree_nor_anybody_twice(marked, cast):
    act = ask(marked, JointKind.RETURN_SHEET, cast.dung, assignment=marked.task(cast.giang).assignment)
    with pytest.raises(Refusal, match="Another person"):
        service.agree(act, actor=cast.dung)
    service.decline(act, actor=cast.hung)
    with pytest.raises(WrongMoment, match="answered already"):
        service.agree(act, actor=cast.hung)
    assert marked.task(cast.giang).assignment.state is TaskState.SCORED


def test_the_database_itself_refuses_one_person_as_both(marked, cast):
    act = ask(marked, JointKind.RETURN_SHEET, cast.dung, assignment=marked.task(cast.giang).assignment)
    act.answered_by_id, act.agreed = cast.dung.id, True
    with pytest.raises(sa.exc.IntegrityError, match="two_persons"):
        db.session.flush()


def test_the_same_is_not_asked_for_twice_and_needs_a_reason(marked, cast):
    task = marked.task(cast.giang).assignment
    ask(marked, JointKind.RETURN_SHEET, cast.dung, assignment=task)
    with pytest.raises(Refusal, match="already"):
        ask(marked, JointKind.RETURN_SHEET, cast.hung, assignment=task)
    with pytest.raises(Refusal) as refusal:
        service.ask(marked.round, JointKind.REOPEN_ROUND, reason="", actor=cast.dung)
    assert refusal.value.field == "reason"


def test_what_became_impossible_meanwhile_is_not_done(marked, cast):
    act = ask(marked, JointKind.RETURN_SHEET, cast.dung, assignment=marked.task(cast.giang).assignment)
    marked.closed()
    with pytest.raises(WrongMoment, match="not open"):
        service.agree(act, actor=cast.hung)


def test_a_closed_round_opens_again_and_its_ranking_is_gone(marked, cast):
    marked.closed()
    act = ask(marked, JointKind.REOPEN_ROUND, cast.dung)
    assert marked.round.state is RoundState.CLOSED
    service.agree(act, actor=cast.hung)
    assert marked.round.state is RoundState.OPEN
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Standing)) == 0
    assert queries.closing(marked.round.id) is None
    event = db.session.scalar(sa.select(AuditEvent).where(AuditEvent.verb == "judging.reopen_round"))
    assert len(letters("judging/reopened")) == 2
    *_, last = links = list(results.ledger(marked.round.id))
    assert (last.kind, last.assignment_id, last.actor_id) == (SheetEvent.ROUND_REOPENED, None, cast.hung.id)
    assert last.previous_hash == event.before["ledger_head"] == last.content["ledger_head"]
    assert (last.content["reason"], last.content["asked_by"]) == ("Nhầm thang điểm", str(cast.dung.id))
    assert ledger.first_break(links) is None
    assert list(ledger.counted_totals(links).values()) == ["8"]


def test_a_round_closed_again_has_the_reopening_under_its_head_and_on_its_papers(world, marked, cast, client):
    first = queries.closing(marked.closed().round.id).ledger_head
    service.agree(ask(marked, JointKind.REOPEN_ROUND, cast.dung), actor=cast.hung)
    head = queries.closing(marked.closed().round.id).ledger_head
    assert head == results.last_event(marked.round.id).hash != first
    compared = queries.compare(marked.round.id, first)
    assert (compared.head, compared.sequence, compared.broken) == (False, 2, None)
    db.session.commit()
    here = f"/rounds/{marked.round.id}/closing-report"
    assert "Đã mở lại vòng chấm" in client.enter_as(cast.dung).get(here).text
    assert client.get(f"{here}.pdf").status_code == 200
    name = f"{marked.edition.code}/{marked.round.code}"
    assert world.test_cli_runner().invoke(args=["recount", name]).exit_code == 0
    assert world.test_cli_runner().invoke(args=["check"]).exit_code == 0
    db.session.execute(sa.update(ScoreEvent).where(ScoreEvent.assignment_id.is_(None)).values(content={"reason": "x"}))
    db.session.commit()
    assert world.test_cli_runner().invoke(args=["recount", name]).exit_code == 1


def test_authors_are_shown_in_a_blind_round_after_two_persons_said_so(marked, cast, client):
    marked.round.blind = True
    db.session.commit()
    here, again = f"/rounds/{marked.round.id}", f"/rounds/{marked.round.id}/unblind"
    page = client.enter_as(cast.dung).get(here).text
    assert "Giám khảo không thấy" in page
    assert again in page
    assert queries.work_of(marked.task(cast.ha)).authors == []
    act = ask(marked, JointKind.UNBLIND, cast.hung)
    db.session.commit()
    assert queries.work_of(marked.task(cast.ha)).authors == []
    assert again not in client.get(here).text
    service.agree(act, actor=cast.dung)
    db.session.commit()
    assert queries.work_of(marked.task(cast.ha)).authors
    page = client.get(here).text
    assert "Hiện cho giám khảo" in page
    assert again not in page
    with pytest.raises(WrongMoment, match="already"):
        ask(marked, JointKind.UNBLIND, cast.hung)


def test_a_work_goes_to_another_judge_with_a_letter_and_on_the_ledger(room, cast):
    room.seat(cast.giang, cast.ha, cast.hung)
    room.round.judges_per_work = 1
    room.assigned().opened()
    (holder,) = [judge for judge in (cast.giang, cast.ha, cast.hung) if room.task(judge)]
    other = next(judge for judge in (cast.giang, cast.ha) if judge is not holder)
    heir = service.reassign(room.task(holder).assignment, other, reason="Đi công tác", actor=cast.dung)
    assert (heir.judge_id, heir.state) == (other.id, TaskState.PUBLISHED)
    assert room.task(holder).assignment.state is TaskState.CANCELLED
    assert next(iter(results.ledger(room.round.id))).kind is SheetEvent.REASSIGNED
    assert letters("judging/given")[0].recipient == other.email


def test_a_judge_in_conflict_or_with_the_work_already_is_no_heir(at_work, cast):
    at_work.seat(cast.hung)
    task = at_work.task(cast.giang).assignment
    assert [one.id for one in queries.possible_heirs(task)] == [cast.hung.id]
    at_work.entries[0].authors[0].person_id = cast.hung.id
    db.session.flush()
    assert queries.possible_heirs(task) == []
    for nobody in (cast.hung, cast.ha):
        with pytest.raises(Refusal) as refusal:
            service.reassign(task, nobody, reason="x", actor=cast.dung)
        assert refusal.value.field == "judge"


def test_a_marked_task_stays_with_its_judge(marked, cast):
    marked.seat(cast.hung)
    with pytest.raises(WrongMoment):
        service.reassign(marked.task(cast.giang).assignment, cast.hung, reason="x", actor=cast.dung)


def test_two_persons_do_it_on_their_pages(marked, cast, client):
    db.session.commit()
    task, here = marked.task(cast.giang).assignment, f"/rounds/{marked.round.id}"
    client.enter_as(cast.dung)
    assert f"/tasks/{task.id}/return" in client.get(f"{here}/works/{task.entry_id}").text
    assert client.post(f"/tasks/{task.id}/return", data={"reason": ""}).status_code == 422
    assert client.post(f"/tasks/{task.id}/return", data={"reason": "Nhầm tiêu chí"}).status_code == 303
    act = db.session.scalar(sa.select(JointAct))
    assert f"/acts/{act.id}/agree" not in client.get(here).text
    assert client.post(f"/acts/{act.id}/agree").status_code in (409, 422)
    client.enter_as(cast.giang)
    assert client.post(f"/acts/{act.id}/agree").status_code == 404
    client.enter_as(cast.hung)
    assert "Nhầm tiêu chí" in client.get(here).text
    assert client.post(f"/acts/{act.id}/agree").status_code == 303
    assert marked.task(cast.giang).assignment.state is TaskState.OPENED


def test_a_work_is_given_to_another_judge_on_its_page(at_work, cast, client):
    at_work.seat(cast.hung)
    db.session.commit()
    task = at_work.task(cast.giang).assignment
    address = f"/tasks/{task.id}/reassign"
    client.enter_as(cast.dung)
    assert cast.hung.full_name in client.get(address).text
    assert client.post(address, data={"judge": str(cast.hung.id), "reason": ""}).status_code == 422
    assert client.post(address, data={"judge": str(cast.hung.id), "reason": "Ốm"}).status_code == 303
    assert at_work.task(cast.hung)
    client.enter_as(cast.giang)
    assert client.get(address).status_code == 404
