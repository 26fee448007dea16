"""Registering, confirming the address, and going on to where the person wanted to be."""

import re
from datetime import timedelta

import pytest

from award.accounts import queries, service
from award.accounts.consents import TEXTS
from award.kit import clock
from award.kit.refusals import Stale
from tests.accounts.letters import count_letters, link_in_letter, newest_letter
from tests.support.cast import PASSWORD

# The token of a form holds the second in which it was made.
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]*')

ADDRESS = "moi@example.vn"
TYPED = {
    "full_name": "Ngô Thị Mới",
    "email": " Moi@Example.vn ",
    "password": PASSWORD,
    "account": "y",
    "account_version": TEXTS["account"].version,
    "news_version": TEXTS["news"].version,
}


def test_a_person_registers_confirms_and_arrives_where_she_wanted_to_be(world, client):
    sent = client.post("/register?next=/editions/thu-2023/enter", data=TYPED)
    assert sent.status_code == 200
    assert ADDRESS in sent.text
    link = link_in_letter(world, ADDRESS)
    shown = client.get(link)
    assert shown.status_code == 200
    assert queries.person_by_email(ADDRESS).email_confirmed_at is None, "looking at the link confirms nothing"
    arrived = client.post(link, data={"password": PASSWORD})
    assert arrived.status_code == 303
    assert arrived.location == "/editions/thu-2023/enter"
    assert queries.person_by_email(ADDRESS).email_confirmed_at
    assert client.get("/profile").status_code == 200


def test_a_confirming_link_works_once(world, client):
    client.post("/register", data=TYPED)
    link = link_in_letter(world, ADDRESS)
    client.post(link, data={"password": PASSWORD})
    assert client.get(link).status_code == 410
    assert client.post(link, data={"password": PASSWORD}).status_code == 410


def test_a_confirming_link_grows_too_old(world, client):
    client.post("/register", data=TYPED)
    link = link_in_letter(world, ADDRESS)
    with clock.at(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 410


def test_a_forged_link_is_nobodys(client):
    assert client.get("/confirm/forged").status_code == 410
    assert client.get("/reset/forged").status_code == 410


def test_whoever_registered_with_a_foreign_address_is_not_confirmed_by_its_owner(world, client):
    client.post("/register", data=TYPED)
    refused = client.post(link_in_letter(world, ADDRESS), data={"password": "another one entirely"})
    assert refused.status_code == 422
    assert queries.person_by_email(ADDRESS).email_confirmed_at is None


def test_a_known_address_gets_the_same_answer_and_a_letter_that_says_so(world, client, cast):
    known = cast.an.email
    unknown_answer = client.post("/register", data=TYPED).text.replace(ADDRESS, "@")
    known_answer = client.post("/register", data={**TYPED, "email": known}).text.replace(known, "@")
    assert TOKEN.sub("", known_answer) == TOKEN.sub("", unknown_answer)
    assert "/forgotten" in newest_letter(world, known)[1]
    assert queries.person_by_email(known).full_name == cast.an.full_name


def test_the_newest_registration_of_an_unconfirmed_address_holds(world, client):
    client.post("/register", data=TYPED)
    old = link_in_letter(world, ADDRESS)
    client.post("/register", data={**TYPED, "password": "một mật khẩu khác hẳn"})
    assert client.get(old).status_code == 410
    arrived = client.post(link_in_letter(world, ADDRESS), data={"password": "một mật khẩu khác hẳn"})
    assert arrived.status_code == 303


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "ngothimoi "}, "password"),
        ({"password": "Moi@Example.vn"}, "password"),
        ({"password": "aaaaaaaaaaaa"}, "password"),
        ({"email": "no address"}, "email"),
        ({"full_name": " "}, "full_name"),
        ({"account": ""}, "account"),
        ({"account_version": "1999"}, "account"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_typed_text_stays(world, client, typed, field):
    refused = client.post("/register", data={**TYPED, **typed})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    if field != "full_name":
        assert "Ngô Thị Mới" in refused.text
    assert queries.person_by_email(ADDRESS) is None
    assert count_letters(ADDRESS) == 0


def test_agreement_is_never_ticked_before_and_its_proof_is_kept(world, client):
    assert "checked" not in client.get("/register").text
    client.post("/register", data={**TYPED, "news": "y"})
    consents = queries.consents_of(queries.person_by_email(ADDRESS).id)
    assert {name: consent.text_version for name, consent in consents.items()} == {
        purpose: text.version for purpose, text in TEXTS.items()
    }
    assert all(consent.given_at for consent in consents.values())


def test_agreement_to_an_older_text_is_refused(cast):
    with pytest.raises(Stale):
        service.give_consent(cast.an, "account", version="2001-1")


def test_an_agreement_that_is_not_needed_can_be_withdrawn_and_stays_as_proof(client, cast):
    client.enter_as(cast.an)
    version = TEXTS["news"].version
    client.post("/profile/agreements", data={"purpose": "news", "act": "give", "version": version})
    client.post("/profile/agreements", data={"purpose": "news", "act": "withdraw"})
    consent = queries.consents_of(cast.an.id)["news"]
    assert consent.given_at <= consent.withdrawn_at
    assert client.get("/profile").status_code == 200
