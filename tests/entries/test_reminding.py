"""Letters before a deadline: to whom, once, with what is missing; and after it was moved."""

from datetime import UTC, datetime, timedelta

import pytest

from award.db import db
from award.editions.service import extend_deadline
from award.entries import service
from award.entries.reminding import mark_of
from award.entries.states import EntryState
from award.jobs.models import Job
from award.jobs.service import run_due, set_alarms
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.rendering import render
from tests.entries.making import ready_draft
from tests.support.editions import make_edition, make_entry

DEADLINE = datetime(2023, 10, 5, 10, 0, tzinfo=UTC)  # Thursday, 17:00 in Viet Nam
BEFORE = datetime(2023, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (datetime(2023, 9, 27, 23, 59, tzinfo=UTC), None),
        (datetime(2023, 9, 28, 0, 0, tzinfo=UTC), 7),
        (datetime(2023, 10, 2, 23, 0, tzinfo=UTC), 7),
        (datetime(2023, 10, 3, 0, 0, tzinfo=UTC), 2),
        (datetime(2023, 10, 5, 9, 59, tzinfo=UTC), 0),
        (DEADLINE, None),
    ],
)
def test_the_mark_that_holds_is_the_latest_morning_that_has_come(now, days):
    mark = mark_of(DEADLINE, [7, 2, 0], now)
    assert (mark.days if mark else None) == days


@pytest.fixture
def edition(cast):
    with clock.at(BEFORE):
        edition = make_edition(reminder_days=[7, 2])
        edition.deadlines[0].shown_at = DEADLINE
        edition.deadlines[0].hard_at = DEADLINE + timedelta(hours=2)
        cast.appoint(edition)
    return edition


def letters(template: str = "reminder") -> list[Letter]:
    return db.session.query(Letter).filter_by(template=f"entries/{template}").order_by(Letter.recipient).all()


def text_of(letter: Letter) -> str:
    return render(letter.template, letter.values, tongue="vi", address=lambda name, **_: name)[1]


def morning(days: int) -> datetime:
    return DEADLINE - timedelta(days=days, hours=9)


def test_who_has_drafts_is_told_what_each_lacks_and_until_when(cast, edition):
    with clock.at(BEFORE):
        make_entry(edition, cast.an, "Lửa làng", state=EntryState.DRAFT)
        make_entry(edition, cast.an, "", state=EntryState.DRAFT)
        make_entry(edition, cast.cuong, "Đã nộp")
    with clock.at(morning(7)):
        assert service.remind_of_drafts(edition) == 1
        (letter,) = letters()
        words = text_of(letter)
    assert letter.recipient == cast.an.email
    assert "Lửa làng" in words
    assert "Thứ Năm, 05/10/2023, 17:00" in words
    assert "giờ Việt Nam" in words
    assert words.count("\n  - ") >= 2


def test_each_mark_reminds_once_and_stops_when_nothing_is_in_draft(cast, edition):
    with clock.at(BEFORE):
        draft = ready_draft(edition, cast.an)
    for days, sent in ((7, 1), (6, 0), (2, 1), (1, 0)):
        with clock.at(morning(days)):
            assert service.remind_of_drafts(edition) == sent
    with clock.at(morning(2)):
        service.submit(draft, actor=cast.an)
        db.session.query(Letter).delete()
        assert service.remind_of_drafts(edition) == 0


def test_a_draft_begun_after_the_morning_waits_for_the_next(cast, edition):
    with clock.at(morning(5)):
        make_entry(edition, cast.an, state=EntryState.DRAFT)
        assert service.remind_of_drafts(edition) == 0
    with clock.at(morning(2)):
        assert service.remind_of_drafts(edition) == 1


def test_the_office_is_not_reminded_of_what_it_keeps(cast, edition):
    with clock.at(BEFORE):
        service.start(edition, edition.categories[0], owner=cast.dung, filler=cast.dung)
    with clock.at(morning(2)):
        assert service.remind_of_drafts(edition) == 0


def test_a_moved_deadline_is_told_to_those_with_drafts_and_reminds_anew(cast, edition):
    with clock.at(BEFORE):
        make_entry(edition, cast.an, state=EntryState.DRAFT)
        make_entry(edition, cast.cuong)
    with clock.at(morning(7)):
        service.remind_of_drafts(edition)
        later = DEADLINE + timedelta(days=3)
        extend_deadline(edition.deadlines[0], shown_at=later, hard_at=later, reason="Mưa bão", actor=cast.dung)
        db.session.commit()
        run_due()
        run_due()
        (letter,) = letters("extended")
        assert letter.recipient == cast.an.email
        assert "Chủ Nhật, 08/10/2023, 17:00" in text_of(letter)
    with clock.at(later - timedelta(days=7)):
        assert service.remind_of_drafts(edition) == 1


def test_a_supplement_is_reminded_of_before_its_own_day(cast, edition):
    entry = make_entry(edition, cast.an, state=EntryState.RETURNED)
    with clock.at(morning(2)):
        for _ in range(2):
            service.remind_of_supplement(edition, entry, answer_by=DEADLINE, reason="Thiếu bản chụp")
        (letter,) = letters("supplement_reminder")
        assert "Thiếu bản chụp" in text_of(letter)


def test_the_worker_reminds_again_and_again_with_one_alarm(cast, edition):
    with clock.at(BEFORE):
        make_entry(edition, cast.an, state=EntryState.DRAFT)
        db.session.commit()
        for _ in range(2):
            set_alarms()
        run_due()
        waiting = db.session.query(Job).filter_by(key="again:entries.remind", state="waiting").all()
        assert [job.run_after > clock.now() for job in waiting] == [True]
    with clock.at(morning(7)):
        run_due()
        assert len(letters()) == 1
