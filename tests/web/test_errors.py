"""What people see when something was not done, and what every answer carries."""

import pytest

from award.entries.states import EntryState
from award.kit.messages import say
from award.kit.refusals import WrongMoment
from award.web.doors import UNGUARDED, anyone, reads
from tests.support.editions import make_edition, make_entry

MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def planted(client, monkeypatch):
    """Puts a view of the test's own at the first page."""

    def plant(view):
        monkeypatch.setitem(client.application.view_functions, "site.home", reads(anyone)(view))
        return client

    return plant


def test_the_wrong_moment_is_answered_409_with_its_sentence(planted):
    def view():
        raise WrongMoment(say("This is needed."))

    answer = planted(view).get("/")
    assert answer.status_code == 409
    assert "Mục này bắt buộc." in answer.get_data(as_text=True)


def test_a_script_gets_the_sentence_as_json(planted):
    def view():
        raise WrongMoment(say("This is needed."), "title")

    answer = planted(view).get("/", headers={"Accept": "application/json"})
    assert answer.json == {"message": "Mục này bắt buộc.", "field": "title"}


def test_a_fault_is_answered_without_asking_the_database(planted, monkeypatch, cast):
    make_edition()

    def view():
        raise RuntimeError("broken")

    client = planted(view).enter_as(cast.an)
    monkeypatch.setitem(client.application.config, "PROPAGATE_FAULTS", False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.get_data(as_text=True)
    assert "Giải báo chí Bình Định" not in answer.get_data(as_text=True)


def test_what_people_wrote_is_shown_as_text(client, cast):
    make_entry(make_edition(), cast.an, MARKUP, EntryState.DRAFT)
    page = client.enter_as(cast.an).get("/desk").get_data(as_text=True)
    assert MARKUP not in page
    assert "&lt;script&gt;" in page


def test_every_page_carries_the_security_headers(client, app, cast):
    cast.appoint(make_edition())
    client.enter_as(cast.lan)
    plain = [
        r for r in app.url_map.iter_rules() if "GET" in r.methods and not r.arguments and r.endpoint not in UNGUARDED
    ]
    for rule in plain:
        headers = client.get(rule.rule).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], rule.rule
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_pages_of_somebody_signed_in_are_not_kept_by_the_browser(client, cast):
    assert client.enter_as(cast.an).get("/desk").headers["Cache-Control"] == "no-store"
