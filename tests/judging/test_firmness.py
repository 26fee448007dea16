"""What hangs on one judge, and within which ranks chance could move a work."""

from award.judging.firmness import Firmness, firmness
from award.judging.tally import Rules

TWO_PASS = Rules("mean", quorum=2, pass_count=2)


def test_a_clear_ranking_is_firm():
    marks = {"first": {1: 900, 2: 910, 3: 905}, "second": {1: 800, 2: 810, 3: 805}, "third": {1: 300, 2: 310, 3: 305}}
    found = firmness(marks, TWO_PASS, seed="head", samples=200)
    assert {work: one.firmness for work, one in found.items()} == dict.fromkeys(marks, Firmness.FIRM)
    assert (found["third"].rank, found["third"].passed) == (3, False)
    assert (found["first"].low, found["first"].high) == (1, 1)


def test_a_border_that_one_judge_decides_is_named_with_the_judge():
    marks = {"first": {1: 900, 2: 900, 3: 900}, "pushed": {1: 1000, 2: 500, 3: 500}, "left": {1: 400, 2: 600, 3: 600}}
    found = firmness(marks, TWO_PASS, seed="head", samples=200)
    assert found["first"].firmness is Firmness.FIRM
    assert (found["pushed"].passed, found["pushed"].firmness, found["pushed"].hangs_on) == (
        True,
        Firmness.ONE_JUDGE,
        (1,),
    )
    assert (found["left"].passed, found["left"].hangs_on) == (False, (1,))
    assert found["pushed"].low < found["pushed"].high


def test_a_judge_left_out_brings_no_work_below_the_quorum():
    marks = {"a": {1: 900, 2: 900}, "b": {1: 300, 2: 300}}
    found = firmness(marks, Rules("mean", quorum=2, pass_mark=500), seed="head", samples=200)
    assert [one.firmness for one in found.values()] == [Firmness.FIRM, Firmness.FIRM]


def test_a_work_below_the_quorum_is_not_ranked_and_moves_nobody():
    marks = {"a": {1: 900, 2: 900}, "few": {1: 1000}}
    found = firmness(marks, TWO_PASS, seed="head", samples=200)
    assert found["few"].firmness is Firmness.UNSCORED
    assert (found["a"].rank, found["a"].high) == (1, 1)


def test_the_same_seed_gives_the_same_ranks():
    marks = {work: {1: 500 + 10 * work, 2: 700 - 7 * work, 3: 600} for work in range(9)}
    assert firmness(marks, TWO_PASS, seed="x", samples=200) == firmness(marks, TWO_PASS, seed="x", samples=200)
