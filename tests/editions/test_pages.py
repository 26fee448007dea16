"""The office's pages of an edition: who may see them, what they show, what is kept when something is wrong."""

from io import BytesIO

import pytest

from award.db import db
from award.editions import queries, service
from award.editions.states import EditionState
from tests.editions.files import shipped
from tests.support.counting import statements_of
from tests.support.editions import make_edition

FILE = "binh-dinh-2023.toml"


@pytest.fixture
def edition(cast):
    edition = service.load(shipped(FILE), actor=None, file_name=FILE).edition
    cast.appoint(edition)
    return edition


def test_the_office_reads_the_whole_configuration(client, cast, edition):
    for person in (cast.dung, cast.hung, cast.khanh, cast.lan):
        page = client.enter_as(person).get("/editions/binh-dinh-2023")
        text = page.get_data(as_text=True)
        assert page.status_code == 200
        assert "Báo in 2, Báo điện tử 2, Phát thanh 1, Truyền hình 2, Ảnh báo chí 1" in text
        for words in (
            "Thứ Năm, 05/10/2023, 17:00",
            "12.000.000",
            "Tính phát hiện",
            "Điều 13.",
            "50 MB",
            "BI",
            "12 giờ",
            "7, 2, 1",
        ):
            assert words in text, words


def test_a_stranger_learns_nothing(client, cast, edition):
    addresses = ["/editions", "/editions/binh-dinh-2023", "/editions/binh-dinh-2023/edition.toml", "/new-edition"]
    addresses += ["/editions/binh-dinh-2023/load", f"/deadlines/{edition.deadlines[0].id}/extend"]
    for person in (cast.an, cast.giang):
        client.enter_as(person)
        assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("who", ["hung", "khanh"])
def test_chair_and_observer_change_nothing(client, cast, edition, who):
    client.enter_as(getattr(cast, who))
    assert client.post("/editions/binh-dinh-2023/state", data={"verb": "open"}).status_code == 404
    assert client.post("/editions/binh-dinh-2023/load", data={"text": "x"}).status_code == 404
    assert client.get(f"/deadlines/{edition.deadlines[0].id}/extend").status_code == 404
    assert "Đổi bằng tệp" not in client.get("/editions/binh-dinh-2023").get_data(as_text=True)


def test_the_file_comes_down_as_it_went_in(client, cast, edition):
    answer = client.enter_as(cast.dung).get("/editions/binh-dinh-2023/edition.toml")
    assert answer.get_data() == shipped(FILE).encode()
    assert "binh-dinh-2023.toml" in answer.headers["Content-Disposition"]


def test_a_file_with_faults_shows_a_table_and_keeps_the_text(client, cast, edition):
    text = shipped(FILE).replace('letters = "BI"', 'letters = "bi"').replace("year = 2023", "yeer = 2023")
    data = {"file": (BytesIO(text.encode()), "sửa.toml")}
    page = client.enter_as(cast.dung).post("/editions/binh-dinh-2023/load", data=data)
    shown = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "categories[bao-in].letters" in shown
    assert "sửa.toml" in shown
    assert "yeer = 2023" in shown
    assert queries.edition_whole("binh-dinh-2023").categories[0].letters == "BI"


def test_a_changed_text_is_applied(client, cast, edition):
    text = shipped(FILE).replace("notice_days = 10", "notice_days = 15")
    data = {"text": text.replace("\n", "\r\n"), "shown": shipped(FILE)}
    assert client.enter_as(cast.dung).post("/editions/binh-dinh-2023/load", data=data).status_code == 303
    assert queries.edition_by_code("binh-dinh-2023").notice_days == 15


def test_the_second_of_two_tabs_sees_both_texts(client, cast, edition):
    client.enter_as(cast.dung)
    mine = shipped(FILE).replace("notice_days = 10", "notice_days = 20")
    edition.notice_days = 15
    page = client.post("/editions/binh-dinh-2023/load", data={"text": mine, "shown": shipped(FILE)})
    assert page.status_code == 422
    assert "notice_days = 15" in page.get_data(as_text=True)
    assert "notice_days = 20" in page.get_data(as_text=True)


def test_only_the_administrator_brings_in_an_edition(client, cast, edition):
    data = {"text": shipped(FILE).replace("binh-dinh-2023", "binh-dinh-2024")}
    assert client.enter_as(cast.dung).post("/new-edition", data=data).status_code == 404
    assert client.enter_as(cast.lan).post("/new-edition", data=data).status_code == 303
    assert queries.edition_by_code("binh-dinh-2024").state is EditionState.PREPARING


def test_a_deadline_is_moved_with_its_reason_on_the_page(client, cast, edition):
    client.enter_as(cast.dung)
    address = f"/deadlines/{edition.deadlines[0].id}/extend"
    data = {"shown_at": "2023-10-12T17:00", "hard_at": "2023-10-12T20:00", "reason": "Bão số 4", "version": "0"}
    refused = client.post(address, data={**data, "reason": "", "shown_at": "sáng mai"})
    assert refused.status_code == 422
    assert "sáng mai" in refused.get_data(as_text=True)
    assert client.post(address, data=data).status_code == 303
    page = client.get("/editions/binh-dinh-2023").get_data(as_text=True)
    assert "Thứ Năm, 12/10/2023, 17:00" in page
    assert "Bão số 4" in page
    assert client.post(address, data={**data, "shown_at": "2023-10-13T17:00"}).status_code == 422


def test_buttons_follow_the_table_of_states(client, cast):
    edition = make_edition()
    cast.appoint(edition)
    client.enter_as(cast.dung)
    assert client.post("/editions/thu-2023/state", data={"verb": "archive"}).status_code == 422
    assert client.post("/editions/thu-2023/state", data={"verb": "close"}).status_code == 303
    assert queries.edition_by_code("thu-2023").state is EditionState.CLOSED


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_asks_the_same_for_any_number_of_editions(client, cast, count):
    cast.lan  # noqa: B018 (names the person, which stores her)
    for place in range(count):
        make_edition(f"thu-{place}")
    db.session.flush()
    assert statements_of(client.enter_as(cast.lan), "/editions") == 3
