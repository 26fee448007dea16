"""Assignment: exact numbers, no conflicts, even loads, and the truth where it cannot be done."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from award.judging.assignment import assign

NAMES = "abcdefgh"


def judges_of(count, cap=None):
    return dict.fromkeys(NAMES[:count], cap)


def per_work(plan, works):
    return {work: sorted(j for j, w in plan.pairs if w == work) for work in works}


@given(st.integers(0, 40), st.integers(1, 8), st.integers(1, 5))
def test_without_conflicts_counts_are_exact_and_loads_differ_by_one_at_most(works, judges, wanted):
    wanted = min(wanted, judges)
    plan = assign(range(works), judges_of(judges), wanted)
    loads = plan.loads(judges_of(judges)).values()
    assert all(len(found) == wanted for found in per_work(plan, range(works)).values())
    assert max(loads) - min(loads) <= 1
    assert len(plan.pairs) == works * wanted
    assert not plan.lacking


@st.composite
def problems(draw):
    works, judges = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    pairs = list(product(NAMES[:judges], range(works)))
    conflicts = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) // 2))
    caps = {judge: draw(st.one_of(st.none(), st.integers(0, works))) for judge in NAMES[:judges]}
    return works, caps, draw(st.integers(1, judges)), conflicts, pairs


@given(problems())
def test_conflicts_and_caps_hold_and_what_is_lacking_is_said_exactly(problem):
    works, caps, wanted, conflicts, _ = problem
    plan = assign(range(works), caps, wanted, conflicts=conflicts)
    assert not plan.pairs & conflicts
    for judge, load in plan.loads(caps).items():
        assert caps[judge] is None or load <= caps[judge]
    for work, found in per_work(plan, range(works)).items():
        assert len(found) == len(set(found)) == wanted - plan.lacking.get(work, 0)
    assert len(plan.pairs) == most_pairs(works, caps, wanted, conflicts)


def most_pairs(works, caps, wanted, conflicts):
    """The size of the largest assignment, by the max-flow min-cut theorem over all cuts of judges: small cases only."""
    best = works * wanted
    for chosen in product((True, False), repeat=len(caps)):
        inside = [judge for judge, picked in zip(caps, chosen, strict=True) if picked]
        outside = [judge for judge in caps if judge not in inside]
        cut = sum(works if caps[judge] is None else caps[judge] for judge in inside)
        for work in range(works):
            cut += min(wanted, sum((judge, work) not in conflicts for judge in outside))
        best = min(best, cut)
    return best


@given(problems())
def test_no_exchange_of_one_work_could_make_loads_more_even(problem):
    works, caps, wanted, conflicts, _ = problem
    plan = assign(range(works), caps, wanted, conflicts=conflicts)
    loads = plan.loads(caps)
    for judge, work in plan.pairs:
        for other in caps:
            allowed = (other, work) not in plan.pairs | conflicts and (
                caps[other] is None or loads[other] < caps[other]
            )
            assert not (allowed and loads[judge] - loads[other] >= 2)


@given(problems(), st.data())
def test_kept_tasks_stay_and_count(problem, data):
    works, caps, wanted, conflicts, pairs = problem
    kept = data.draw(st.sets(st.sampled_from(pairs), max_size=3)) - conflicts
    plan = assign(range(works), caps, wanted, conflicts=conflicts, kept=kept)
    assert kept <= plan.pairs
    for work, found in per_work(plan, range(works)).items():
        already = sum(1 for _, kept_work in kept if kept_work == work)
        assert len(found) == max(already, wanted - plan.lacking.get(work, 0))


def test_a_task_of_a_judge_who_left_the_seat_still_counts_for_its_work():
    plan = assign([1], {"a": None, "b": None}, 2, kept={("gone", 1)})
    assert len(plan.pairs) == 2
    assert ("gone", 1) in plan.pairs


def test_the_last_work_gets_its_judge_by_an_exchange():
    plan = assign([1, 2], {"a": 1, "b": 1}, 1, conflicts={("b", 2)})
    assert plan.pairs == {("b", 1), ("a", 2)}
    assert not plan.lacking


def test_what_cannot_be_done_names_the_work():
    plan = assign(["PS-001", "PS-002"], {"a": None, "b": None}, 2, conflicts={("a", "PS-001")})
    assert plan.lacking == {"PS-001": 1}
    assert assign(["PS-001"], {}, 2).lacking == {"PS-001": 2}


def test_the_same_question_has_the_same_answer():
    works, conflicts = list(range(30)), {("a", 3), ("b", 4), ("c", 5)}
    answers = {assign(works, judges_of(5), 3, conflicts=conflicts).pairs for _ in range(3)}
    assert len(answers) == 1


def test_judges_sit_with_everybody_rather_than_with_the_same_neighbour():
    plan = assign(range(24), judges_of(4), 2)
    assert len({tuple(found) for found in per_work(plan, range(24)).values()}) == 6


@st.composite
def tiny_problems(draw):
    works, judges = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    pairs = list(product(NAMES[:judges], range(works)))
    conflicts = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) // 2))
    kinds = {work: draw(st.sampled_from("xy")) for work in range(works)}
    return works, NAMES[:judges], draw(st.integers(1, judges)), conflicts, kinds


def worth(pairs, works, judges, wanted):
    """What is asked for, in its order: few empty places, even loads."""
    gaps = works * wanted - len(pairs)
    return gaps, sum(sum(judge == j for j, _ in pairs) ** 2 for judge in judges)


@given(tiny_problems())
def test_no_assignment_at_all_is_better_than_the_one_found(problem):
    """Against every possible assignment: small cases only."""
    works, judges, wanted, conflicts, kinds = problem
    plan = assign(range(works), dict.fromkeys(judges), wanted, conflicts=conflicts, kinds=kinds)
    panels = [
        [
            chosen
            for count in range(wanted + 1)
            for chosen in combinations([j for j in judges if (j, work) not in conflicts], count)
        ]
        for work in range(works)
    ]
    best = min(
        worth([(j, w) for w, chosen in enumerate(choice) for j in chosen], works, judges, wanted)
        for choice in product(*panels)
    )
    assert worth(plan.pairs, works, judges, wanted) == best


def test_kinds_are_spread_over_the_judges():
    kinds = {work: "series" if work < 8 else "single" for work in range(24)}
    plan = assign(range(24), judges_of(4), 2, kinds=kinds)
    series = [sum(judge == j and work < 8 for j, work in plan.pairs) for judge in judges_of(4)]
    assert series == [4, 4, 4, 4]


@given(st.lists(st.integers(1, 12), min_size=2, max_size=5), st.integers(1, 20))
def test_loads_in_proportion_follow_the_caps_to_within_one(caps, works):
    judges = dict(zip(NAMES, caps, strict=False))
    works = min(works, sum(caps))
    plan = assign(range(works), judges, 1, proportional=True)
    for judge, load in plan.loads(judges).items():
        assert abs(load - works * judges[judge] / sum(caps)) < len(caps)
        assert load <= judges[judge]
    if works == sum(caps):
        assert plan.loads(judges) == judges


def test_why_a_work_lacks_judges_is_said_in_figures():
    judges = {"a": None, "b": 1, "c": None}
    plan = assign([1, 2], judges, 3, conflicts={("a", 2)})
    assert plan.lacking == {2: 2} or plan.lacking == {1: 1, 2: 1}
    lack = plan.why[2]
    assert (lack.seated, lack.conflicting) == (3, 1)
    assert lack.missing == lack.conflicting + lack.full


def test_when_a_judge_leaves_the_others_keep_what_they_have():
    before = assign(range(12), judges_of(4), 2)
    kept = {(judge, work) for judge, work in before.pairs if judge != "a"}
    after = assign(range(12), {"b": None, "c": None, "d": None}, 2, kept=kept)
    assert kept <= after.pairs
    assert len(after.pairs) == 24
    loads = after.loads("bcd").values()
    assert max(loads) - min(loads) <= 1


@given(works=st.integers(2, 9), judges=st.integers(2, 5), data=st.data())
def test_what_is_liked_stays_as_far_as_evenness_allows(works, judges, data):
    per_work = data.draw(st.integers(1, judges))
    panel = dict.fromkeys(range(judges))
    first = assign(range(works), panel, per_work)
    again = assign(range(works), panel, per_work, liked=first.pairs)
    assert again.pairs == first.pairs
    more = assign(range(works), {**panel, judges: None}, per_work, liked=first.pairs)
    assert len(more.pairs) == works * per_work
    loads = more.loads(range(judges + 1)).values()
    assert max(loads) - min(loads) <= 1
    assert len(more.pairs - first.pairs) == more.loads(range(judges + 1))[judges]
