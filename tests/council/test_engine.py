"""The prize engine with all its rules: by examples, by property, and against every order that the standings allow."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.council.allocation import propose, propose_thematic
from award.council.departures import Departure, Table, departures
from award.council.places import NOWHERE, Award, Contender, Level, Room, better
from award.council.states import Ground, Rule
from award.editions.states import Unused

PRINT, PHOTO = "print", "photo"


def work(name, score, category=PRINT, **more):
    return Contender(name, category, Fraction(score), subcommittee=f"{category}-jury", **more)


def given_to(proposal):
    return {award.work: award.level for award in proposal.awards}


def test_a_rank_inside_a_subcommittee_sets_equal_scores_apart():
    first, second = work("1", 9, rank=2), work("2", 9, rank=1)
    proposal = propose([first, second], [Level("A", {PRINT: 1}), Level("B", {PRINT: 1})])
    assert given_to(proposal) == {"2": "A", "1": "B"}
    assert proposal.ties == ()


def test_a_rank_says_nothing_between_subcommittees():
    proposal = propose([work("1", 9, rank=1), work("2", 9, PHOTO, rank=2)], [Level("A", {None: 1})])
    assert [set(tie.works) for tie in proposal.ties] == [{"1", "2"}]


def test_of_a_tie_only_those_are_named_whom_it_concerns():
    three = [work("1", 9, rank=1), work("2", 9, rank=2), work("3", 9, rank=3), work("x", 9, PHOTO, rank=1)]
    proposal = propose(three, [Level("A", {None: 2})])
    assert given_to(proposal) == {"1": "A"}
    assert [(set(tie.works), tie.places) for tie in proposal.ties] == [({"2", "x"}, 1)]
    assert proposal.passed["3"].ground is Ground.WAITS


def test_places_for_a_subcommittee():
    proposal = propose([work("1", 9), work("2", 8, PHOTO)], [Level("A", {"photo-jury": 1})])
    assert given_to(proposal) == {"2": "A"}
    assert proposal.passed["1"].ground is Ground.NO_PLACES


def test_below_the_floor_nobody_gets_it_and_the_place_stays_empty():
    levels = [Level("A", {PRINT: 2}, floor=Fraction(8)), Level("B", {PRINT: 1})]
    proposal = propose([work("1", 8), work("2", "7.99"), work("3", 7)], levels)
    assert given_to(proposal) == {"1": "A", "2": "B"}
    assert proposal.passed["3"].ground is Ground.TAKEN


def test_a_floor_is_compared_with_marks_where_the_score_counts_votes():
    voted = work("1", 5, mark=Fraction(90))
    assert given_to(propose([voted], [Level("A", {PRINT: 1}, floor=Fraction(85))])) == {"1": "A"}


def test_unused_places_go_down():
    levels = [Level("A", {PRINT: 2}, floor=Fraction(9), unused=Unused.LOWER), Level("B", {PRINT: 1})]
    proposal = propose([work("1", 9), work("2", 8), work("3", 7), work("4", 6)], levels)
    assert given_to(proposal) == {"1": "A", "2": "B", "3": "B"}
    assert [proposal.rules[name] for name in "123"] == [Rule.PLACE, Rule.PLACE, Rule.LOWERED]


def test_a_place_that_was_used_below_is_gone_above():
    levels = [Level("A", {PRINT: 1}, unused=Unused.LOWER), Level("B", {PRINT: 1})]
    room = Room.of(levels, [Award("1", PRINT, "B"), Award("2", PRINT, "B")])
    assert [room.for_one(key, PRINT) for key in "AB"] == [0, 0]
    assert Room.of(levels, [Award(name, PRINT, "B") for name in "123"]).exceeded() == ["A", "B"]


def test_unused_places_go_to_the_other_categories_by_score():
    level = Level("A", {PRINT: 1, PHOTO: 2}, unused=Unused.OTHERS)
    proposal = propose([work("1", 9), work("2", 8), work("3", 7), work("x", 5, PHOTO)], [level])
    assert given_to(proposal) == {"1": "A", "x": "A", "2": "A"}
    assert proposal.rules["2"] is Rule.SHARED


def test_nothing_is_shared_while_a_category_has_to_decide():
    level = Level("A", {PRINT: 1, PHOTO: 2}, unused=Unused.OTHERS)
    proposal = propose([work("1", 9), work("2", 9), work("x", 5, PHOTO)], [level])
    assert given_to(proposal) == {"x": "A"}
    assert [(set(tie.works), tie.places) for tie in proposal.ties] == [({"1", "2"}, 1)]


def test_an_author_has_one_main_prize_over_all_groups():
    people = [work("1", 9, authors={"an"}), work("x", 8, PHOTO, authors={"an", "binh"}), work("y", 7, PHOTO)]
    levels = [Level("A", {PRINT: 1, PHOTO: 1})]
    proposal = propose(people, levels, one_per_author=True)
    assert given_to(proposal) == {"1": "A", "y": "A"}
    assert (proposal.passed["x"].ground, proposal.passed["x"].other) == (Ground.AUTHOR, "1")
    assert given_to(propose(people, levels)) == {"1": "A", "x": "A"}


def test_two_works_of_an_author_that_stand_level_are_for_the_council():
    people = [work("1", 9, authors={"an"}), work("x", 9, PHOTO, authors={"an"})]
    proposal = propose(people, [Level("A", {PRINT: 1, PHOTO: 1})], one_per_author=True)
    assert proposal.awards == ()
    assert [(set(tie.works), tie.authors) for tie in proposal.ties] == [({"1", "x"}, True)]


def test_a_work_waits_while_another_of_its_author_is_undecided():
    people = [work("1", 9, authors={"an"}), work("2", 9), work("x", 8, PHOTO, authors={"an"}), work("y", 7, PHOTO)]
    levels = [Level("A", {PRINT: 1, PHOTO: 1})]
    assert propose(people, levels, one_per_author=True).awards == ()
    decided = propose(people, levels, [Award("2", PRINT, "A")], one_per_author=True)
    assert given_to(decided) == {"x": "A"}


def test_a_prized_work_can_have_a_thematic_prize_too_unless_the_rules_say_not():
    works = [work("1", 9, theme="t"), work("2", 8, theme="t"), work("3", 10)]
    main = [Award("1", PRINT, "A")]
    for beside, winner in ((True, "1"), (False, "2")):
        level = Level("T", {None: 1}, themes=frozenset({"t"}), beside_main=beside)
        (proposal,) = propose_thematic(works, [level], [], main)
        assert given_to(proposal) == {winner: "T"}


@pytest.mark.parametrize(
    ("award", "given", "found"),
    [
        (Award("2", PRINT, "A"), [], [Departure.ORDER]),
        (Award("2", PRINT, "A"), [Award("1", PRINT, "A")], []),
        (Award("3", PRINT, "A"), [Award("1", PRINT, "A"), Award("2", PRINT, "A")], [Departure.FLOOR]),
        (Award("?", PRINT, "A"), [], [Departure.NO_STANDING]),
        (Award("2", PRINT, "S"), [Award("1", PRINT, "S")], [Departure.PLACES_OF_OTHERS]),
    ],
)
def test_what_a_prize_leaves(award, given, found):
    levels = [Level("A", {PRINT: 3}, floor=Fraction(8)), Level("S", {PRINT: 1, PHOTO: 1}, unused=Unused.OTHERS)]
    works = [work("1", 9), work("2", 8), work("3", 7), work("x", 5, PHOTO)]
    assert departures(award, Table(works, levels, given)) == found


CATEGORIES = [PRINT, PHOTO]
NAMES = ("an", "binh", "chi")
ways = st.sampled_from(["category", "jury", "whole"])


@st.composite
def situations(draw, most=9):
    """Works with few different scores, ranks that agree with them, a table with every rule, and some prizes given."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(CATEGORIES),
                st.integers(5, 9),
                st.integers(0, 1),
                st.frozensets(st.sampled_from(NAMES), max_size=2),
            ),
            max_size=most,
        )
    )
    works = [work(str(n), score, category, rank=20 - 2 * score + last, authors=authors) for n, (category, score, last, authors) in enumerate(rows)]  # fmt: skip
    levels = [draw(st.builds(_level, st.just(n), ways, st.lists(st.integers(0, 2), min_size=2, max_size=2), st.sampled_from([None, 6, 8]), st.sampled_from(Unused))) for n in range(draw(st.integers(1, 3)))]  # fmt: skip
    return works, levels, draw(st.booleans())


