"""The tally of a large sub-committee: no judge is left out, no name is torn, every title has room."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from award.documents.widths import columns_within, text_width
from award.judging.papers import LYING, tally
from award.judging.states import TaskState

NAMES = ["Nguyễn Phương Khánh", "Trần Thượng Nghĩa", "Bùi Trường Giang", "Phạm Nghiêng", "Võ Thị Thanh Trường"] * 3
TITLE = "Chi bộ bám rẫy, bám làng nơi vùng cao Vĩnh Thạnh (loạt bài 3 kỳ)"


def annexes(judges: int):
    work = SimpleNamespace(
        subcommittee_id=1, subcommittee="Báo in", rank=1, code="BI-001", title=TITLE, entry_id=1,
        marks_given=judges - 1, shown_score=Decimal("8.25"), passed=True,
    )  # fmt: skip
    marks = [
        SimpleNamespace(
            subcommittee_id=1, judge_id=place, judge=name, entry_id=1, total=Decimal(60 + place),
            state=TaskState.SCORED if place else TaskState.RECUSED,
        )
        for place, name in enumerate(NAMES[:judges])
    ]  # fmt: skip
    return tally("Vòng sơ khảo", [work], marks, closed="", method="").annexes


@pytest.mark.parametrize("judges", [1, 5, 6, 7, 9, 12, 15])
def test_every_judge_has_a_column_that_tears_no_name_beside_titles_that_can_be_read(judges):
    columns, marks = [], []
    for one in annexes(judges):
        widths = columns_within(one.columns, one.rows, one.widths, LYING, head=12, cell=12)
        assert widths[2] > 45
        assert all(
            text_width(word, 12) + 4 < width
            for label, width in zip(one.columns, widths, strict=True)
            for word in label.split()
        )
        own = [place for place, label in enumerate(one.columns) if label in NAMES]
        columns += [one.columns[place] for place in own]
        marks += [one.rows[0][place] for place in own]
    assert columns == NAMES[:judges]
    assert marks == ["không chấm", *(f"{60 + place},00" for place in range(1, judges))]


def test_what_works_came_to_stands_once_and_parts_say_whose_marks_they_hold():
    assert [one.title for one in annexes(5)] == ["Báo in"]
    assert [one.title for one in annexes(7)] == ["Báo in: kết quả", "Báo in: điểm của từng giám khảo"]
    results, *parts = annexes(9)
    assert results.rows[0][3:] == ["8", "8,25", "Vào vòng sau"]
    assert [one.title for one in parts] == [
        "Báo in: điểm của giám khảo 01 đến 04",
        "Báo in: điểm của giám khảo 05 đến 09",
    ]
    assert not any("Kết quả" in one.columns for one in parts)
