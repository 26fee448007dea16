"""Severe and lenient judges, and means without their part."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from award.judging.severity import adjusted, groups, severities
from tests.judging.test_agreement import SHROUT_FLEISS

WORKS = range(12)


def additive(works, judges, panels):
    """Marks that are exactly work plus judge."""
    return {work: {judge: works[work] + judges[judge] for judge in panel} for work, panel in panels.items()}


def test_a_severe_judge_is_told_from_a_lenient_one():
    marks = {work: {"severe": 500, "mild": 700, "plain": 600} for work in WORKS}
    found = severities(marks)
    assert found["severe"].difference == -150
    assert found["mild"].difference == 150
    assert found["plain"].difference == 0
    assert (found["mild"].shared, found["mild"].mean, found["mild"].variance) == (12, 700, 0)


def test_a_judge_who_marked_alone_is_neither():
    found = severities({"a": {"only": 700}})
    assert (found["only"].difference, found["only"].shared, found["only"].variance) == (None, 0, None)


@given(
    st.lists(st.integers(0, 5000), min_size=12, max_size=12),
    st.lists(st.integers(-900, 900), min_size=3, max_size=3),
)
def test_additive_marks_give_back_the_works_and_the_judges_exactly(works, judges):
    panels = {work: [(0, 1), (1, 2), (0, 2), (0, 1, 2)][work % 4] for work in WORKS}
    found = adjusted(additive(works, judges, panels))
    middle = Fraction(sum(judges), 3)
    assert found.why_not is None
    assert found.judges == {judge: part - middle for judge, part in enumerate(judges)}
    assert found.means == {work: worth + middle for work, worth in enumerate(works)}


def test_shrout_and_fleiss_four_judges_have_the_effects_of_their_columns():
    """P. E. Shrout and J. L. Fleiss, "Intraclass Correlations: Uses in Assessing Rater Reliability" (1979), table 2: six
    targets, four judges whose columns add up to 46, 15, 26 and 40. What the judges' effects make of it is the mean
    square between judges of their analysis of variance, 32.49; what is left without works and judges, 1.02."""
    found = adjusted(SHROUT_FLEISS)
    judges = sorted(found.judges)
    assert [found.judges[judge] for judge in judges] == [
        Fraction(total, 6) - Fraction(127, 24) for total in (46, 15, 26, 40)
    ]
    assert round(float(6 * sum(part**2 for part in found.judges.values()) / 3), 2) == 32.49
    assert list(found.means.values()) == [Fraction(total, 4) for total in (24, 12, 26, 16, 30, 19)]
    rest = [
        mark - found.means[work] - found.judges[judge]
        for work, given in SHROUT_FLEISS.items()
        for judge, mark in given.items()
    ]
    assert round(float(sum(part**2 for part in rest) / 15), 2) == 1.02
    # Held against the three others instead of all four, each difference is four thirds of the effect.
    differences = severities(SHROUT_FLEISS)
    assert all(differences[judge].difference == found.judges[judge] * Fraction(4, 3) for judge in judges)


def test_with_equal_panels_nothing_changes_but_the_level():
    marks = {work: {"a": 500 + work, "b": 700 + 2 * work} for work in WORKS}
    found = adjusted(marks)
    assert found.means == {work: Fraction(1200 + 3 * work, 2) for work in WORKS}


def test_too_few_works_in_common_are_said_by_name():
    marks = {work: {"a": 500, "b": 600} for work in WORKS} | {"z": {"c": 700, "a": 600}}
    found = adjusted(marks, {"c": "Lê Văn Cảnh"})
    assert not found.means
    assert "Lê Văn Cảnh" in str(found.why_not.values)


def test_judges_apart_from_each_other_cannot_be_compared():
    marks = {("left", work): {"a": 500, "b": 600} for work in WORKS} | {
        ("right", work): {"c": 500, "d": 600} for work in WORKS
    }
    assert groups(marks) == [{"a", "b"}, {"c", "d"}]
    assert "chain" in adjusted(marks).why_not.text


def test_a_chain_of_works_in_common_is_enough():
    assert groups({1: {"a": 1, "b": 1}, 2: {"c": 1, "d": 1}, 3: {"b": 1, "c": 1}}) == [{"a", "b", "c", "d"}]


def test_one_judge_alone_has_no_adjusted_means():
    assert "fewer than two" in adjusted({"a": {"x": 1}}).why_not.text
