"""The office's list: who sees it, what it is narrowed to, and that it stays quick."""

import io

import pytest
from openpyxl import load_workbook

from award.entries.states import EntryState
from award.screening.filters import Order, filters_of
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

LIST = "/editions/thu-2023/entries"


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@pytest.fixture
def office(client, cast, edition):
    return client.enter_as(cast.dung)


def titles(client, query=""):
    page = client.get(f"{LIST}{query}").get_data(as_text=True)
    return [piece.split(">", 1)[1].split("<", 1)[0] for piece in page.split('class="work-title"')[1:]]


def test_secretary_and_chair_see_what_was_sent_in(client, cast, edition):
    make_entry(edition, cast.an)
    for person in (cast.dung, cast.hung):
        assert client.enter_as(person).get(LIST).status_code == 200


@pytest.mark.parametrize("who", ["an", "cuong", "giang", "khanh", "mai"])
def test_nobody_else_knows_of_the_list(client, cast, edition, who):
    client.enter_as(getattr(cast, who))
    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}.xlsx").status_code == 404


def test_drafts_are_not_in_the_list(office, cast, edition):
    make_entry(edition, cast.an, "Chưa gửi", state=EntryState.DRAFT)
    make_entry(edition, cast.an, "Đã gửi")
    assert titles(office) == ["Đã gửi"]


def test_filters_narrow_and_searching_ignores_diacritics(office, cast, edition):
    make_entry(edition, cast.an, "Chi bộ bám rẫy")
    make_entry(edition, cast.binh, "Ngọn lửa 100%", state=EntryState.ELIGIBLE)
    make_entry(edition, cast.cuong, "Một khung hình", category=1)
    assert titles(office, "?category=anh") == ["Một khung hình"]
    assert titles(office, "?state=eligible") == ["Ngọn lửa 100%"]
    assert titles(office, "?genre=anh-don&theme=xay-dung-to-chuc-dang") == ["Một khung hình"]
    assert titles(office, "?q=bo%20BAM%20ray") == ["Chi bộ bám rẫy"]
    assert titles(office, "?q=Tr%E1%BA%A7n") == ["Ngọn lửa 100%"]
    assert titles(office, "?q=BI-002") == ["Ngọn lửa 100%"]
    assert titles(office, "?q=100%25") == ["Ngọn lửa 100%"]
    assert titles(office, "?q=1%25%25") == []
    assert titles(office, f"?outlet={cast.station.id}") == ["Một khung hình"]
    assert titles(office, "?outlet=nonsense&state=nonsense") == []


def test_titles_sort_as_in_a_vietnamese_dictionary(office, cast, edition):
    for title in ("Đất", "Dân", "Ân", "An"):
        make_entry(edition, cast.an, title)
    assert titles(office, "?order=title") == ["An", "Ân", "Dân", "Đất"]
    assert titles(office, "?order=title&down=1") == ["Đất", "Dân", "Ân", "An"]


def test_filters_survive_paging(office, cast, edition):
    for number in range(30):
        make_entry(edition, cast.an, f"Bài {number}")
    page = office.get(f"{LIST}?category=bao-in&order=title").get_data(as_text=True)
    assert "page=2&amp;category=bao-in&amp;order=title" in page
    assert len(titles(office, "?category=bao-in&order=title&page=2")) == 5


@pytest.mark.parametrize("query", ["", "?waiting=1&q=bai&order=acted&down=1"])
def test_the_list_asks_no_more_of_the_database_when_it_is_longer(office, cast, edition, query):
    asked = []
    for count in (1, 2, 27):
        for number in range(count):
            make_entry(edition, cast.an, f"Bài {number}")
        asked.append(statements_of(office, LIST + query))
    assert asked[0] == asked[1] == asked[2] <= 12


def test_the_export_holds_the_filtered_list_and_the_counts(office, cast, edition):
    make_entry(edition, cast.an, "=Chi bộ bám rẫy", state=EntryState.ELIGIBLE)
    make_entry(edition, cast.cuong, "Một khung hình", category=1)
    answer = office.get(f"{LIST}.xlsx?category=bao-in")
    book = load_workbook(io.BytesIO(answer.data))
    answer.close()
    works, counts = book.worksheets
    assert [row[1] for row in works.iter_rows(min_row=2, values_only=True)] == ["=Chi bộ bám rẫy"]
    assert list(counts.iter_rows(min_row=2, values_only=True))[-1][-1] == 2


def test_an_address_that_makes_no_sense_is_the_usual_list():
    assert filters_of({"state": "draft", "order": "mark", "waiting": ""}).address() == {}
    assert filters_of({"order": "title"}).ordered_by(Order.TITLE) == {"order": "title", "down": "1"}
