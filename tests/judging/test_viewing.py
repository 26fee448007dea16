"""How much of a work was seen: sums of stretches, against counting one by one."""

from hypothesis import given
from hypothesis import strategies as st

from award.judging import pins, viewing
from award.judging.viewing import Countable

SPANS = st.lists(st.tuples(st.integers(-50, 250), st.integers(-50, 250)), max_size=12)


@given(SPANS, SPANS, st.integers(1, 200))
def test_a_second_counts_once_and_only_within_the_file(before, added, whole):
    kept = viewing.merged({"a": before}, {"a": added, "other": [(0, 9)]}, {"a": whole})
    one_by_one = {n for first, last in before + added for n in range(max(first, 0), min(last, whole))}
    assert viewing.counted(kept) == len(one_by_one)
    assert set(kept) <= {"a"}
    assert all(left[1] < right[0] for left, right in zip(kept.get("a", []), kept.get("a", [])[1:], strict=False))
    assert viewing.merged(kept, {}, {"a": whole}) == kept


def test_sound_counts_where_there_is_some_and_pages_otherwise():
    script, picture = Countable("script", "application/pdf", pages=4), Countable("photo", "image/jpeg")
    sound = Countable("sound", "audio/mpeg", seconds="61.2")
    assert viewing.wholes([script, sound, picture]) == {"sound": 61}
    assert viewing.wholes([script, picture]) == {"script": 4, "photo": 1}
    assert viewing.wholes([Countable("unread", "video/mp4"), script]) == {"script": 4}
    assert viewing.wholes([Countable("text", "application/msword")]) == {}


def test_all_of_it_is_said_only_when_all_of_it_was_seen():
    assert [viewing.share(*pair) for pair in ((199, 200), (200, 200), (0, 3), (0, 0))] == [99, 100, 0, None]


def test_nonsense_from_a_browser_is_left_out():
    sent = {"a": [[0, 5], [1], "x", [1, 2, 3], [True, 4], [0.5, 2]], "b": 7, "c": [[-4, 10**30]]}
    assert viewing.read(sent) == {"a": [(0, 5)], "c": [(-4, 10**30)]}
    assert viewing.read([1]) == viewing.read(None) == {}


def test_a_pin_is_a_line_with_a_time():
    found = pins.read("3:07 gió át tiếng\n\n1:02:09 hay\n  không có giờ  \n99:61 không phải giờ\n0:05")
    assert [(one.second, one.text, one.time) for one in found] == [
        (187, "gió át tiếng", "3:07"),
        (3729, "hay", "1:02:09"),
        (None, "không có giờ", ""),
        (None, "99:61 không phải giờ", ""),
        (5, "", "0:05"),
    ]


def test_pins_on_files_of_another_work_are_not_kept():
    assert pins.kept({"a": " 0:01 x \n", "b": "0:02 y", "c": "  "}, ["a", "c"]) == {"a": "0:01 x"}
