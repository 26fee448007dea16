"""The desk's pages: who sees them, that they stay quick, that they work as plain forms; the papers; the proof."""

import io

import pytest
from pypdf import PdfReader

from award.db import db
from award.entries.models import Entry
from award.intake import service
from award.intake.models import Intake
from award.intake.states import IntakeState, Means
from award.kit.codes import new_id
from tests.intake.making import make_intake
from tests.support.cast import person
from tests.support.counting import statements_of
from tests.support.editions import make_edition

LIST = "/editions/thu-2023/intakes"


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@pytest.fixture
def office(client, cast, edition):
    return client.enter_as(cast.dung)


def typed(**more):
    """A filled-in form."""
    known = {"ticket": str(new_id()), "brought_by": "Bưu tá", "means": "post", "postmarked_on": "19/05/2023"}
    came = {"received_on": "20/05/2023", "received_hour": "9h05", "medium": "usb", "pieces": "1"}
    return known | came | {"author_name": "Siu Thị Hương", "title": "Lửa làng"} | more


def test_an_intake_is_opened_copied_in_and_entered_by_plain_forms(office, cast, edition):
    opened = office.post(f"{LIST}/new", data=typed()).location
    assert "TN-0001" in office.get(opened).get_data(as_text=True)
    intake = db.session.query(Intake).one()
    assert (intake.means, intake.received_at.hour, intake.received_at.minute) == (Means.POST, 2, 5)
    category = str(edition.categories[0].id)
    answer = office.post(f"/intakes/{intake.id}/works", data={"category_id": category, "title": "Lửa làng"})
    entry = db.session.query(Entry).one()
    assert answer.location == f"/entries/{entry.id}/edit/work"
    assert office.get(answer.location).status_code == 200
    data = {"act": "store", "place": "Tủ 1", "remark": ""}
    assert office.post(f"/intakes/{intake.id}/steps", data=data).status_code == 303
    assert db.session.get(Intake, intake.id).state is IntakeState.STORED


def test_what_was_typed_wrongly_is_said_at_its_field(office):
    page = office.post(f"{LIST}/new", data=typed(received_hour="25:00", pieces="0", author_email="an")).get_data(
        as_text=True
    )
    assert page.count("field-wrong") == 3
    assert "Lửa làng" in page
    assert db.session.query(Intake).count() == 0


def test_mending_with_an_old_page_is_refused(office, cast, edition):
    intake = make_intake(edition, cast.dung)
    service.change(intake, {**_values(intake), "pieces": 5}, version=None, actor=cast.dung)
    answer = office.post(f"/intakes/{intake.id}/edit", data=typed(version="1", pieces="9"))
    assert answer.status_code == 422
    assert db.session.get(Intake, intake.id).pieces == 5


def _values(intake):
    names = ("brought_by", "means", "received_at", "medium", "pieces", "title", "author_name")
    return {name: getattr(intake, name) for name in names}


def test_the_list_is_narrowed_and_searched_without_diacritics(office, cast, edition):
    stored = make_intake(edition, cast.dung, title="Lửa làng")
    service.hand_on(stored, "store", place="Tủ 1", actor=cast.dung)
    make_intake(edition, cast.dung, title="Bến nước", means=Means.IN_PERSON)
    for query, there, gone in (
        ("?q=lua%20lang", "Lửa", "Bến"),
        ("?means=in_person", "Bến", "Lửa"),
        ("?state=x", "Lửa", "?"),
    ):
        page = office.get(LIST + query).get_data(as_text=True)
        assert there in page
        assert gone == "?" or gone not in page


@pytest.mark.parametrize("query", ["", "?waiting=1&q=bai"])
def test_the_list_asks_no_more_of_the_database_when_it_is_longer(office, cast, edition, query):
    asked = []
    for count in (1, 2, 27):
        for number in range(count):
            intake = make_intake(edition, cast.dung, title=f"Bài {number}")
            service.begin_work(intake, edition.categories[0], {}, actor=cast.dung)
        asked.append(statements_of(office, LIST + query))
    assert asked[0] == asked[1] == asked[2] <= 9


def test_an_intake_asks_no_more_however_many_works_and_steps(office, cast, edition):
    intake, asked = make_intake(edition, cast.dung), []
    for count in (1, 2, 12):
        for _ in range(count):
            service.begin_work(intake, edition.categories[0], {}, actor=cast.dung)
            service.hand_on(intake, "store", place="Tủ 1", actor=cast.dung)
        asked.append(statements_of(office, f"/intakes/{intake.id}"))
    assert asked[0] == asked[1] == asked[2]


@pytest.mark.parametrize("who", ["an", "cuong", "giang", "khanh", "mai"])
def test_nobody_else_knows_of_the_desk(client, cast, edition, who):
    intake = make_intake(edition, cast.dung)
    client.enter_as(getattr(cast, who))
    for address in (LIST, f"{LIST}/new", f"/intakes/{intake.id}", f"/intakes/{intake.id}/receipt.pdf"):
        assert client.get(address).status_code == 404


def test_the_chair_looks_and_changes_nothing(client, cast, edition):
    intake = make_intake(edition, cast.dung)
    client.enter_as(cast.hung)
    assert client.get(f"/intakes/{intake.id}").status_code == 200
    assert client.post(f"/intakes/{intake.id}/steps", data={"act": "copy"}).status_code == 404


def test_the_receipt_and_the_labels_are_printed(office, cast, edition):
    intake = make_intake(edition, cast.dung, pieces=3)
    receipt = office.get(f"/intakes/{intake.id}/receipt.pdf?paper=a4").data
    assert "Siu Thị Hương" in PdfReader(io.BytesIO(receipt)).pages[0].extract_text()
    labels = office.get(f"{LIST}/labels.pdf").data
    words = PdfReader(io.BytesIO(labels)).pages[0].extract_text()
    assert [f"TN-0001 · {n}/3" in words for n in (1, 2, 3)] == [True] * 3


def test_the_code_of_the_receipt_proves_it_to_anybody_without_telling_addresses(client, cast, edition):
    intake = make_intake(edition, cast.dung, author_email="huong@example.vn", author_phone="0905 123 456")
    service.hand_on(intake, "store", place="Tủ 2", actor=cast.dung)
    page = client.get(f"/intake/{intake.proof}").get_data(as_text=True)
    assert intake.code in page
    for private in ("huong@example.vn", "0905 123 456", "Tủ 2", cast.dung.full_name):
        assert private not in page
    assert client.get("/intake/" + "x" * 43).status_code == 404


def test_the_author_claims_the_works_by_the_link(client, cast, edition):
    intake = make_intake(edition, cast.dung)
    service.begin_work(intake, edition.categories[0], {}, actor=cast.dung)
    claim = f"/intake/{intake.proof}/claim"
    assert client.get(claim).location == f"/sign-in?next={claim}"
    client.enter_as(person("Siu Thị Hương", "huong@example.vn"))
    assert client.post(claim).location == "/my-works"
    assert "Chi bộ bám rẫy" in client.get("/my-works").get_data(as_text=True)
