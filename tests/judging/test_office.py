"""The office's pages: who sees what before and after closing, and what they do."""

import pytest
from openpyxl import load_workbook

from award.audit.service import record
from award.db import db
from award.editions.states import RoundState
from award.judging import queries, service
from award.judging.queries import rounds
from award.judging.states import TaskState
from tests.support.counting import statements_of

ROLES = {
    "an": None,
    "dung": "secretary",
    "giang": "judge",
    "hung": "chair",
    "khanh": "observer",
    "lan": "admin",
    "mai": "contact",
}
ONLOOKERS = {"dung", "hung", "khanh"}
OFFICE = {"dung", "hung"}


def seen(client, cast, address):
    """Who of the cast gets the page (or its sentence), by the status they get."""
    found = {}
    for name in ROLES:
        with client.enter_as(getattr(cast, name)).get(address) as answer:
            found[name] = answer.status_code
    return found


def expected(people, status=200):
    return {name: status if name in people else 404 for name in ROLES}


def test_each_role_sees_its_own_pages_before_closing(at_work, cast, client):
    at_work.confirm(cast.giang)
    here = f"/rounds/{at_work.round.id}"
    assert seen(client, cast, f"/editions/{at_work.edition.code}/judging") == expected(ONLOOKERS)
    assert seen(client, cast, here) == expected(ONLOOKERS)
    assert seen(client, cast, f"{here}/assignment") == expected(OFFICE)
    assert seen(client, cast, f"{here}/ranking") == expected(ONLOOKERS, 409)
    assert seen(client, cast, f"{here}/marks.xlsx") == expected(ONLOOKERS, 409)
    assert seen(client, cast, f"{here}/queue") == expected({"giang", "hung"})
    assert seen(client, cast, f"/tasks/{at_work.task(cast.giang).id}") == expected({"giang"})
    assert client.leave().get(here).status_code == 302


def test_each_role_sees_its_own_pages_after_closing(at_work, cast, client):
    at_work.confirm(cast.giang)
    at_work.closed()
    here = f"/rounds/{at_work.round.id}"
    assert seen(client, cast, f"{here}/ranking") == expected(ONLOOKERS)
    assert seen(client, cast, f"{here}/marks.xlsx") == expected(ONLOOKERS)
    assert seen(client, cast, f"/tasks/{at_work.task(cast.giang).id}") == expected({"giang"})
    assert seen(client, cast, f"/tasks/{at_work.task(cast.ha).id}") == expected(set())


@pytest.mark.parametrize(
    ("act", "people"),
    [("propose", OFFICE), ("publish", OFFICE), ("seats", OFFICE), ("open", {"hung"}), ("close", {"hung"})],
)
def test_who_may_act(room, cast, client, act, people):
    room.seat(cast.ha)
    for name in ROLES:
        answer = client.enter_as(getattr(cast, name)).post(f"/rounds/{room.round.id}/{act}")
        assert (answer.status_code != 404) == (name in people), name


def test_no_page_shows_a_mark_before_closing(at_work, cast, client):
    at_work.confirm(cast.giang, 0, phat_hien="4.5", the_hien="3", hieu_qua="2", remark="Hay lắm")
    for name in ("dung", "hung", "khanh"):
        client.enter_as(getattr(cast, name))
        for address in (f"/rounds/{at_work.round.id}", f"/editions/{at_work.edition.code}/judging"):
            page = client.get(address).text
            assert "9,5" not in page
            assert "Hay lắm" not in page


def test_the_way_from_seats_to_the_ranking_by_forms(room, cast, client):
    here = f"/rounds/{room.round.id}"
    client.enter_as(cast.dung)
    for judge in (cast.giang, cast.ha):
        data = {"person": str(judge.id), "subcommittee": str(room.edition.subcommittees[0].id), "most_works": ""}
        assert client.post(f"{here}/seats", data=data).status_code == 303
    assert client.post(f"{here}/seats", data=data).status_code == 422
    assert client.post(f"{here}/publish").status_code == 422
    assert client.post(f"{here}/propose").status_code == 303
    assert "Tasks proposed" not in client.get(f"{here}/assignment").text
    assert client.post(f"{here}/publish").status_code == 303
    client.enter_as(cast.hung)
    assert client.post(f"{here}/open").status_code == 303
    room.confirm(cast.giang)
    refused = client.post(f"{here}/close", data={"reason": ""})
    assert refused.status_code == 422
    assert room.entries[1].code in refused.text
    assert client.post(f"{here}/close", data={"reason": "Hết hạn"}).location.endswith("/ranking")
    page = client.get(f"{here}/ranking").text
    assert "8,00" in page
    assert "chưa đủ số phiếu" in page
    client.post("/language", data={"language": "en", "next": "/"})
    assert "below the quorum" in client.get(f"{here}/ranking").text
    room.entries[1].title = "Tên sửa sau khi khóa vòng"
    record("entry.save", room.entries[1], actor=None)
    db.session.commit()
    assert "Tên sửa sau khi khóa vòng" in client.get(f"{here}/ranking").text


