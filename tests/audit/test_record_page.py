"""The record of what happened."""

import re
from datetime import UTC, datetime

import pytest

from award.accounts.models import OrganisationName
from award.audit.service import record
from award.entries.states import EntryState
from award.kit import clock
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry


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


def test_things_and_people_stand_by_their_names_and_a_work_by_its_number_alone(client, cast):
    edition = make_edition()
    entry = make_entry(edition, cast.an, title="Rẫy mùa sao lạc")
    draft = make_entry(edition, cast.an, title="Nháp chưa gửi", state=EntryState.DRAFT)
    cast.paper.names.append(OrganisationName(name="Báo và phát thanh Gia Lai", valid_from=clock.today()))
    after = {"entry": entry.id, "works": [draft.id, entry.id], "person": cast.binh.id, "outlet": cast.paper.id}
    record("judging.late", edition.rounds[0], actor=cast.lan, after=after)
    record("entry.withdraw", entry, actor=cast.an)
    page = client.enter_as(cast.lan).get("/record").text
    said = " ".join(re.sub("<[^>]+>", " ", page[page.index("<tbody>") :]).split())
    told = [f"Vòng chấm: {edition.rounds[0].name}", f"Rút tác phẩm Tác phẩm: {entry.code}"]
    told += [f"{draft.id}, {entry.code}", "Người dùng: Trần Bình", "Cơ quan báo chí: Báo và phát thanh Gia Lai"]
    assert [one for one in told if one not in said] == [], said
    assert "Rẫy mùa sao lạc" not in said
    assert "Báo Bình Định" not in said


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
            record("person.tested", cast.an, actor=cast.lan, after={"owner": cast.binh.id})
        counts.add(statements_of(client, "/record"))
    assert len(counts) == 1
