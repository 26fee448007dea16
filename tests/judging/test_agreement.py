"""Agreement of judges, against the tables of the works that the docstrings name."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.judging.agreement import alpha, concordance, interval, intraclass, mean_ranks, ordinal_alpha


def by_work(*columns):
    """Marks from one row of text a judge, `.` for none."""
    rows = [row.split() for row in columns]
    return {
        work: {judge: int(mark) for judge, mark in enumerate(marks) if mark != "."}
        for work, marks in enumerate(zip(*rows, strict=True))
    }


# Krippendorff (2011), the example with four observers, twelve units and missing data.
KRIPPENDORFF = by_work(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Shrout and Fleiss (1979), table 2: six targets, four judges.
SHROUT_FLEISS = by_work("9 6 8 7 10 6", "2 1 4 1 5 2", "5 3 6 2 6 4", "8 2 8 6 9 7")
# Siegel (1956), chapter 9: three executives rank six applicants; and three rankings with ties (times two, to be whole).
SIEGEL = by_work("1 6 3 2 5 4", "1 5 6 4 2 3", "6 3 2 5 4 1")
SIEGEL_TIES = by_work("2 9 4 9 6 15 12 18 15 20", "5 2 5 9 9 16 18 13 20 13", "4 2 9 9 9 9 16 16 16 20")


def test_krippendorffs_own_example_for_an_interval_scale():
    assert float(alpha(KRIPPENDORFF)) == pytest.approx(0.849, abs=0.0005)


def test_krippendorffs_own_example_for_an_ordinal_scale():
    assert float(ordinal_alpha(KRIPPENDORFF)) == pytest.approx(0.815, abs=0.0005)


def test_shrout_and_fleiss_judges_who_mark_everything():
    assert float(intraclass(SHROUT_FLEISS)) == pytest.approx(0.29, abs=0.005)


def test_shrout_and_fleiss_judges_drawn_anew_for_each_work():
    """The same marks with other judges for each target are their case 1."""
    apart = {work: {f"{work}/{judge}": mark for judge, mark in given.items()} for work, given in SHROUT_FLEISS.items()}
    assert float(intraclass(apart)) == pytest.approx(0.17, abs=0.005)


def test_siegels_executives():
    assert concordance(SIEGEL) == Fraction(306, 1890)


def test_siegels_rankings_with_ties():
    assert float(concordance(SIEGEL_TIES)) == pytest.approx(0.828, abs=0.0005)


def test_works_that_not_everybody_marked_do_not_enter_the_concordance():
    more = SIEGEL | {"absent": {0: 1, 1: 9}}
    assert concordance(more) == concordance(SIEGEL)


def test_ranks_of_equal_marks_are_shared():
    assert mean_ranks([700, 500, 700, 900]) == {500: 1, 700: Fraction(5, 2), 900: 4}


@pytest.mark.parametrize("coefficient", [alpha, ordinal_alpha, concordance, intraclass])
@pytest.mark.parametrize("marks", [{}, {"a": {"x": 1}}, {"a": {"x": 5, "y": 5}, "b": {"x": 5, "y": 5}}])
def test_what_cannot_be_counted_is_left_open(coefficient, marks):
    assert coefficient(marks) is None


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=12, unique=True), st.integers(2, 5))
def test_judges_who_mark_alike_agree_perfectly(marks, judges):
    same = {work: dict.fromkeys(range(judges), mark) for work, mark in enumerate(marks)}
    assert alpha(same) == ordinal_alpha(same) == concordance(same) == intraclass(same) == 1


@given(st.permutations(range(12)))
def test_the_order_of_works_means_nothing(order):
    shuffled = {work: KRIPPENDORFF[work] for work in order}
    assert alpha(shuffled) == alpha(KRIPPENDORFF)


def test_an_interval_holds_its_value_and_is_the_same_for_the_same_seed():
    first, again = (interval(KRIPPENDORFF, alpha, seed="head", samples=300) for _ in range(2))
    assert first == again
    assert first.low < first.value <= first.high <= 1
    assert (first.works, first.judges) == (11, 4)
    assert interval(KRIPPENDORFF, alpha, seed="another", samples=300) != first
