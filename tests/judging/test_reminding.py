"""Judges are reminded of what is left: on mornings, or when the office asks; who is done hears nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from award.db import db
from award.jobs.service import run_due, set_alarms
from award.judging import service
from award.judging.reminding import morning_of
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter
from award.outbox.rendering import render

DATE = datetime(2023, 10, 27, 10, 0, tzinfo=UTC)  # 17:00 in Viet Nam


def letters():
    return db.session.scalars(sa.select(Letter).where(Letter.template == "judging/reminder")).all()


def text_of(letter):
    return " ".join(render(letter.template, letter.values, tongue="vi", address=lambda name, **_: name))


@pytest.mark.parametrize(
    ("hours", "days"),
    [(-24 * 4, None), (-24 * 3, 3), (-35, 3), (-30, 1), (-1, 0), (0, None), (13, None), (14, -1), (24 * 5, -3)],
)
def test_the_morning_that_holds_is_the_latest_that_came(hours, days):
    found = morning_of(DATE, [3, 1, 0], [1, 3], DATE + timedelta(hours=hours))
    assert (found and found.days) == days


@pytest.fixture
def dated(room, cast):
    with clock.at(DATE - timedelta(days=10)):
        room.round.opens_at, room.round.closes_at = DATE - timedelta(days=9), DATE
        room.seat(cast.giang, cast.ha).assigned().opened()
    return room


def test_letters_come_before_at_and_after_the_date_once_each_and_stop_when_all_is_marked(dated, cast):
    counts = []
    for days in (-4, -3, -2, -1, 0, 1, 2, 3, 8):
        with clock.at(DATE + timedelta(days=days, hours=-2)):
            service.remind_by_date(dated.round)
            service.remind_by_date(dated.round)
            counts.append(len(letters()))
            if days == -1:
                for entry in range(4):
                    dated.confirm(cast.ha, entry)
    assert counts == [0, 2, 2, 4, 5, 6, 6, 7, 7]
    assert {letter.recipient for letter in letters()[4:]} == {cast.giang.email}
    assert "đã qua" in text_of(letters()[-1])


def test_the_worker_writes_by_itself_and_not_for_a_closed_round(dated, cast):
    with clock.at(DATE - timedelta(days=1)):
        db.session.commit()
        set_alarms()
        run_due()
        assert len(letters()) == 2
        dated.closed()
        db.session.commit()
    with clock.at(DATE + timedelta(days=2)):
        run_due()
    assert len(letters()) == 2


def test_a_work_in_conflict_is_neither_counted_nor_hinted_at(dated, cast):
    for entry in range(3):
        dated.confirm(cast.giang, entry)
    service.declare_conflict(dated.task(cast.ha), "Người nhà", actor=cast.ha)
    dated.entries[3].owner_id = cast.giang.id
    db.session.flush()
    with clock.at(DATE - timedelta(days=1)):
        service.remind_by_date(dated.round)
    (letter,) = letters()
    assert (letter.recipient, letter.values["left"], letter.values["total"]) == (cast.ha.email, 3, 3)


def test_the_office_reminds_now_with_its_own_sentence_once_a_day(dated, cast, client):
    here = f"/rounds/{dated.round.id}/remind"
    client.enter_as(cast.dung)
    assert "Võ Giang" in client.get(here).text
    assert client.post(here, data={"note": "Hội đồng họp thứ Hai."}).status_code == 303
    assert "Hội đồng họp thứ Hai." in text_of(letters()[0])
    assert client.post(here, data={"note": "Nữa"}).status_code == 422
    assert len(letters()) == 2
    assert client.enter_as(cast.giang).get(here).status_code == 404


def test_nothing_to_remind_of_is_said(dated, cast):
    for judge in (cast.giang, cast.ha):
        for entry in range(4):
            dated.confirm(judge, entry)
    with pytest.raises(Refusal, match="nobody needs"):
        service.remind_now(dated.round, note="", actor=cast.dung)
    dated.closed()
    with pytest.raises(WrongMoment):
        service.remind_now(dated.round, note="", actor=cast.dung)
