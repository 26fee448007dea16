"""Proposed prizes: places, order and ties, by examples and by property."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from award.council.allocation import Award, Contender, Level, Tie, propose
from award.council.departures import Departure, Table, departures
from award.council.places import Room

A, B = Level("A", {"print": 1}), Level("B", {"print": 2})


def works(*scores, category="print"):
    return [Contender(f"{category}-{place}", category, Fraction(score)) for place, score in enumerate(scores, 1)]


def proposed(contenders, levels, prepared=()):
    return {award.work: award.level for award in propose(contenders, levels, prepared).awards}


def test_places_are_filled_in_the_order_of_the_scores():
    assert proposed(works(7, 9, 8, 6), [A, B]) == {"print-2": "A", "print-3": "B", "print-1": "B"}


def test_scores_are_compared_exactly():
    third = works(Fraction(25, 3), Fraction("8.33"))
    assert proposed(third, [A, B]) == {"print-1": "A", "print-2": "B"}


def test_a_tie_at_the_last_place_is_left_to_the_council_and_what_is_below_waits():
    proposal = propose(works(9, 9, 8), [A, B])
    assert proposal.awards == ()
    assert proposal.ties == (Tie("A", "print", ("print-1", "print-2"), 1),)


def test_a_tie_that_fits_is_no_tie():
    assert propose(works(9, 8, 8), [A, B]).ties == ()


def test_once_the_council_has_decided_a_tie_the_rest_follows():
    assert proposed(works(9, 9, 8), [A, B], [Award("print-2", "print", "A")]) == {"print-1": "B", "print-3": "B"}


def test_a_place_that_the_council_leaves_empty_is_not_offered_to_a_lower_work():
    assert proposed(works(9, 8), [A, B], [Award("print-1", "print", "B")]) == {"print-2": "B"}


def test_a_prize_for_the_whole_award_is_contested_by_all_categories():
    special = Level("S", {None: 1})
    contenders = works(9, 7) + works(Fraction(19, 2), category="photo")
    assert proposed(contenders, [special, A]) == {"photo-1": "S", "print-1": "A"}


def test_a_category_without_places_gets_none():
    assert proposed(works(9, category="photo"), [A, B]) == {}


def test_passing_over_a_higher_work_is_a_departure():
    contenders = works(9, 8)
    second = Award("print-2", "print", "B")
    assert departures(second, Table(contenders, [A, B], [])) == [Departure.ORDER]
    assert departures(second, Table(contenders, [A, B], [Award("print-1", "print", "A")])) == []
    assert departures(Award("print-9", "print", "B"), Table(contenders, [A, B], [])) == [Departure.NO_STANDING]


CATEGORIES = ["print", "photo", "radio"]
contenders_of = st.lists(
    st.tuples(st.sampled_from(CATEGORIES), st.fractions(0, 10, max_denominator=3)), max_size=12
).map(lambda rows: [Contender(place, category, score) for place, (category, score) in enumerate(rows)])
tables = st.lists(
    st.dictionaries(st.sampled_from([*CATEGORIES, None]), st.integers(0, 3), max_size=4), min_size=1, max_size=4
).map(lambda rows: [Level(place, places) for place, places in enumerate(rows)])


@given(contenders_of, tables)
def test_places_are_never_exceeded_and_no_work_has_two_prizes(contenders, levels):
    awards = propose(contenders, levels).awards
    assert Room.of(levels, awards).exceeded() == []
    assert len({award.work for award in awards}) == len(awards)


@given(contenders_of, tables, st.randoms())
def test_the_order_of_a_category_is_never_inverted_nor_are_equals_parted(contenders, levels, random):
    given_to = {award.work: award.level for award in propose(contenders, levels).awards}
    lowest = len(levels)
    for higher in contenders:
        for lower in contenders:
            if higher.category == lower.category and higher.score >= lower.score:
                level, other = given_to.get(higher.work, lowest), given_to.get(lower.work, lowest)
                tie = higher.score == lower.score
                assert level == other if tie else level <= other
    shuffled = contenders[:]
    random.shuffle(shuffled)
    assert propose(shuffled, levels) == propose(contenders, levels)


@given(contenders_of, tables, st.data())
def test_what_is_proposed_beside_given_prizes_fits_and_is_no_departure(contenders, levels, data):
    whole = propose(contenders, levels).awards
    kept = data.draw(st.lists(st.sampled_from(whole), unique=True)) if whole else []
    awards = propose(contenders, levels, kept).awards
    assert Room.of(levels, [*kept, *awards]).exceeded() == []
    assert not {award.work for award in awards} & {award.work for award in kept}