def _level(key, way, counts, floor, unused):
    scopes = {"category": CATEGORIES, "jury": [f"{one}-jury" for one in CATEGORIES], "whole": [None]}[way]
    return Level(key, dict(zip(scopes, counts, strict=False)), floor and Fraction(floor), unused)


@given(situations(), st.data())
def test_every_rule_is_kept_and_the_order_is_inverted_only_where_it_is_said_why(situation, data):
    works, levels, only = situation
    whole = propose(works, levels, one_per_author=only).awards
    kept = data.draw(st.lists(st.sampled_from(whole), unique=True)) if whole else []
    proposal = propose(works, levels, kept, one_per_author=only)
    every = [*kept, *proposal.awards]
    by_work, held = {one.work: one for one in works}, {award.work: award.level for award in every}
    assert Room.of(levels, every).exceeded() == []
    assert len(held) == len(every)
    assert all(by_work[award.work].reaches(levels[award.level].floor) for award in proposal.awards)
    if only:
        people = [author for award in every for author in by_work[award.work].authors]
        assert len(people) == len(set(people))
    for one in works:
        assert (one.work in held) != (one.work in proposal.passed)
        assert one.work in held or proposal.passed[one.work].level is None or proposal.passed[one.work].level in range(len(levels))  # fmt: skip
    table = Table(works, levels, every, only)
    for award in proposal.awards:
        assert departures(award, table) == [] or _is_explained(award, departures(award, table), proposal, works, levels)


def _is_explained(award, found, proposal, works, levels):
    """An inversion is said: the better work waits or is barred, by the ground noted for it."""
    own = next(one for one in works if one.work == award.work)
    grounds = {Ground.TIED, Ground.WAITS, Ground.AUTHOR, Ground.OVERTAKEN}
    return all(one.work not in proposal.passed or proposal.passed[one.work].ground in grounds for one in works if better(one, own) and levels[award.level].scope_of(one) is not NOWHERE)  # fmt: skip


def greedy(order, level):
    """The plain rule for one level: down one strict order, a place to whoever fits."""
    room, awards = Room.of([level], sharing=False), set()
    for one in order:
        if one.reaches(level.floor) and room.for_one(level.key, level.scope_of(one)) > 0:
            room.take(level.key, level.scope_of(one))
            awards.add(one.work)
    return awards


@given(situations(most=6))
def test_what_is_proposed_is_what_every_possible_order_gives(situation):
    works, levels, _only = situation
    level = Level(levels[0].key, levels[0].places, levels[0].floor)
    orders = [
        order
        for order in permutations(works)
        if not any(better(later, one) for place, one in enumerate(order) for later in order[place:])
    ]
    outcomes = [greedy(order, level) for order in orders]
    proposal = propose(works, [level])
    assert set(given_to(proposal)) == set.intersection(*outcomes)
    assert {name for tie in proposal.ties for name in tie.works} == set.union(*outcomes) - set.intersection(*outcomes)
