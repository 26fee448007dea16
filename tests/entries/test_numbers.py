"""Personal numbers: given by the person alone, sealed, masked, opened on the record, and nowhere else."""

import json

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from award.audit.models import AuditEvent
from award.audit.queries import history
from award.db import db
from award.editions.states import PersonalNumber
from award.entries import queries, service
from award.entries.models import GivenNumber
from award.entries.numbers import digits_of, fault_of, masked
from award.kit.refusals import Refusal
from award.outbox.models import Letter
from tests.entries.making import ready_draft
from tests.support.cast import person
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

ID, ACCOUNT = "052187654321", "5510205987654"


@pytest.fixture
def edition(world, cast):
    edition = make_edition(personal_numbers=["national_id", "bank_account"])
    cast.appoint(edition)
    return edition


def give(edition, email="an@example.vn"):
    service.give_number(edition, email, PersonalNumber.NATIONAL_ID, number=ID, agreed=True)
    account = PersonalNumber.BANK_ACCOUNT
    return service.give_number(edition, email, account, number=ACCOUNT, bank="Agribank", agreed=True)


@pytest.mark.parametrize(
    ("kind", "typed", "right"),
    [
        ("national_id", "052 187 654 321", True),
        ("national_id", "052.187.654.321", True),
        ("national_id", "05218765432", False),
        ("national_id", "211234567", False),
        ("national_id", "05218765432A", False),
        ("national_id", "٠٥٢١٨٧٦٥٤٣٢١", False),
        ("bank_account", "5510-2059-87654", True),
        ("bank_account", "12345", False),
        ("bank_account", "NGUYEN VAN AN", False),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(kind, typed, right):
    assert (fault_of(PersonalNumber(kind), digits_of(typed)) is None) is right


@given(st.text("0123456789", min_size=6, max_size=19))
def test_no_more_than_three_digits_are_ever_shown(digits):
    shown = masked(digits)
    assert shown == f"•••{digits[-3:]}"
    assert sum(character.isdigit() for character in shown) == 3


def test_the_author_gives_sees_corrects_and_erases_the_own(edition, cast, client):
    entry = ready_draft(edition, cast.an)
    client.enter_as(cast.an)
    address = f"/entries/{entry.id}/my-numbers"
    typed = {"kind": "national_id", "act": "save", "national_id-number": ID}
    assert client.post(address, data=typed).status_code == 422
    assert client.post(address, data=typed | {"national_id-agreed": "y"}).status_code == 303
    page = client.get(address).text
    assert "•••321" in page
    assert ID not in page
    assert ID in client.post(address, data={"kind": "national_id", "act": "show"}).text
    corrected = typed | {"national_id-number": "052187654999", "national_id-agreed": "y"}
    assert client.post(address, data=corrected).status_code == 303
    assert "•••999" in client.get(address).text
    assert client.post(address, data={"kind": "national_id", "act": "erase"}).status_code == 303
    assert db.session.query(GivenNumber).count() == 0
    client.enter_as(cast.cuong)
    assert client.get(address).status_code == 404


def test_an_account_needs_its_bank_and_only_what_the_edition_asks_is_kept(edition, cast):
    with pytest.raises(Refusal):
        service.give_number(edition, "an@example.vn", PersonalNumber.BANK_ACCOUNT, number=ACCOUNT, agreed=True)
    edition.personal_numbers = []
    with pytest.raises(Refusal):
        service.give_number(edition, "an@example.vn", PersonalNumber.NATIONAL_ID, number=ID, agreed=True)


def test_who_has_no_account_gives_them_by_the_link(world, cast, client):
    edition = make_edition(authors_confirm=True, personal_numbers=["national_id"])
    entry = ready_draft(edition, cast.an)
    people = [{"full_name": "Lê Thị An", "email": "an@example.vn"}, {"full_name": "Bảy", "email": "bay@example.vn"}]
    service.save_authors(entry, people, version=None, actor=cast.an)
    service.ask_authors(entry, actor=cast.an)
    token = db.session.query(Letter).one().values["secret_token"]
    typed = {"kind": "national_id", "act": "save", "national_id-number": ID, "national_id-agreed": "y"}
    assert client.post(f"/confirmations/{token}/numbers", data=typed).status_code == 303
    assert db.session.query(GivenNumber).one().email == "bay@example.vn"
    client.enter_as(cast.an)
    assert "•••321" not in client.get(f"/entries/{entry.id}/people").text
    assert "•••321" not in client.get(f"/entries/{entry.id}/my-numbers").text


def test_the_database_and_the_record_hold_no_number_in_clear(edition, cast):
    row = give(edition)
    service.reveal_number(row, reason="Chi trả giải B", actor=cast.dung)
    stored = json.dumps([list(map(str, one)) for one in db.session.execute(sa.text("SELECT * FROM personal_number"))])
    record = json.dumps([[event.before, event.after] for event in db.session.query(AuditEvent)])
    for number in (ID, ACCOUNT):
        assert number not in stored
        assert number not in record


def test_the_secretary_opens_one_with_a_reason_and_who_looked_stands_there(edition, cast, client):
    make_entry(edition, cast.an)
    row = give(edition)
    client.enter_as(cast.dung)
    listed = client.get(f"/editions/{edition.code}/personal-numbers").text
    assert "•••654" in listed
    assert "bank_account" not in listed
    assert ACCOUNT not in listed
    address = f"/personal-numbers/{row.id}"
    assert ACCOUNT not in client.get(address).text
    assert ACCOUNT not in client.post(address, data={"reason": ""}).text
    opened = client.post(address, data={"reason": "Chi trả giải B"})
    assert ACCOUNT in opened.text
    assert opened.headers["Cache-Control"] == "no-store"
    page = client.get(address).text
    assert "Chi trả giải B" in page
    assert "Phạm Thùy Dung" in page
    assert ACCOUNT not in page
    assert [event.verb for event in history(row)][-1] == "number.reveal"
    for somebody in (cast.giang, cast.hung, cast.khanh, cast.lan, cast.mai, cast.an):
        client.enter_as(somebody)
        assert client.get(address).status_code == 404
        assert client.post(address, data={"reason": "x"}).status_code == 404
        assert client.get(f"/editions/{edition.code}/personal-numbers").status_code == 404


def test_the_list_asks_the_same_of_the_database_however_long(edition, cast, client):
    client.enter_as(cast.dung)
    counts, made = [], 0
    for size in (1, 3, 30):
        while made < size:
            made += 1
            make_entry(edition, person(f"Người {made}", f"n{made}@example.vn"), f"Bài {made}")
            give(edition, f"n{made}@example.vn")
        counts.append(statements_of(client, f"/editions/{edition.code}/personal-numbers"))
    assert len(set(counts)) == 1, counts


def test_the_checklist_names_who_has_not_given_them_and_stops_nobody(edition, cast):
    entry = ready_draft(edition, cast.an)
    found = {check.clause: check for check in service.run_checks(entry)}["personal_numbers"]
    assert not found.stands_in_the_way
    give(edition)
    found = {check.clause: check for check in service.run_checks(queries.entry(entry.id))}["personal_numbers"]
    assert found.is_met
    service.submit(entry, actor=cast.an)
