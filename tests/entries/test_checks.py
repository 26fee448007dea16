"""Every clause, by tables of examples and over whole calendars."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.editions.states import EditionState
from award.entries import calendar, codes
from award.entries.calendar import Phase, Term
from award.entries.checks import Verdict, is_web_address, open_ones, run
from award.entries.facts import AuthorFacts, FileFacts, PartFacts, Range, RequirementRules, WorkFacts, WorkRules
from award.files.states import FileState

FIRST, LAST = date(2022, 11, 1), date(2023, 10, 31)
NEED = RequirementRules(uuid4(), "Bản chụp trang báo", 1, 2)
PER_PART = RequirementRules(uuid4(), "Bản chụp", 1, 2, per_part=True)
PHOTO = RequirementRules(uuid4(), "Ảnh", 1, 12, captioned=True)
AN = AuthorFacts("Lê Thị An", is_lead=True)
PART = PartFacts(1, "Báo Bình Định", date(2023, 5, 19), "https://baobinhdinh.vn/1", minutes=9, words=900)
GOOD = {
    "title": "Chi bộ bám rẫy",
    "genre": "Phóng sự",
    "theme": "Xây dựng tổ chức",
    "declared": True,
    "authors": (AN,),
    "parts": (PART,),
    "files": (FileFacts(NEED.id, FileState.VERIFIED),),
}
RULES = {"window_from": FIRST, "window_to": LAST, "requirements": (NEED,)}
M, B, U, OK = Verdict.MISSING, Verdict.BROKEN, Verdict.UNKNOWN, Verdict.MET


def verdicts(facts: dict, rules: dict, clause: str) -> list[Verdict]:
    found = run(WorkFacts(**{**GOOD, **facts}), WorkRules(**{**RULES, **rules}))
    return [check.verdict for check in found if check.clause == clause]


def part(**more) -> tuple[PartFacts, ...]:
    return (PartFacts(**{**PART.__dict__, **more}),)


def files(*states: FileState, need=NEED, **more) -> tuple[FileFacts, ...]:
    return tuple(FileFacts(need.id, state, **more) for state in states)


S = FileState
EXAMPLES = [
    ("title", {"title": ""}, {}, [M]),
    ("genre", {"genre": ""}, {}, [M]),
    ("genre", {"genre": ""}, {"genres": False}, []),
    ("theme", {"theme": ""}, {}, [M]),
    ("theme", {"theme": ""}, {"themes": False}, []),
    ("declaration", {"declared": False}, {}, [M]),
    ("authors", {"authors": ()}, {}, [M]),
    ("authors", {"authors": (AN, AuthorFacts(""))}, {}, [M]),
    ("authors", {"authors": (AN, AuthorFacts("Nguyễn Thị Minh Khai"))}, {}, [OK]),
    ("lead_author", {"authors": (AuthorFacts("An"), AuthorFacts("Bình"))}, {}, [M]),
    ("lead_author", {"authors": (AN, AN)}, {}, [M]),
    ("author_count", {"authors": (AN,) * 5}, {"authors": Range(None, 5)}, [OK]),
    ("author_count", {"authors": (AN,) * 6}, {"authors": Range(None, 5)}, [B]),
    ("author_count", {"authors": (AN,) * 60}, {}, []),
    ("works_per_author", {"authors": (AuthorFacts("An", True, 2),)}, {"works_per_author": 3}, [OK]),
    ("works_per_author", {"authors": (AuthorFacts("An", True, 3),)}, {"works_per_author": 3}, [B]),
    ("works_per_author", {"authors": (AN, AuthorFacts("Bình", False, 1))}, {"works_per_author": 1}, [OK, B]),
    ("parts", {"parts": ()}, {}, [M]),
    ("part_count", {"parts": (PART,) * 6}, {"parts": Range(None, 5)}, [B]),
    ("outlet", {"parts": part(outlet="")}, {}, [M]),
    ("window", {"parts": part(published_on=None)}, {}, [M]),
    ("window", {"parts": part(published_on=FIRST)}, {}, [OK]),
    ("window", {"parts": part(published_on=LAST)}, {}, [OK]),
    ("window", {"parts": part(published_on=FIRST - timedelta(1))}, {}, [B]),
    ("window", {"parts": part(published_on=LAST + timedelta(1))}, {}, [B]),
    ("link", {"parts": part(url="")}, {}, []),
    ("link", {"parts": part(url="")}, {"link_needed": True}, [M]),
    ("link", {"parts": part(url="javascript:alert(1)")}, {}, [M]),
    ("words", {"parts": part(words=None)}, {"words": Range(None, 1500)}, [M]),
    ("words", {"parts": part(words=1501)}, {"words": Range(None, 1500)}, [B]),
    ("minutes", {"parts": part(minutes=15)}, {"minutes": Range(None, 15)}, [OK]),
    ("minutes", {"parts": part(minutes=16)}, {"minutes": Range(None, 15)}, [B]),
    ("minutes", {"parts": part(minutes=None)}, {"minutes": Range(None, 15)}, [M]),
    ("files", {"files": ()}, {}, [M]),
    ("files", {"files": files(S.STORED)}, {}, [U]),
    ("files", {"files": files(S.WAITING)}, {}, [M]),
    ("files", {"files": files(S.VERIFIED, S.WAITING)}, {}, [OK]),
    ("files", {"files": files(S.REFUSED, S.VERIFIED)}, {}, [B]),
    ("files", {"files": files(S.VERIFIED, S.VERIFIED, S.VERIFIED)}, {}, [B]),
    (
        "files",
        {"parts": (PART, PartFacts(2, "Báo", FIRST)), "files": files(S.VERIFIED, need=PER_PART, part=2)},
        {"requirements": (PER_PART,)},
        [M, OK],
    ),
    ("captions", {"files": files(S.VERIFIED, need=PHOTO)}, {"requirements": (PHOTO,)}, [M]),
    ("captions", {"files": files(S.VERIFIED, need=PHOTO, caption="Ngày hội")}, {"requirements": (PHOTO,)}, [OK]),
]


@pytest.mark.parametrize(("clause", "facts", "rules", "expected"), EXAMPLES)
def test_clause(clause, facts, rules, expected):
    assert verdicts(facts, rules, clause) == expected


def test_a_good_work_has_nothing_in_its_way():
    assert open_ones(run(WorkFacts(**GOOD), WorkRules(**RULES))) == []


def test_a_part_outside_the_window_is_told_by_its_number_and_day():
    late = PartFacts(2, "Báo Bình Định", date(2023, 11, 5))
    found = open_ones(run(WorkFacts(**{**GOOD, "parts": (PART, late)}), WorkRules(**RULES)))
    assert [str(check.sentence) for check in found] == [
        "Day of publication, part 2: Published on 2023-11-05, after 2023-10-31. "
        "Choose a part within the time, or take this part out."
    ]


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 900))
def test_the_window_holds_exactly_its_days(day, first, length):
    last = first + timedelta(length)
    [verdict] = verdicts({"parts": part(published_on=day)}, {"window_from": first, "window_to": last}, "window")
    assert (verdict is OK) == (first <= day <= last)


instants = st.datetimes(datetime(2023, 1, 1), datetime(2024, 1, 1), timezones=st.just(UTC))


@given(instants, instants, st.timedeltas(timedelta(0), timedelta(3)), st.sampled_from(EditionState))
def test_one_calendar_for_the_door_and_the_check(at, shown, grace, state):
    term = Term(shown, shown + grace)
    phase = calendar.phase(state, term, at)
    assert (calendar.why_not_received(state, term, at) is None) == (phase in (Phase.OPEN, Phase.GRACE))
    [verdict] = verdicts({"at": at}, {"term": term}, "deadline")
    assert (verdict is B) == (at > term.hard_at)
    if state is EditionState.OPEN:
        assert (phase is Phase.GRACE) == (shown < at <= term.hard_at)


@given(st.integers(0, 5), st.integers(1, 5))
def test_the_limit_counts_this_work_too(others, most):
    [verdict] = verdicts(
        {"authors": (AuthorFacts("An", True, others),)}, {"works_per_author": most}, "works_per_author"
    )
    assert (verdict is OK) == (others < most)


@pytest.mark.parametrize(("number", "code"), [(1, "BI-001"), (17, "BI-017"), (1000, "BI-1000")])
def test_codes(number, code):
    assert codes.code_of("BI", number) == code
    assert codes.next_number(number) == number + 1
    assert codes.next_number(None) == 1


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("https://baobinhdinh.vn/a?b=1", True),
        ("http://baobinhdinh.vn", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://a b.vn", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_followed(text, follows):
    assert is_web_address(text) is follows
