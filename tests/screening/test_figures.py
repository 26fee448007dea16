"""Statistics of screening: figures from plain values, the page, the workbook."""

import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from award.entries.states import EntryState
from award.kit import clock
from award.screening import service
from award.screening.figures import Decided, Work, figures
from award.screening.states import Verdict
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

STATISTICS = "/editions/thu-2023/screening/statistics"
PRINT = uuid.uuid4()
REFUSED, RETURNED = Verdict.INELIGIBLE, Verdict.RETURNED


def test_a_work_counts_once_for_each_reason_and_answer():
    works = [Work(uuid.uuid4(), PRINT, state, outlet) for state, outlet in (
        (EntryState.INELIGIBLE, "Báo A"), (EntryState.ELIGIBLE, "Báo A"), (EntryState.SUBMITTED, "Đài B"))]  # fmt: skip
    one, other, _third = (work.id for work in works)
    monday = date(2023, 10, 2)
    decided = [
        Decided(one, RETURNED, ["missing_file"], monday),
        Decided(one, RETURNED, ["missing_file"], monday + timedelta(days=6)),
        Decided(one, REFUSED, ["missing_file", "old"], monday + timedelta(days=7)),
        Decided(other, Verdict.ELIGIBLE, [], monday + timedelta(days=7)),
        Decided(uuid.uuid4(), REFUSED, ["missing_file"], monday),
    ]
    found = figures(works, decided, ["off_theme", "missing_file"])
    assert [(each.code, each.ineligible, each.returned) for each in found.reasons] == [
        ("missing_file", 1, 1),
        ("old", 1, 0),
    ]
    assert (found.all.total, found.all.returned, found.all.ineligible, found.all.share) == (3, 1, 1, Decimal("33.3"))
    assert [(each.name, each.share) for each in found.outlets] == [
        ("Báo A", Decimal("50.0")),
        ("Đài B", Decimal("0.0")),
    ]
    assert [(each.monday, each.total) for each in found.weeks] == [(monday, 3), (monday + timedelta(days=7), 2)]


def test_nothing_at_all_has_a_share_of_nothing():
    found = figures([], [], [])
    assert (found.all.share, found.reasons, found.weeks) == (Decimal("0.0"), [], [])


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


def refuse(edition, cast, count):
    for number in range(count):
        entry = make_entry(edition, cast.an, f"Bài {number}")
        day = clock.now() + timedelta(days=1)
        verdict = (REFUSED, RETURNED)[number % 2]
        service.decide(entry, verdict, reasons=["off_theme"], note="Ngoài chủ đề", answer_by=day, actor=cast.dung)


def test_the_page_and_the_workbook_tell_the_same(client, cast, edition):
    refuse(edition, cast, 3)
    client.enter_as(cast.hung)
    page = client.get(STATISTICS).text
    assert "Ngoài chủ đề" in page or "66,7" in page
    answer = client.get(f"{STATISTICS}.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    answer.close()
    reasons, categories, _outlets, weeks = book.worksheets
    assert next(iter(reasons.iter_rows(min_row=2, values_only=True)))[1:] == (2, 1, 3)
    assert list(categories.iter_rows(min_row=2, values_only=True)) == [("Báo in", 3, 1, 2, 66.7)]
    assert next(iter(weeks.iter_rows(min_row=2, values_only=True)))[1:] == (0, 1, 2)


def test_the_page_asks_no_more_of_the_database_when_there_is_more(client, cast, edition):
    client.enter_as(cast.dung)
    asked = []
    for count in (1, 2, 27):
        refuse(edition, cast, count)
        asked.append(statements_of(client, STATISTICS))
    assert asked[0] == asked[1] == asked[2]
