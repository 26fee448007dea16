"""Who of the office has a conflict with a work is not shown the result of its sub-committee, nor what gives it away."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from award.accounts.service import roles
from award.db import db
from award.judging import queries, service
from award.judging.models import DeclaredConflict
from award.kit import clock
from award.papers import service as papers
from award.papers.offering import OFFERS
from tests.support.counting import statements_of

PAGES = ("ranking", "ranking?page=2", "firmness", "closing-report", "marks.xlsx", "closing-report.pdf")


@pytest.fixture
def closed(at_work, cast):
    """Two sub-committees; the works of the first are marked, the first of them the chair has a conflict with."""
    for number, mark in enumerate(("4.5", "4.5", "3.5", "3")):
        for judge in (cast.giang, cast.ha):
            at_work.confirm(judge, number, phat_hien=mark, the_hien="2", hieu_qua="1.5")
    at_work.closed()
    service.store_report(at_work.round)
    return at_work


def declare(room, person, entry=0):
    clash = DeclaredConflict(person_id=person.id, entry_id=room.entries[entry].id, reason="Người nhà", at=clock.now())
    db.session.add(clash)
    db.session.commit()


def test_without_a_conflict_the_office_sees_everything(closed, cast, client):
    db.session.commit()
    for person in (cast.hung, cast.dung, cast.khanh):
        assert queries.withheld(person, closed.round) == frozenset()
        assert closed.entries[0].title in client.enter_as(person).get(f"/rounds/{closed.round.id}/ranking").text


def test_one_conflict_withholds_the_whole_sub_committee_on_every_page_and_export(closed, cast, client):
    declare(closed, cast.hung)
    here = f"/rounds/{closed.round.id}"
    client.enter_as(cast.hung)
    page = client.get(f"{here}/ranking").text
    assert "Có xung đột lợi ích" in page
    assert "Không có tác phẩm" not in page
    for entry in closed.entries:
        assert entry.title not in page
        assert entry.title not in client.get(f"{here}/firmness").text
    assert "8,00" not in page + client.get(f"{here}/firmness").text
    code = closed.edition.subcommittees[0].code
    assert closed.entries[1].title not in client.get(f"{here}/ranking?subcommittee={code}").text
    book = load_workbook(BytesIO(client.get(f"{here}/marks.xlsx", buffered=True).data))
    assert all(closed.entries[1].code not in str(cell) for sheet in book for row in sheet.values for cell in row)
    told = queries.minutes(closed.round, without=queries.withheld(cast.hung, closed.round))
    assert (told.works, told.passed, told.short, told.ties, told.decisions) == (0, 0, [], [], [])
    assert client.get(f"{here}/closing-report").status_code == 200
    assert closed.entries[1].title in client.enter_as(cast.dung).get(f"{here}/ranking").text


def test_what_happens_shows_at_the_next_look_at_a_ranking_that_was_read_before(closed, cast, client):
    here = f"/rounds/{closed.round.id}/ranking"
    db.session.commit()
    client.enter_as(cast.hung)
    assert statements_of(client, here) == 2
    assert closed.entries[1].title in client.get(here).text
    service.declare_interest(cast.hung, full_name=closed.entries[0].authors[0].full_name, outlet=None, reason="Em")
    db.session.commit()
    assert closed.entries[1].title not in client.get(here).text
    assert closed.entries[1].title in client.enter_as(cast.dung).get(here).text
    cast.dung.outlet_id = closed.entries[0].parts[0].outlet_id
    db.session.commit()
    assert closed.entries[1].title not in client.get(here).text
    roles.revoke_role(cast.dung.grants[0], actor=cast.lan)
    db.session.commit()
    assert client.get(here).status_code == 404


def test_who_has_a_conflict_decides_no_tie_there(closed, cast, client):
    closed.round.ties = ["chair"]
    address = f"/rounds/{closed.round.id}/ties/{closed.entries[1].id}"
    db.session.commit()
    assert client.enter_as(cast.hung).get(address).status_code == 200
    declare(closed, cast.hung)
    assert client.get(address).status_code == 409


@pytest.mark.parametrize("page", PAGES[:4])
def test_a_conflict_asks_no_more_for_more_works(closed, cast, client, page):
    declare(closed, cast.hung)
    client.enter_as(cast.hung)
    address = f"/rounds/{closed.round.id}/{page}"
    client.get(address)
    before = statements_of(client, address)
    for number in range(1, 4):
        declare(closed, cast.hung, number)
    assert statements_of(client, address) == before


def test_how_many_works_lack_marks_is_withheld_with_the_rest(closed, cast):
    closed.round.quorum = 3
    declare(closed, cast.hung)
    for person, count in ((cast.hung, 0), (cast.dung, 4)):
        assert len(queries.minutes(closed.round, without=queries.withheld(person, closed.round)).short) == count


@pytest.mark.parametrize("listing", ["prizes", "prizes/trace"])
def test_the_prize_table_and_the_way_to_it_show_them_to_others_only(closed, cast, client, listing):
    address = f"/editions/{closed.edition.code}/{listing}"
    db.session.commit()
    before = client.enter_as(cast.hung).get(address).text
    assert all(entry.code in before for entry in closed.entries)
    declare(closed, cast.hung)
    told = client.get(address).text
    assert "Có xung đột lợi ích" in told
    assert not any(entry.code in told or entry.title in told for entry in closed.entries)
    others = client.enter_as(cast.dung).get(address).text
    assert all(entry.code in others for entry in closed.entries)
    assert "Có xung đột lợi ích" not in others


def test_the_tally_paper_is_made_and_read_by_others(closed, cast, client):
    closed.edition.issuers[0].code = "council"
    db.session.commit()
    made = f"/editions/{closed.edition.code}/papers/judging.tally"
    about = f"about={closed.round.id}"
    client.enter_as(cast.dung)
    assert client.get(f"{made}/draft.docx?{about}").status_code == 200
    kept = {"about": str(closed.round.id), "day": clock.today(), "actor": cast.dung}
    paper = papers.issue(closed.edition, OFFERS["judging.tally"], closed.edition.issuers[0], **kept)
    db.session.commit()
    files = [f"/papers/{paper.id}/paper.{kind}" for kind in ("docx", "pdf")]
    declare(closed, cast.hung)
    declare(closed, cast.dung)
    for address in (f"{made}/draft.docx?{about}", f"{made}/issue?{about}", *files):
        answer = client.get(address)
        assert (answer.status_code, "xung đột lợi ích" in answer.text) == (409, True)
    assert client.post(f"{made}/issue?{about}", data={"body": "council", "day": "20/10/2023"}).status_code == 409
    assert client.enter_as(cast.hung).get(files[0]).status_code == 409
