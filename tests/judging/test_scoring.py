"""Marks on a sheet."""

from decimal import Decimal as D

import pytest

from award.judging import scoring
from award.judging.scoring import Measure

SHEET = [Measure("a", D(5)), Measure("b", D(3)), Measure("c", D(2))]


@pytest.mark.parametrize("mark", ["0", "0.5", "4.5", "5", "5.00"])
def test_marks_on_a_step_up_to_the_maximum_can_be_given(mark):
    assert scoring.fault_of(D(mark), D(5), D("0.5")) is None


@pytest.mark.parametrize(
    ("mark", "words"), [("-0.5", "between"), ("5.5", "between"), ("NaN", "between"), ("4.25", "steps")]
)
def test_other_marks_are_refused_in_words(mark, words):
    assert words in str(scoring.fault_of(D(mark), D(5), D("0.5")))


def test_every_fault_is_named_at_its_criterion():
    faults = scoring.faults_of({"a": D(6), "b": D(3), "x": D(1)}, SHEET, D("0.5"))
    assert sorted(faults) == ["a", "x"]


def test_the_total_is_exact_and_only_there_when_all_is_marked():
    assert scoring.total({"a": D("4.1"), "b": D("2.2"), "c": D("0.3")}, SHEET) == D("6.6")
    assert scoring.total({"a": D(5)}, SHEET) is None
    assert scoring.missing({"b": D(0)}, SHEET) == ["a", "c"]


def test_few_steps_are_buttons_and_many_are_a_number_field():
    assert scoring.choices(D(2), D("0.5")) == [D(0), D("0.5"), D(1), D("1.5"), D(2)]
    assert len(scoring.choices(D(10), D("0.5"))) == 21
    assert scoring.choices(D(100), D(1)) is None
