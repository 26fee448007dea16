"""An expired session or token loses nothing that was typed."""

import re

import pytest

from award.web.kept import kept_fields
from tests.support.editions import make_edition

HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {
    "full_name": "Lê Thị An <b>x</b>",
    "address": "12 Trần Phú\nQuy Nhơn",
    "password": "bí mật",
    "csrf_token": "old",
}


@pytest.fixture
def guarded(client, monkeypatch):
    """The client, with tokens asked for as in production."""
    monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", True)
    return client


def test_an_expired_token_brings_the_text_back(guarded, cast):
    guarded.enter_as(cast.an)
    answer = guarded.post("/profile", data=TYPED, headers=HERE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Lê Thị An &lt;b&gt;x&lt;/b&gt;" in page
    assert "12 Trần Phú\nQuy Nhơn" in page
    assert 'action="/profile"' in page
    assert "bí mật" not in page
    assert "/sign-in" not in page


def test_its_fields_are_called_as_on_the_form(guarded, cast):
    guarded.enter_as(cast.an).set_cookie("language", "en")
    page = guarded.post("/profile", data=TYPED, headers=HERE).get_data(as_text=True)
    assert re.search(r"<label[^>]*>Full name</label>", page)


def test_an_expired_session_offers_to_sign_in_beside_the_text(guarded):
    page = guarded.post("/profile", data=TYPED, headers=HERE).get_data(as_text=True)
    assert 'action="/sign-in"' in page
    assert "Quy Nhơn" in page


def test_a_session_that_ended_with_a_good_token_keeps_the_text_too(client):
    answer = client.post("/profile", data=TYPED)
    assert answer.status_code == 401
    assert "Quy Nhơn" in answer.get_data(as_text=True)


def test_the_new_page_can_be_sent(guarded, cast):
    guarded.enter_as(cast.an)
    page = guarded.post("/sign-out", data={"next": "/"}, headers=HERE).get_data(as_text=True)
    token = re.search(r'id="kept">\s*<input type="hidden" name="csrf_token" value="([^"]+)"', page)[1]
    answer = guarded.post("/sign-out", data={"next": "/", "csrf_token": token}, headers=HERE)
    assert answer.status_code == 303


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}])
def test_what_another_site_posted_is_not_offered(guarded, cast, headers):
    guarded.enter_as(cast.an)
    answer = guarded.post("/profile", data=TYPED, headers=headers)
    assert answer.status_code == 400
    assert "Quy Nhơn" not in answer.get_data(as_text=True)


def test_the_pages_own_script_gets_a_sentence(guarded, cast):
    make_edition()
    answer = guarded.enter_as(cast.an).post("/profile", json={}, headers=HERE)
    assert answer.status_code == 400
    assert answer.json["message"]


def test_secrets_are_dropped_and_unknown_short_values_travel_unseen(app):
    kept = kept_fields([("password", "x"), ("csrf_token", "y"), ("state", "open"), ("note", "Chữ " * 20)], "nowhere")
    assert [(field.name, field.label) for field in kept] == [("state", None), ("note", "note")]
