"""The desk and the figures, by role."""

from datetime import timedelta

import pytest

from award.db import db
from award.editions.states import RoundState
from award.entries.states import EntryState
from award.judging.models import Assignment
from award.judging.states import TaskState
from award.kit import clock
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(cast):
    made = make_edition()
    cast.appoint(made)
    return made


def desk_of(client, person) -> str:
    return client.enter_as(person).get("/desk").get_data(as_text=True)


def give_task(edition, entry, judge, state=TaskState.PUBLISHED):
    db.session.add(
        Assignment(
            round_id=edition.rounds[0].id,
            entry_id=entry.id,
            judge_id=judge.id,
            subcommittee_id=edition.subcommittees[0].id,
            state=state,
            given_at=clock.now(),
            scored_at=clock.now() if state is TaskState.SCORED else None,
        )
    )


def test_a_stranger_is_asked_to_sign_in(client, edition):
    assert client.get("/desk").status_code == 302


def test_an_author_finds_drafts_and_requests(client, cast, edition):
    make_entry(edition, cast.an, "Nháp 100% của tôi", EntryState.DRAFT)
    make_entry(edition, cast.an, "Bài bị trả", EntryState.RETURNED, state_reason="Thiếu trang 3")
    make_entry(edition, cast.binh, "Bài của người khác", EntryState.DRAFT)
    page = desk_of(client, cast.an)
    assert "Nháp 100% của tôi" in page
    assert "Thiếu trang 3" in page
    assert "Bài của người khác" not in page
    assert "/editions/thu-2023/enter" in page


def test_a_secretary_sees_what_is_to_screen_and_may_not_enter(client, cast, edition):
    make_entry(edition, cast.an)
    page = desk_of(client, cast.dung)
    assert "Tác phẩm chờ kiểm tra: 1" in page
    assert "/editions/thu-2023/enter" not in page


def test_a_judge_sees_own_tasks_only(client, cast, edition):
    edition.rounds[0].state = RoundState.OPEN
    edition.rounds[0].closes_at = clock.now() + timedelta(days=20)
    for number in range(3):
        entry = make_entry(edition, cast.an, f"Bài {number}", EntryState.ELIGIBLE)
        give_task(edition, entry, cast.ha)
        if number:
            give_task(edition, entry, cast.giang, TaskState.SCORED if number == 1 else TaskState.OPENED)
    assert "còn 1/2 tác phẩm cần chấm" in desk_of(client, cast.giang)
    assert "còn 3/3 tác phẩm cần chấm" in desk_of(client, cast.ha)


def test_an_observer_sees_figures_and_nothing_to_do(client, cast, edition):
    make_entry(edition, cast.an)
    page = desk_of(client, cast.khanh)
    assert "Hiện không có việc nào đang chờ." in page
    assert "/desk/thu-2023" in page


def test_the_figures_are_for_the_office(client, cast, edition):
    make_entry(edition, cast.an)
    make_entry(edition, cast.an, category=1)
    assert client.enter_as(cast.an).get("/desk/thu-2023").status_code == 404
    assert client.leave().enter_as(cast.lan).get("/desk/thu-2023").status_code == 200
    page = client.leave().enter_as(cast.khanh).get("/desk/thu-2023").get_data(as_text=True)
    assert "Ảnh báo chí" in page
    assert "Báo in: 1; Ảnh báo chí: 1" in page


@pytest.mark.parametrize(("name", "address"), [("an", "/desk"), ("dung", "/desk"), ("dung", "/desk/thu-2023")])
def test_the_desk_asks_the_same_for_any_number(client, cast, edition, name, address):
    client.enter_as(getattr(cast, name))
    counts = []
    for many in (1, 2, 27):
        for number in range(many):
            entry = make_entry(edition, cast.an, f"Bài {number}", EntryState.RETURNED)
            give_task(edition, entry, cast.giang)
        counts.append(statements_of(client, address))
    assert len(set(counts)) == 1
