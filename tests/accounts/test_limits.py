"""How often one may try."""

import pytest

from tests.support.cast import PASSWORD


@pytest.fixture
def limited(world):
    """The limits in force, counted from nothing."""
    world.config["RATELIMIT_ENABLED"] = True
    world.extensions["award-limits"].storage.reset()
    yield
    world.config["RATELIMIT_ENABLED"] = False


def test_wrong_passwords_for_one_account_are_limited_even_for_its_owner(client, cast, limited):
    wrong = {"email": cast.an.email, "password": "wrong password"}
    statuses = [client.post("/sign-in", data=wrong).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    late = client.post("/sign-in", data={"email": cast.an.email, "password": PASSWORD})
    assert late.status_code == 429
    assert ":" in late.text.split("<h1>")[1]
    assert client.post("/sign-in", data={"email": cast.binh.email, "password": PASSWORD}).status_code == 303


def test_right_passwords_are_not_counted_against_the_account(client, cast, limited):
    for _ in range(12):
        assert client.post("/sign-in", data={"email": cast.an.email, "password": PASSWORD}).status_code == 303


def test_letters_to_one_address_are_limited(client, cast, limited):
    statuses = [client.post("/forgotten", data={"email": cast.an.email}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_one_network_address_cannot_try_many_accounts(client, limited):
    statuses = {
        client.post("/sign-in", data={"email": f"a{n}@example.vn", "password": "x"}).status_code for n in range(60)
    }
    assert statuses == {422}
    assert client.post("/sign-in", data={"email": "b@example.vn", "password": "x"}).status_code == 429
