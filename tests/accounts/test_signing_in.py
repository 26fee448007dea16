"""Signing in and out, and setting a forgotten password."""

import re
from datetime import timedelta

import argon2
import pytest

from award.accounts import passwords, queries
from award.kit import clock
from tests.accounts.letters import count_letters, link_in_letter
from tests.support.cast import PASSWORD, PASSWORD_HASH

NEW = "núi Bà rất cao 2023"
# The token of a form tells the second in which it was made.
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]+')


def sign_in(client, email: str, password: str = PASSWORD, address: str = "/sign-in"):
    return client.post(address, data={"email": email, "password": password})


def test_the_right_password_opens_and_leads_on(client, cast):
    answer = sign_in(client, cast.an.email.upper(), address="/sign-in?next=/profile")
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert client.get("/profile").status_code == 200


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "javascript:x", "\t/x"]
)
def test_signing_in_never_leads_out_of_the_site(client, cast, target):
    answer = client.post("/sign-in", query_string={"next": target}, data={"email": cast.an.email, "password": PASSWORD})
    assert answer.location == "/desk"


def test_a_stranger_learns_nothing(client, cast):
    wrong = sign_in(client, cast.an.email, "wrong password")
    unknown = sign_in(client, "nobody@example.vn", "wrong password")
    assert wrong.status_code == unknown.status_code == 422
    assert page(wrong, cast.an.email) == page(unknown, "nobody@example.vn")


def page(answer, email):
    """What a page says, but for the address that was typed and the token of its forms."""
    return TOKEN.sub("", answer.text.replace(email, "@"))


def test_an_unknown_address_costs_the_same_work_as_a_known_one():
    cost = argon2.extract_parameters
    assert cost(passwords.NOBODY) == cost(passwords.hashed(PASSWORD)) == cost(PASSWORD_HASH)


def test_the_password_of_nobody_is_not_a_way_in():
    assert not passwords.matches(None, "")
    assert not passwords.matches("!", PASSWORD)


def test_decomposed_typing_is_the_same_password():
    decomposed = passwords.unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD
    assert passwords.matches(PASSWORD_HASH, decomposed)


def test_a_hash_with_older_figures_is_made_anew_at_signing_in(client, cast):
    cast.an.password_hash = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    assert sign_in(client, cast.an.email).status_code == 303
    assert "m=19456,t=2,p=1" in queries.person_by_email(cast.an.email).password_hash


def test_an_unconfirmed_address_is_offered_the_letter_again(world, client, cast):
    cast.an.email_confirmed_at = None
    answer = sign_in(client, cast.an.email)
    assert answer.status_code == 422
    assert "/confirm-again" in answer.text
    assert client.get("/profile").status_code == 302
    client.post("/confirm-again?next=/profile", data={"email": cast.an.email})
    confirmed = client.post(link_in_letter(world, cast.an.email), data={"password": PASSWORD})
    assert confirmed.location == "/profile"


def test_a_closed_account_stays_closed(client, cast):
    cast.an.closed_at = clock.now()
    assert sign_in(client, cast.an.email).status_code == 422


def test_signing_out_ends_the_session(client, cast):
    sign_in(client, cast.an.email)
    assert client.post("/sign-out").status_code == 303
    assert client.get("/profile").status_code == 302


def test_a_forgotten_password_is_set_by_a_link_and_ends_every_session(world, client, cast):
    elsewhere = world.test_client().enter_as(cast.an)
    assert elsewhere.get("/profile").status_code == 200
    client.post("/forgotten?next=/profile", data={"email": cast.an.email})
    link = link_in_letter(world, cast.an.email)
    assert client.post(link, data={"password": "short"}).status_code == 422
    answer = client.post(link, data={"password": NEW})
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert elsewhere.get("/profile").status_code == 302
    assert client.get("/profile").status_code == 200
    assert client.get(link).status_code == 410
    assert sign_in(client.leave(), cast.an.email).status_code == 422
    assert sign_in(client, cast.an.email, NEW).status_code == 303


def test_a_link_to_a_new_password_grows_too_old(world, client, cast):
    client.post("/forgotten", data={"email": cast.an.email})
    with clock.at(clock.now() + timedelta(hours=2, minutes=1)):
        assert client.get(link_in_letter(world, cast.an.email)).status_code == 410


def test_forgetting_tells_a_stranger_nothing(client, cast):
    known, unknown = (
        page(client.post("/forgotten", data={"email": email}), email) for email in (cast.an.email, "nobody@example.vn")
    )
    assert known == unknown
    assert count_letters("nobody@example.vn") == 0


def test_the_language_is_kept_in_the_cookie_and_for_letters(client, cast):
    client.enter_as(cast.an)
    answer = client.post("/language", data={"language": "en", "next": "/profile"})
    assert answer.location == "/profile"
    assert '<html lang="en"' in client.get("/profile").text
    assert queries.person_by_email(cast.an.email).language == "en"
    assert client.post("/language", data={"language": "xx", "next": "//evil.example"}).location == "/"
