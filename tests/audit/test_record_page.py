"""The record of what happened."""

import re
from datetime import UTC, datetime

import pytest

from award.audit.service import record
from tests.support.counting import statements_of
from tests.support.editions import make_edition


def test_the_newest_stands_first_and_names_who_acted(client, cast):
    record("person.first", cast.an, actor=cast.lan, before={"state": "a"}, after={"state": "b"})
    record("person.second", cast.binh, actor=None)
    page = client.enter_as(cast.lan).get("/record").text
    rows = page[page.index("<tbody>") :]
    assert rows.index("person.second") < rows.index("person.first")
    assert "Đỗ Mai Lan" in rows


def test_values_are_said_in_words_and_stay_as_they_are_where_nobody_knows_them(client, cast):
    edition = make_edition()
    record("edition.open", edition, actor=cast.lan, before={"state": "preparing"}, after={"state": edition.state})
    after = {"until": datetime(2026, 11, 28, 16, 59, 59, tzinfo=UTC), "secret": True, "name": "open", "kind": "nothing"}
    record("ballot.open", cast.an, actor=cast.lan, after=after)
    page = " ".join(re.sub("<[^>]+>", " ", client.enter_as(cast.lan).get("/record").text).split())
    assert "Trạng thái: Đang chuẩn bị Trạng thái: Đang mở" in page, page
    assert "Đến: Thứ Bảy, 28/11/2026, 23:59 Bỏ phiếu kín: có Tên: open Loại: nothing" in page, page


def test_the_record_is_filtered_by_verb_and_by_thing(client, cast):
    record("person.first", cast.an, actor=cast.lan)
    record("person.second", cast.binh, actor=cast.lan)
    client.enter_as(cast.lan)

    def rows(query):
        page = client.get(f"/record?{query}").text
        return page[page.index('id="id"') :]

    assert "person.second" not in rows("verb=person.first")
    assert "person.second" in rows(f"thing=person&id={cast.binh.id}")
    assert "person.first" not in rows(f"thing=person&id={cast.binh.id}")
    assert "<tbody>" not in rows("thing=nothing")


@pytest.mark.parametrize("who", ["an", "dung", "hung", "khanh"])
def test_only_the_administrator_reads_the_record(client, cast, who):
    cast.appoint(make_edition())
    assert client.enter_as(getattr(cast, who)).get("/record").status_code == 404


def test_the_page_asks_the_same_of_the_database_whatever_its_length(client, cast):
    client.enter_as(cast.lan)
    counts = set()
    for more in (1, 2, 27):
        for _ in range(more):
            record("person.tested", cast.an, actor=cast.lan)
        counts.add(statements_of(client, "/record"))
    assert len(counts) == 1
