"""From marks to a ranking, exactly."""

from decimal import Decimal as D
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.judging import tally
from award.judging.tally import Rules

TOTALS = st.lists(st.integers(0, 10_000), max_size=7)


@pytest.mark.parametrize(
    ("method", "totals", "score"),
    [
        ("mean", [700, 800, 850], F(2350, 3)),
        ("mean", [705], F(705)),
        ("trimmed_mean", [100, 700, 800, 1000], F(750)),
        ("trimmed_mean", [700, 700, 900], F(700)),
        ("trimmed_mean", [100, 900], F(500)),
        ("median", [100, 900, 800], F(800)),
        ("median", [100, 900, 800, 850], F(825)),
        ("mean", [], None),
    ],
)
def test_each_method_by_example(method, totals, score):
    found = tally.score_of(totals, method)
    assert (found and F(*found)) == score


def test_an_unknown_method_is_an_error():
    with pytest.raises(ValueError, match="no method"):
        tally.score_of([1], "mode")


def test_equal_scores_share_a_rank_and_the_next_counts_all_before():
    ranking = tally.rank([("p", [900]), ("q", [800]), ("r", [700, 900]), ("s", [100])], Rules("mean", 1))
    assert [(p.work, p.rank) for p in ranking] == [("p", 1), ("q", 2), ("r", 2), ("s", 4)]


def test_scores_that_look_alike_are_not_equal():
    """666.66… and 666.67 are both shown as 6,67."""
    ranking = tally.rank([("third", [600, 700, 700]), ("plain", [66_667])], Rules("mean", 1))
    assert [p.rank for p in ranking] == [1, 2]
    assert tally.shown(F(2000, 300)) == tally.shown(F("6.67")) == D("6.67")


def test_below_the_quorum_there_is_no_score():
    (place,) = tally.rank([("p", [900])], Rules("mean", 2))
    assert (place.score, place.rank, place.passed, list(place.totals)) == (None, None, False, [900])


@pytest.mark.parametrize(
    ("rules", "passed"),
    [
        (Rules("mean", 1), "pqrs"),
        (Rules("mean", 1, pass_count=1), "p"),
        (Rules("mean", 1, pass_count=2), "pqr"),
        (Rules("mean", 1, pass_count=3), "pqr"),
        (Rules("mean", 1, pass_mark=800), "pqr"),
        (Rules("mean", 1, pass_mark=801), "p"),
        (Rules("mean", 1, pass_count=1, pass_mark=100), "pqrs"),
    ],
)
def test_who_passes_and_that_ties_at_the_border_all_pass(rules, passed):
    ranking = tally.rank([("p", [900]), ("q", [800]), ("r", [800]), ("s", [100])], rules)
    assert "".join(place.work for place in ranking if place.passed) == passed


@pytest.mark.parametrize(
    ("score", "text"), [(F(1, 3), "0.33"), (F(2, 3), "0.67"), (F("7.005"), "7.01"), (F("7.0049"), "7.00")]
)
def test_showing_rounds_half_up(score, text):
    assert str(tally.shown(score)) == text


@given(st.lists(TOTALS, max_size=12), st.sampled_from(["mean", "trimmed_mean", "median"]), st.integers(1, 3))
def test_the_ranking_agrees_with_comparing_fractions(works, method, quorum):
    ranking = tally.rank(enumerate(works), Rules(method, quorum))
    scores = [place.score for place in ranking if place.score is not None]
    assert len(ranking) == len(works)
    assert scores == sorted(scores, reverse=True)
    for place in ranking:
        if place.score is None:
            assert len(place.totals) < quorum
        else:
            assert place.rank == 1 + sum(other > place.score for other in scores)
            assert place.score == F(*tally.score_of(place.totals, method)) / 100


@given(TOTALS.filter(lambda totals: len(totals) > 0), st.sampled_from(["mean", "trimmed_mean", "median"]))
def test_a_score_lies_between_its_marks_and_does_not_depend_on_their_order(totals, method):
    score = F(*tally.score_of(totals, method))
    assert min(totals) <= score <= max(totals)
    assert score == F(*tally.score_of(totals[::-1], method))
