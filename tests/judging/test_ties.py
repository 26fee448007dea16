"""Equal scores: which rule separates them, and what remains together."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.judging.tally import NOTHING, Beside, Rules, rank

# Three works of 24,00 points in all: equal means, different marks.
EQUAL = [("even", [800, 800, 800]), ("wide", [1000, 700, 700]), ("top", [1000, 1000, 400])]


def order(rules, beside=NOTHING, works=EQUAL):
    return [(place.work, place.rank, place.by) for place in rank(works, rules, beside)]


def test_without_a_rule_equal_works_stay_together():
    assert order(Rules("mean", 1)) == [("even", 1, None), ("wide", 1, None), ("top", 1, None)]


def test_the_median_separates():
    assert order(Rules("mean", 1, ties=("median",))) == [
        ("top", 1, "median"),
        ("even", 2, "median"),
        ("wide", 3, "median"),
    ]


def test_top_marks_separate_and_leave_nobody_behind():
    assert order(Rules("mean", 1, ties=("top_marks",))) == [
        ("top", 1, "top_marks"),
        ("wide", 2, "top_marks"),
        ("even", 3, "top_marks"),
    ]


def test_a_criterion_separates_by_the_method_of_the_round():
    beside = Beside({"even": {"p": [300, 400]}, "wide": {"p": [400, 400]}, "top": {"p": [400, 300]}}, {})
    assert order(Rules("mean", 1, ties=("criterion:p",)), beside) == [
        ("wide", 1, "criterion:p"),
        ("even", 2, "criterion:p"),
        ("top", 2, "criterion:p"),
    ]


def test_the_second_rule_is_asked_only_among_those_whom_the_first_left_together():
    beside = Beside({"even": {"p": [300]}, "wide": {"p": [400]}, "top": {"p": [300]}}, {})
    assert order(Rules("mean", 1, ties=("criterion:p", "median")), beside) == [
        ("wide", 1, "criterion:p"),
        ("top", 2, "median"),
        ("even", 3, "median"),
    ]


def test_the_chair_sets_an_order_among_equals_only():
    beside = Beside({}, {"wide": 1, "even": 2, "worse": 0})
    works = [*EQUAL, ("worse", [100])]
    assert order(Rules("mean", 1, ties=("chair",)), beside, works) == [
        ("wide", 1, "chair"),
        ("even", 2, "chair"),
        ("top", 3, "chair"),
        ("worse", 4, None),
    ]


def test_what_the_chair_has_not_ordered_stays_together():
    assert [found[1] for found in order(Rules("mean", 1, ties=("chair",)))] == [1, 1, 1]


def test_an_unknown_rule_is_an_error():
    with pytest.raises(ValueError, match="no rule for ties"):
        list(rank(EQUAL, Rules("mean", 1, ties=("lot",))))


def test_trimming_waits_for_the_number_of_marks_that_the_round_says():
    marks = [("a", [100, 700, 800, 1000])]
    (trimmed,) = rank(marks, Rules("trimmed_mean", 1))
    (whole,) = rank(marks, Rules("trimmed_mean", 1, trim_from=5))
    assert (trimmed.score, whole.score) == (Fraction(750, 100), Fraction(650, 100))


def test_a_tie_across_the_border_passes_as_a_whole():
    rules = Rules("mean", 1, pass_count=2)
    places = rank([("a", [900]), *EQUAL], rules)
    assert [place.passed for place in places] == [True] * 4


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=4), max_size=12),
    st.lists(st.sampled_from(["median", "top_marks", "chair"]), unique=True),
)
def test_rules_for_ties_never_turn_round_two_scores_and_ranks_count_all_before(works, rules):
    chair = Beside({}, {work: (work * 7) % 5 for work in range(len(works))})
    places = rank(enumerate(works), Rules("mean", 1, ties=tuple(rules)), chair)
    assert [place.score for place in places] == sorted((place.score for place in places), reverse=True)
    for line, place in enumerate(places, 1):
        before = [other for other in places if other.rank < place.rank]
        assert place.rank == len(before) + 1 <= line
    for one, other in itertools.pairwise(places):
        assert one.rank == other.rank or one.score > other.score or {one.by, other.by} <= {*rules}