def test_a_judge_leaves_the_seat_by_its_form(at_work, cast, client):
    seat = rounds.seats(at_work.round)[0][0]
    client.enter_as(cast.dung)
    assert client.get(f"/seats/{seat.id}/remove").status_code == 200
    assert client.post(f"/seats/{seat.id}/remove", data={"reason": ""}).status_code == 422
    assert client.post(f"/seats/{seat.id}/remove", data={"reason": "Ốm"}).status_code == 303
    assert len(rounds.tasks(at_work.round.id, TaskState.CANCELLED)) == 4


def test_conflicts_and_lacks_stand_on_the_assignment_page(room, cast, client):
    cast.giang.outlet_id = cast.station.id
    room.seat(cast.giang, cast.ha)
    service.propose(room.round, actor=cast.dung)
    page = client.enter_as(cast.dung).get(f"/rounds/{room.round.id}/assignment").text
    assert f"Võ Giang – {room.entries[0].code}" in page
    assert "1/2" in page


def test_a_refused_publication_leaves_everything_as_it_was(room, cast, client):
    room.seat(cast.giang)
    client.enter_as(cast.dung).post(f"/rounds/{room.round.id}/publish")
    assert rounds.tasks(room.round.id) == []


def test_the_export_has_a_column_for_each_judge(at_work, cast, client, tmp_path):
    at_work.confirm(cast.giang, 0, remark="Hay")
    at_work.confirm(cast.ha, 0, phat_hien="5", the_hien="3", hieu_qua="2")
    service.abstain(at_work.task(cast.ha, 1), "Ốm", actor=cast.ha)
    at_work.closed()
    with client.enter_as(cast.khanh).get(f"/rounds/{at_work.round.id}/marks.xlsx") as answer:
        (tmp_path / "marks.xlsx").write_bytes(answer.data)
    rows = list(load_workbook(tmp_path / "marks.xlsx").worksheets[0].values)
    head, first, second = rows[:3]
    assert [*head[4:6]] == ["Võ Giang", "Đặng Thu Hà"]
    assert first[:2] == (1, at_work.entries[0].code)
    assert first[4:7] == (8, 10, 2)
    assert (first[8], first[10]) == (9, "Hay")
    assert "Đặng Thu Hà" in second[7]


def test_office_pages_ask_no_more_for_more_works(at_work, cast, client):
    counts, ranked = [], []
    client.enter_as(cast.hung)
    for wanted in (1, 3, 30):
        while len(at_work.entries) < wanted + 4:
            at_work.enter(cast.cuong)
        if wanted > 1:
            at_work.assigned()
        db.session.commit()
        counts.append([statements_of(client, f"/rounds/{at_work.round.id}{part}") for part in ("", "/assignment")])
    assert counts[0] == counts[1] == counts[2]
    at_work.closed()
    every = queries.standings(at_work.round.id)
    for wanted in (30, 3, 1):
        for row in every[wanted:]:
            if row in db.session:
                db.session.delete(row)
        every = every[:wanted]
        db.session.commit()
        ranked.append(statements_of(client, f"/rounds/{at_work.round.id}/ranking"))
    assert len(set(ranked)) == 1
    assert at_work.round.state is RoundState.CLOSED


def test_every_page_of_a_round_and_of_a_work_under_screening_says_which_round_it_is(at_work, cast, client):
    client.enter_as(cast.dung)
    name, work = at_work.round.name, f"/entries/{at_work.entries[0].id}/screening"
    assert f"Vòng đang mở: <strong>{name}" in client.get(work).text
    at_work.closed()
    db.session.commit()
    assert "Vòng đang mở:" not in client.get(work).text
    assert f"Thuộc vòng: <strong>{name}" in client.get(f"/rounds/{at_work.round.id}/ranking").text


def test_who_gives_a_seat_or_a_work_sees_where_each_judge_works(at_work, cast, client):
    at_work.seat(cast.hung)
    cast.giang.outlet_id = cast.hung.outlet_id = cast.paper.id
    db.session.commit()
    client.enter_as(cast.dung)
    page = client.get(f"/rounds/{at_work.round.id}/assignment").text
    assert f"{cast.hung.full_name} · {cast.paper.name}</option>" in page
    assert f"{cast.paper.name} · {at_work.edition.subcommittees[0].name}" in page
    heirs = client.get(f"/tasks/{at_work.task(cast.giang).id}/reassign").text
    assert f"{cast.hung.full_name} · {cast.paper.name}</option>" in heirs
