"""The calendar: dates in their order with their phases, and the countdown that the server writes."""

from datetime import timedelta

from award.editions import service
from award.editions.queries import edition_whole
from award.kit import clock
from award.site.calendar import Phase, events, next_event, remaining
from tests.support.editions import make_edition


def test_dates_stand_in_order_and_exactly_one_comes_next(cast):
    now = clock.now()
    found = events(make_edition(), now)
    assert [event.at for event in found] == sorted(event.at for event in found)
    assert sum(event.phase is Phase.NEXT for event in found) == 1


def test_the_countdown_counts_to_the_soonest_instant_also_the_end_of_what_goes_on(cast):
    edition, now = make_edition(), clock.now()
    assert next_event(events(edition, now), now)[1] == edition.deadline("entries").shown_at
    within = edition.rounds[0].opens_at + timedelta(hours=1)
    event, instant = next_event(events(edition, within), within)
    assert (event.name, event.phase, instant) == ("Vòng sơ khảo", Phase.NOW, edition.rounds[0].closes_at)
    after = edition.rounds[0].closes_at + timedelta(days=900)
    assert next_event(events(edition, after), after) is None


def test_what_remains_is_days_hours_and_minutes_and_never_less_than_nought():
    now = clock.now()
    length = timedelta(days=2, hours=3, minutes=4, seconds=59)
    assert remaining(now + length, now) == [("days", 2), ("hours", 3), ("minutes", 4)]
    assert remaining(now - length, now) == [("days", 0), ("hours", 0), ("minutes", 0)]


def test_the_page_reads_without_script(client, cast):
    edition = make_edition()
    with clock.at(edition.deadline("entries").shown_at - timedelta(days=4, hours=3, minutes=2)):
        page = client.get("/e/thu-2023/calendar").get_data(as_text=True)
    for unit in ("<b>4</b> ngày", "<b>3</b> giờ", "<b>2</b> phút"):
        assert unit in page
    assert 'data-until="' in page


def test_a_deadline_that_was_moved_says_so(client, cast):
    edition = make_edition()
    later = edition.deadline("entries").hard_at + timedelta(days=1)
    before = edition.deadline("entries").shown_at
    service.extend_deadline(edition.deadline("entries"), shown_at=later, hard_at=later, reason="Bão", actor=cast.dung)
    found = events(edition_whole("thu-2023"), clock.now())
    assert [event.note.values for event in found if event.note] == [{"moment": before}]


def test_how_to_enter_says_what_this_edition_asks_for(client, cast):
    make_edition(authors_confirm=True, members_only=True, contact_address="12 Trần Phú")
    page = client.get("/e/thu-2023/how-to-enter").get_data(as_text=True)
    for part in ("hội viên", "3 tác phẩm", "Bản chụp trang báo", "12 Trần Phú", "/editions/thu-2023/enter"):
        assert part in page, part
