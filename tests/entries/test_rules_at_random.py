"""The rules over random calendars and groups: told by a second, plainer reading of the same rule."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from award.db import db
from award.entries import calendar, queries
from award.entries.calendar import Term
from award.entries.checks import Verdict, open_ones, run
from award.entries.facts import AuthorFacts, PartFacts, Range, WorkFacts, WorkRules
from award.entries.identity import Identity, Likeness, likeness
from award.entries.models import Author
from award.entries.states import COUNTED_FOR_LIMITS, EntryState, Statement
from tests.support.cast import person
from tests.support.editions import make_edition, make_entry

days = st.dates(date(2022, 1, 1), date(2024, 12, 31))
windows = st.tuples(days, days).map(sorted)
parts_of_a_series = st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=6)
instants = st.datetimes(datetime(2023, 1, 1), datetime(2023, 12, 31), timezones=st.just(UTC))


@given(windows, parts_of_a_series, st.booleans())
def test_a_part_counts_exactly_where_the_rules_let_it(window, series, straddling):
    first, last = window
    parts = tuple(
        PartFacts(place, "Báo", day, entered_in="BI-001" if entered else "")
        for place, (day, entered) in enumerate(series, 1)
    )
    found = run(WorkFacts(parts=parts), WorkRules(first, last, straddling=straddling))
    goes_on = any(first <= day <= last for day, _ in series)
    for check, (day, entered) in zip([one for one in found if one.clause == "window"], series, strict=True):
        counts = first <= day <= last or (straddling and goes_on and day < first and not entered)
        assert (check.verdict is Verdict.MET) == counts
    asked = any(check.clause == Statement.NOT_ENTERED_BEFORE for check in found)
    assert asked == (straddling and goes_on and any(day < first for day, _ in series))


@given(st.integers(0, 12), st.none() | st.integers(1, 10), st.none() | st.integers(1, 10))
def test_a_count_is_met_exactly_between_its_ends(count, least, most):
    authors = tuple(AuthorFacts(f"Tác giả {number}") for number in range(count))
    rules = WorkRules(date(2023, 1, 1), date(2023, 12, 31), authors=Range(least, most))
    found = [check for check in run(WorkFacts(authors=authors), rules) if check.clause == "author_count"]
    assert bool(found) == (least is not None or most is not None)
    assert all((check.verdict is Verdict.MET) == ((least or 0) <= count <= (most or 99)) for check in found)


@given(instants, instants, instants, st.timedeltas(timedelta(0), timedelta(2)))
def test_each_category_is_received_by_its_own_deadline_and_the_edition_by_the_last(at, one, other, grace):
    terms = [Term(shown, shown + grace) for shown in (one, other)]
    open_ = [calendar.within(term, at) is not calendar.Phase.OVER for term in terms]
    assert open_ == [at <= term.hard_at for term in terms]
    last = max(terms, key=lambda term: term.hard_at)
    assert (calendar.within(last, at) is not calendar.Phase.OVER) == any(open_)


@given(st.fractions(0, 1), st.integers(1, 100))
def test_overlap_is_compared_exactly(share, most):
    rules = WorkRules(date(2023, 1, 1), date(2023, 12, 31), most_overlap=most)
    [check] = [one for one in run(WorkFacts(overlap=share), rules) if one.clause == "overlap"]
    assert (check.verdict is Verdict.BROKEN) == (share > Fraction(most, 100))


marks = st.none() | st.integers(1, 2)
identities = st.builds(
    Identity,
    person=marks,
    email=marks,
    press_card=marks,
    member_card=marks,
    name=st.sampled_from(["", "le thi an", "tran binh"]),
    outlet=st.sampled_from(["", "bao", "dai"]),
)


@given(identities, identities)
def test_likeness_goes_both_ways_and_a_sure_mark_in_common_settles_it(one, other):
    found = likeness(one, other)
    assert found is likeness(other, one)
    sure = [(getattr(one, mark), getattr(other, mark)) for mark in ("person", "email", "press_card", "member_card")]
    if any(left is not None and left == right for left, right in sure):
        assert found is Likeness.SAME
    elif one.name != other.name or not one.name:
        assert found is Likeness.DIFFERENT
    else:
        contradicted = any(left and right for left, right in sure)
        assert (found is Likeness.SAME) == (not contradicted and one.outlet == other.outlet)


groups = st.lists(
    st.tuples(st.sets(st.integers(0, 4), min_size=1, max_size=4), st.sampled_from(EntryState)), min_size=1, max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(groups=groups, most=st.integers(1, 4))
def test_works_are_counted_over_all_groups_a_person_is_in(world, cast, groups, most):
    number = db.session.query(Author).count()
    edition = make_edition(f"thu-{number}-{len(groups)}")
    edition.works_per_author = most
    people = [person(f"Người {place}", f"n{number}-{place}@example.vn") for place in range(5)]
    works = [_work(edition, cast, people, members, state) for members, state in groups]
    counted = [members for members, state in groups if state in COUNTED_FOR_LIMITS]
    for entry, (members, state) in zip(works, groups, strict=True):
        dossier = queries.dossier(entry)
        for author, place in zip(dossier.facts.authors, sorted(members), strict=True):
            own = state in COUNTED_FOR_LIMITS
            assert author.other_works == sum(place in group for group in counted) - own
        broken = {
            check.about for check in open_ones(run(dossier.facts, dossier.rules)) if check.clause == "works_per_author"
        }
        over = [
            place
            for place in members
            if sum(place in group for group in counted) + (state not in COUNTED_FOR_LIMITS) > most
        ]
        assert len(broken) == len(over)


def _work(edition, cast, people, members, state):
    entry = make_entry(edition, cast.an, state=state)
    db.session.flush()
    entry.authors.clear()
    db.session.flush()
    for position, place in enumerate(sorted(members), 1):
        known = people[place]
        # Some are known by their account, others by address or by name alone: it is one person all the same.
        entry.authors.append(
            Author(
                position=position,
                full_name=known.full_name,
                email=known.email if (place + position) % 2 else None,
                identity_key=f"name:{known.full_name}",
            )
        )
    db.session.flush()
    return entry
