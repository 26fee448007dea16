"""Counting is exact, whatever is voted and in whatever order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.council.states import Outcome
from award.council.voting import ABSTAIN, NO, NONE, YES, Roll, Rules, count, is_valid, needed_of, quorum_of, words_of
from award.editions.states import MajorityOf

WORKS = ("w1", "w2", "w3", "w4")
SHARES = st.sampled_from(["1/2", "2/3", "3/4", "3/5", "1/1"])


@st.composite
def ballots(draw):
    """(papers, works, places, roll, rules) of any ballot that can be held."""
    works = WORKS[: draw(st.integers(1, 4))]
    places = draw(st.integers(1, max(1, len(works) - 1)))
    several = st.lists(st.sampled_from(works), min_size=1, max_size=places, unique=True).map(tuple)
    single = st.sampled_from([(word,) for word in words_of(works)])
    papers = draw(st.lists(single if len(works) == 1 else several | single, max_size=9))
    present = len(papers) + draw(st.integers(0, 3))
    roll = Roll(present + draw(st.integers(0, 3)), present)
    quorum = draw(st.sampled_from(["1/2", "2/3", "1", "3"]))
    rules = Rules(quorum, Fraction(draw(SHARES)), draw(st.sampled_from(list(MajorityOf))))
    return papers, works, places, roll, rules


@given(ballots())
def test_every_paper_is_counted_and_nothing_else(ballot):
    papers, works, places, roll, rules = ballot
    assert all(is_valid(paper, works, places) for paper in papers)
    found = count(papers, works, places, roll, rules)
    assert found.cast == len(papers)
    assert sum(found.votes.values()) == sum(len(paper) for paper in papers)
    assert set(found.votes) == set(words_of(works))


@given(ballots(), st.randoms())
def test_the_order_of_papers_does_not_matter(ballot, random):
    papers, *rest = ballot
    shuffled = random.sample(papers, len(papers))
    assert count(shuffled, *rest) == count(papers, *rest)


@given(ballots())
def test_winners_carried_have_places_and_nobody_with_more_votes_stays_behind(ballot):
    papers, works, places, roll, rules = ballot
    found = count(papers, works, places, roll, rules)
    votes = found.votes if len(works) > 1 else {works[0]: found.votes[YES]}
    assert len(found.winners) <= places
    assert all(votes[winner] >= found.needed for winner in found.winners)
    assert all(votes[winner] > votes[other] for winner in found.winners for other in set(works) - set(found.winners))
    assert not set(found.winners) & set(found.again)
    if len(papers) < found.quorum:
        assert found.outcome is Outcome.NO_QUORUM
        assert not found.winners + found.again
    elif found.again:
        assert found.outcome is Outcome.RUN_OFF
        assert len(found.winners) < places
    else:
        assert found.outcome is (Outcome.PASSED if found.winners else Outcome.NOT_PASSED)


@given(ballots())
def test_a_run_off_leaves_out_only_who_had_fewer_votes(ballot):
    papers, works, places, roll, rules = ballot
    found = count(papers, works, places, roll, rules)
    left_out = set(works) - set(found.winners) - set(found.again)
    assert all(found.votes[one] > found.votes[other] for one in found.again for other in left_out)


@given(SHARES.map(Fraction), st.integers(0, 60))
def test_what_is_needed_is_the_least_that_carries(majority, basis):
    needed = needed_of(majority, basis)
    assert needed > basis / 2 if majority == Fraction(1, 2) else needed >= majority * basis
    assert needed == 1 or not (
        (needed - 1) * 2 > basis if majority == Fraction(1, 2) else needed - 1 >= majority * basis
    )


@pytest.mark.parametrize(
    ("of", "basis", "carried"),
    [
        (MajorityOf.MEMBERS, 8, False),
        (MajorityOf.PRESENT, 6, False),
        (MajorityOf.CAST, 5, True),
        (MajorityOf.EXPRESSED, 4, True),
    ],
)
def test_of_what_the_majority_is_counted_decides(of, basis, carried):
    """Three for, one against, one abstains; six are there, of eight who may vote."""
    papers = [(YES,)] * 3 + [(NO,), (ABSTAIN,)]
    found = count(papers, ("w1",), 1, Roll(8, 6), Rules("1/2", Fraction(1, 2), of))
    assert (found.basis, bool(found.winners)) == (basis, carried)


def test_a_tie_at_the_border_goes_into_a_run_off_and_what_is_clear_is_won():
    papers = [("w1", "w2")] * 3 + [("w1", "w3")] * 3
    found = count(papers, WORKS[:3], 2, Roll(6, 6), Rules("1", Fraction(1, 2), MajorityOf.PRESENT))
    assert found.winners == ("w1",)
    assert found.again == ("w2", "w3")
    assert found.outcome is Outcome.RUN_OFF


def test_a_majority_for_none_ends_the_question():
    papers = [(NONE,)] * 3 + [("w1",), ("w2",)]
    found = count(papers, WORKS[:2], 1, Roll(5, 5), Rules("1", Fraction(1, 2), MajorityOf.PRESENT))
    assert found.outcome is Outcome.NOT_PASSED
    assert not found.again


def test_a_quorum_is_a_share_or_a_number():
    assert [quorum_of("2/3", entitled) for entitled in (0, 1, 5, 6, 7)] == [1, 1, 4, 4, 5]
    assert quorum_of("5", 3) == 5


@pytest.mark.parametrize("paper", [(), ("w1", "w1"), ("w1", NONE), ("w1", "w2", "w3"), ("w9",), (YES,), (NO, YES)])
def test_a_paper_that_says_too_much_or_nothing_is_no_paper(paper):
    assert not is_valid(paper, WORKS[:3], 2)
