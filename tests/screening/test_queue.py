"""The queue by sub-type: what comes next for whom, putting off, two secretaries at once."""

from datetime import timedelta

import pytest

from award.accounts.states import Role
from award.db import db
from award.entries.states import EntryState
from award.kit import clock
from award.screening import queries, service
from award.screening.filters import Filters
from award.screening.states import Verdict
from tests.support.cast import grant, person
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

QUEUE = "/editions/thu-2023/screening"
PRINT = Filters(category="bao-in", genre="phong-su", waiting="1")


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@pytest.fixture
def works(cast, edition):
    return [make_entry(edition, cast.an, f"Bài {number}") for number in range(3)]


@pytest.fixture
def second(edition):
    someone = person("Mạc Thị Nga", "nga@example.vn")
    grant(someone, Role.SECRETARY, edition)
    return someone


def take(edition, actor, after=None):
    return service.take_next(edition, PRINT, queries.choices(edition.id), after=after, actor=actor)


def test_the_next_is_the_next_by_code_of_the_sub_type(cast, edition, works):
    make_entry(edition, cast.an, "Ảnh", category=1)
    works[1].genre_id = edition.categories[0].genres[1].id
    assert take(edition, cast.dung) == works[0]
    assert take(edition, cast.dung, after=works[0]) == works[2]
    assert take(edition, cast.dung, after=works[2]) == works[0]


def test_two_secretaries_get_two_works(cast, edition, works, second):
    assert take(edition, cast.dung) == works[0]
    assert take(edition, second) == works[1]
    assert queries.holder(works[0].id, second.id).name == "Phạm Thùy Dung"
    assert service.claim(works[0], actor=second).name == "Phạm Thùy Dung"
    with clock.at(clock.now() + service.LEASE + timedelta(seconds=1)):
        assert service.claim(works[0], actor=second) is None


def test_who_goes_on_lets_go_of_the_work_before(cast, edition, works, second):
    take(edition, cast.dung)
    take(edition, cast.dung, after=works[0])
    assert queries.holder(works[0].id, second.id) is None


def test_a_work_put_off_comes_back_at_the_end_for_its_secretary_only(cast, edition, works, second):
    service.postpone(works[0], actor=cast.dung)
    assert take(edition, cast.dung) == works[1]
    for work in works[1:]:
        service.decide(work, Verdict.INELIGIBLE, note="Trùng", actor=cast.dung)
    assert take(edition, second) == works[0]
    service.forget(works[0])
    service.postpone(works[0], actor=cast.dung)
    assert take(edition, cast.dung) == works[0]
    service.decide(works[0], Verdict.INELIGIBLE, note="Trùng", actor=cast.dung)
    assert not queries.is_postponed(works[0].id, cast.dung.id)
    assert take(edition, cast.dung) is None


def test_the_place_counts_what_is_answered(cast, edition, works):
    offered = queries.choices(edition.id)
    assert queries.place(works[1], PRINT, offered) == queries.Place(2, 3, 3)
    service.decide(works[0], Verdict.INELIGIBLE, note="Trùng", actor=cast.dung)
    assert queries.place(works[1], PRINT, offered) == queries.Place(2, 3, 2)
    assert queries.place(works[0], PRINT, offered) == queries.Place(None, 3, 2)


def test_a_supplement_that_is_overdue_waits_again(cast, edition, works):
    day = clock.now() + timedelta(days=1)
    service.decide(works[0], Verdict.RETURNED, note="Thiếu", answer_by=day, actor=cast.dung)
    assert take(edition, cast.dung) == works[1]
    with clock.at(day + timedelta(seconds=1)):
        assert take(edition, cast.dung) == works[0]
        (found,) = queries.sub_types(edition.id, cast.dung.id)
        assert (found.waiting, found.overdue, found.done) == (3, 1, 0)


def test_the_queue_without_script_from_its_page_to_its_end(client, cast, edition, works):
    client.enter_as(cast.dung)
    assert "Báo in · Phóng sự" in client.get(QUEUE).text
    answer = client.post(f"{QUEUE}/next", data={"category": "bao-in", "genre": "phong-su"})
    here = f"/entries/{works[0].id}/screening"
    assert answer.location.startswith(f"{here}?category=bao-in&genre=phong-su&waiting=1")
    assert "1/3" in client.get(answer.location).text
    put_off = client.post(f"{here}/later?waiting=1")
    assert str(works[1].id) in put_off.location
    for work in works[1:]:
        data = {"verdict": "ineligible", "note": "Trùng", "version": work.version}
        answer = client.post(f"/entries/{work.id}/screening/decision?waiting=1", data=data)
    assert str(works[0].id) in answer.location
    data = {"verdict": "ineligible", "note": "Trùng", "version": works[0].version}
    assert client.post(f"{here}/decision?waiting=1", data=data).location == QUEUE
    assert client.post(f"{QUEUE}/next", data={}).location == QUEUE


def test_the_page_says_who_else_is_looking(client, cast, edition, works, second):
    service.claim(works[0], actor=second)
    address = f"/entries/{works[0].id}/screening"
    client.enter_as(cast.dung)
    assert "Mạc Thị Nga" in client.get(address).text
    assert "Mạc Thị Nga" in client.post(f"{address}/claim").json["holder"]
    assert client.post(f"/entries/{works[1].id}/screening/claim").json == {"holder": None}


def test_enter_in_a_field_is_no_answer(client, cast, edition, works):
    client.enter_as(cast.dung)
    answer = client.post(f"/entries/{works[0].id}/screening/decision", data={"note": "x", "version": works[0].version})
    assert answer.status_code == 422
    db.session.refresh(works[0])
    assert works[0].state is EntryState.SUBMITTED


def test_the_chair_sees_the_queue_and_takes_nothing(client, cast, edition, works):
    client.enter_as(cast.hung)
    assert "/screening/next" not in client.get(QUEUE).text
    for address in (
        f"{QUEUE}/next",
        f"/entries/{works[0].id}/screening/later",
        f"/entries/{works[0].id}/screening/claim",
    ):
        assert client.post(address).status_code == 404


@pytest.mark.parametrize("who", ["an", "cuong", "giang", "khanh", "mai"])
@pytest.mark.parametrize("page", ["", "/alike", "/statistics", "/statistics.xlsx"])
def test_nobody_else_knows_of_it(client, cast, edition, who, page):
    assert client.enter_as(getattr(cast, who)).get(QUEUE + page).status_code == 404


def test_the_queue_asks_no_more_of_the_database_when_it_is_longer(client, cast, edition):
    client.enter_as(cast.dung)
    asked = []
    for count in (1, 2, 27):
        for number in range(count):
            make_entry(edition, cast.an, f"Bài {number}", category=number % 2)
        asked.append(statements_of(client, QUEUE))
    assert asked[0] == asked[1] == asked[2]
