"""Time: UTC inside, the award's zone on the page, and a stopped clock that reaches only its own block."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from award.kit import clock

EVENING = datetime(2023, 10, 5, 16, 59, tzinfo=UTC)


def test_a_stopped_clock_starts_again_after_its_block():
    with clock.at(EVENING):
        assert clock.now() == EVENING
        with clock.at(EVENING + timedelta(days=1)):
            assert clock.now() == EVENING + timedelta(days=1)
        assert clock.now() == EVENING
    assert clock.now() > EVENING + timedelta(days=365)


def test_a_stopped_clock_stands_for_nobody_else():
    seen = []
    with clock.at(EVENING):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] != EVENING


def test_the_day_changes_at_midnight_here_and_not_in_greenwich():
    with clock.at(datetime(2023, 10, 4, 17, 0, tzinfo=UTC)):
        assert clock.today().isoformat() == "2023-10-05"
    with clock.at(datetime(2023, 10, 4, 16, 59, tzinfo=UTC)):
        assert clock.today().isoformat() == "2023-10-04"


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)))
def test_a_wall_clock_time_comes_back_from_the_instant(wall):
    instant = clock.from_local(wall)
    assert instant.tzinfo is UTC
    assert clock.local(instant).replace(tzinfo=None) == wall


def test_an_unknown_zone_is_refused_and_the_old_one_stays():
    with pytest.raises(KeyError):
        clock.use_zone("Mars/Olympus")
    assert clock.local(EVENING).utcoffset() == timedelta(hours=7)
