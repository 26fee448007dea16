"""Outlets, bodies and branches, and their names over time."""

from datetime import date

import pytest

from award.accounts import queries, service
from award.accounts.states import OrganisationKind
from award.kit.refusals import Refusal
from tests.support.cast import organisation
from tests.support.counting import statements_of

MERGED = "Báo và phát thanh, truyền hình Gia Lai"


def test_a_work_keeps_the_name_of_its_day(cast):
    service.rename_organisation(cast.paper, MERGED, date(2025, 7, 1), actor=cast.lan)
    assert cast.paper.name_on(date(2025, 6, 30)) == "Báo Bình Định"
    assert cast.paper.name_on(date(2025, 7, 1)) == MERGED
    assert cast.paper.name_on(date(1990, 1, 1)) == "Báo Bình Định"
    assert cast.paper.name == MERGED


def test_a_name_is_added_on_the_page_and_found_by_any_name(client, cast):
    client.enter_as(cast.lan)
    address = f"/organisations/{cast.paper.id}"
    typed = {"name": MERGED, "short_name": "", "valid_from": "2025-07-01"}
    assert client.post(f"{address}/names", data=typed).status_code == 303
    assert MERGED in client.get("/organisations?q=bao+binh+dinh").text
    twice = client.post(f"{address}/names", data=typed)
    assert twice.status_code == 422
    assert 'id="valid_from-error"' in twice.text
    assert client.post(f"{address}/names", data={**typed, "valid_from": "soon"}).status_code == 422


def test_licence_media_types_and_successor_are_set(client, cast):
    client.enter_as(cast.lan)
    typed = {"carrier": "press", "media_types": ["print", "online"], "successor": str(cast.station.id)}
    assert client.post(f"/organisations/{cast.paper.id}", data=typed).status_code == 303
    paper = queries.organisation(cast.paper.id)
    assert (paper.licensed, paper.media_types) == (False, ["print", "online"])
    assert [one.id for one in queries.outlets()] == [cast.station.id]
    page = client.get(f"/organisations/{cast.paper.id}").text
    assert page.count("checked") == 2


def test_an_organisation_cannot_follow_itself_through_others(cast):
    def follow(one, other):
        service.change_organisation(one, licence=service.Licence(), media_types=[], successor=other, actor=cast.lan)

    follow(cast.paper, cast.station)
    with pytest.raises(Refusal):
        follow(cast.station, cast.paper)


def test_a_new_one_is_added(client, cast):
    client.enter_as(cast.lan)
    typed = {"kind": "branch", "name": "Chi hội Đài", "short_name": "", "valid_from": "2020-01-01"}
    assert client.post("/organisations/new", data=typed).status_code == 303
    assert [one.name for one in queries.branches()] == ["Chi hội Đài"]


def test_lists_follow_the_vietnamese_alphabet(world):
    for name in ("Đài A", "Dân Trí", "Ấp Bắc", "An Giang"):
        organisation(name)
    assert [one.name for one in queries.organisations(OrganisationKind.OUTLET)] == [
        "An Giang",
        "Ấp Bắc",
        "Dân Trí",
        "Đài A",
    ]


def test_the_list_asks_the_same_of_the_database_whatever_its_length(client, cast):
    client.enter_as(cast.lan)
    counts = set()
    for more in (1, 2, 27):
        for number in range(more):
            organisation(f"Báo {more}-{number}")
        counts.add(statements_of(client, "/organisations"))
    assert len(counts) == 1
