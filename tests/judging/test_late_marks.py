"""What comes after the close is refused and does not count, but that it came is on the record for the office."""

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.db import db
from award.judging import queries, service
from award.judging.models import LateMark, ScoreEvent, ScoreSheet
from award.judging.queries import results
from award.judging.states import JointKind
from tests.judging.conftest import MARKS
from tests.judging.test_ballot import as_ballot, vote

TYPED = {f"mark_{code}": str(mark) for code, mark in MARKS.items()}
NOTE = "Chỉ để riêng cho người chấm"


def late():
    return db.session.scalars(sa.select(LateMark).order_by(LateMark.at)).all()


@pytest.fixture
def closed(at_work, cast):
    at_work.confirm(cast.giang, 0)
    at_work.save(cast.giang, 1)
    at_work.closed()
    db.session.commit()
    return at_work


def sent(room, cast, client, act="save", entry=2, judge=None, **headers):
    judge = judge or cast.giang
    task = room.task(judge, entry)
    data = {**TYPED, "note": NOTE, "remark": "", "version": str(task.version)}
    address = f"/tasks/{task.id}" + (f"/{act}" if act else "")
    return client.enter_as(judge).post(address, data=data, headers=headers)


@pytest.mark.parametrize("act", ["", "save", "confirm", "later"])
def test_marks_after_the_close_are_refused_with_a_sentence_and_noted_once(closed, cast, client, act):
    for _ in range(2):
        answer = sent(closed, cast, client, act)
        text = answer.get_json()["message"] if act == "save" else answer.text
        assert (answer.status_code, "đến sau" in text) == (409, True)
    (row,) = late()
    assert (row.judge_id, row.entry_id) == (cast.giang.id, closed.entries[2].id)
    assert row.closed_at == queries.closing(closed.round.id).at < row.at
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ScoreSheet)) == 2
    (event,) = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.verb == "judging.late")).all()
    assert set(event.after) == {"judge", "entry"}


def test_a_draft_that_was_not_confirmed_in_time_is_noted_whichever_way_it_comes(closed, cast, client):
    task = closed.task(cast.giang, 1)
    chosen = {"sheets": f"{task.id}:{task.version}"}
    answer = client.enter_as(cast.giang).post(f"/rounds/{closed.round.id}/queue/confirm", data=chosen)
    assert answer.status_code == 303
    assert [row.entry_id for row in late()] == [closed.entries[1].id]
    assert sent(closed, cast, client, "confirm", 1).status_code == 409
    assert len(late()) == 1


def test_what_says_what_stands_already_is_not_late(closed, cast, client):
    answer = client.enter_as(cast.giang).post(f"/tasks/{closed.task(cast.giang).id}/reopen")
    assert answer.status_code == 409
    assert late() == []


def test_the_office_sees_who_sent_what_and_when_but_not_what_it_says(closed, cast, client):
    sent(closed, cast, client)
    sent(closed, cast, client, entry=3, judge=cast.ha)
    for person in (cast.hung, cast.dung, cast.khanh):
        for page in ("", "/closing-report"):
            text = client.enter_as(person).get(f"/rounds/{closed.round.id}{page}").text
            assert "đến sau khi đóng" in text.lower()
            assert cast.giang.full_name in text
            assert closed.entries[3].code in text
            assert NOTE not in text
    assert client.get(f"/rounds/{closed.round.id}/closing-report.pdf").status_code == 200
    assert client.enter_as(cast.giang).get(f"/rounds/{closed.round.id}").status_code == 404


def test_before_the_close_and_after_a_reopening_marks_are_taken_and_nothing_is_noted(closed, cast, client):
    sent(closed, cast, client)
    service.agree(
        service.ask(closed.round, JointKind.REOPEN_ROUND, reason="Đến muộn", actor=cast.dung), actor=cast.hung
    )
    db.session.commit()
    assert sent(closed, cast, client).status_code == 200
    closed.closed()
    db.session.commit()
    assert sent(closed, cast, client).status_code == 409
    assert len({row.closed_at for row in late()}) == 2
    assert results.last_event(closed.round.id).hash == queries.closing(closed.round.id).ledger_head


def test_a_ballot_after_the_close_is_noted_as_a_whole(room, cast, client):
    as_ballot(room.round)
    room.seat(cast.giang, cast.ha).assigned().opened()
    vote(room, cast.ha, True, True, True, True)
    room.closed()
    db.session.commit()
    names = [f"vote_{line.id.hex}" for line in queries.ballot(cast.giang, room.round).lines]
    for act in ("", "/confirm"):
        answer = client.enter_as(cast.giang).post(
            f"/rounds/{room.round.id}/ballot{act}", data=dict.fromkeys(names, "yes") | {"version": "0"}
        )
        assert (answer.status_code, "đến sau" in answer.text) == (409, True)
    assert [(row.judge_id, row.entry_id) for row in late()] == [(cast.giang.id, None)]
    page = client.enter_as(cast.dung).get(f"/rounds/{room.round.id}").text
    assert "Toàn bộ phiếu bầu" in page
    events = db.session.scalars(sa.select(ScoreEvent.actor_id).distinct()).all()
    assert events == [cast.ha.id]
