"""Pages of strangers may be kept by caches; pages of people may not."""

import pytest

from award.audit.service import record
from award.editions.states import EditionState
from award.entries.states import EntryState
from tests.gallery.making import award_prize, show_work
from tests.support.counting import counted_statements
from tests.support.editions import make_edition, make_entry

PAGES = (
    "/",
    "/e",
    "/e/thu-2023",
    "/e/thu-2023/rules",
    "/e/thu-2023/calendar",
    "/e/thu-2023/how-to-enter",
    "/e/thu-2023/results",
    "/e/thu-2023/gallery",
    "/e/thu-2023/works/BI-001",
    "/help/author",
    "/robots.txt",
    "/sitemap.xml",
)


@pytest.fixture
def edition(cast):
    edition = make_edition()
    entry = make_entry(edition, cast.an, state=EntryState.ELIGIBLE)
    award_prize(edition, entry)
    show_work(entry, cast.an)
    return edition


@pytest.mark.parametrize("address", PAGES)
def test_a_strangers_page_sets_no_cookie_and_has_validators(client, edition, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert answer.headers["Vary"] == "Cookie"
    assert answer.get_etag()[0]


@pytest.mark.parametrize("address", PAGES)
def test_asked_again_it_answers_304_after_one_statement(client, edition, address):
    etag = client.get(address).headers["ETag"]
    with counted_statements() as seen:
        answer = client.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.get_data()) == (304, b"")
    assert answer.headers["ETag"] == etag
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert "Set-Cookie" not in answer.headers
    assert len(seen) == 1


def test_what_was_done_since_is_seen(client, cast, edition):
    etag = client.get("/e").headers["ETag"]
    edition.title = "Giải mới"
    record("edition.loaded", edition, edition=edition, actor=cast.dung)
    answer = client.get("/e", headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def test_the_same_bytes_have_the_same_validator_whatever_was_recorded(client, cast, edition):
    etag = client.get("/help/author").headers["ETag"]
    record("edition.loaded", edition, edition=edition, actor=cast.dung)
    assert client.get("/help/author", headers={"If-None-Match": etag}).status_code == 304


def test_another_language_is_another_page(client, edition):
    etag = client.get("/e").headers["ETag"]
    client.set_cookie("language", "en")
    answer = client.get("/e", headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert "All editions" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_people_are_never_kept(client, cast, edition, address):
    etag = client.get(address).headers["ETag"]
    answer = client.enter_as(cast.an).get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_with_a_notice_is_for_its_reader_alone(client, edition):
    with client.session_transaction() as session:
        session["_flashes"] = [("ok", "Chỉ một người đọc")]
    answer = client.get("/")
    assert "Chỉ một người đọc" in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Chỉ một người đọc" not in client.get("/").get_data(as_text=True)


def test_an_edition_that_goes_back_to_preparation_is_not_confirmed_by_an_old_validator(client, cast, edition):
    etag = client.get("/e/thu-2023").headers["ETag"]
    edition.state = EditionState.PREPARING
    record("edition.loaded", edition, edition=edition, actor=cast.dung)
    assert client.get("/e/thu-2023", headers={"If-None-Match": etag}).status_code == 404


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_another_site_cannot_choose_the_language(client, monkeypatch, headers):
    monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", True)
    answer = client.post("/language", data={"language": "en"}, headers=headers)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (400, False)


def test_the_language_is_chosen_without_a_token(client, monkeypatch):
    monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", True)
    answer = client.post("/language", data={"language": "en"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 303
    assert "language=en" in answer.headers["Set-Cookie"]
