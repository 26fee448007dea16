"""Letters in the office, and who may read them."""

import dataclasses

import pytest

from award.accounts.states import Role
from award.db import db
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.service import post
from award.outbox.states import LetterState
from tests.support.cast import grant
from tests.support.counting import statements_of
from tests.support.editions import make_edition


@pytest.fixture
def edition(world):
    return make_edition()


def letter_of(edition, person, **more) -> Letter:
    return post("accounts/password_set", to=person, edition=edition, name=person.full_name, at=clock.now(), **more)


def test_the_administrator_reads_all_and_a_secretary_those_of_the_own_editions(client, cast, edition):
    other = make_edition("nam-2024")
    cast.appoint(edition)
    own, foreign, none = letter_of(edition, cast.an), letter_of(other, cast.binh), letter_of(None, cast.cuong)
    client.enter_as(cast.lan)
    assert all(client.get(f"/letters/{one.id}").status_code == 200 for one in (own, foreign, none))
    assert "cuong@example.vn" in client.get("/letters").text
    client.enter_as(cast.dung)
    assert [client.get(f"/letters/{one.id}").status_code for one in (own, foreign, none)] == [200, 404, 404]
    listed = client.get("/letters").text
    assert "an@example.vn" in listed
    assert "binh@example.vn" not in listed
    assert "cuong@example.vn" not in listed


@pytest.mark.parametrize("who", ["an", "giang", "hung", "khanh", "mai"])
def test_others_do_not_read_letters(client, cast, edition, who):
    cast.appoint(edition)
    letter = letter_of(edition, cast.an)
    client.enter_as(getattr(cast, who))
    assert client.get("/letters").status_code == 404
    assert client.get(f"/letters/{letter.id}").status_code == 404
    assert client.post(f"/letters/{letter.id}/send").status_code == 404


def test_failed_letters_stand_first_and_the_list_can_be_filtered(client, cast):
    letters = [letter_of(None, cast.an) for _ in range(3)]
    letters[0].state, letters[0].fault = LetterState.FAILED, "550 no such mailbox"
    letters[1].state = LetterState.SENT
    client.enter_as(cast.lan)
    listed = client.get("/letters").text
    order = [listed.index(str(letters[place].id)) for place in (0, 2, 1)]
    assert order == sorted(order)
    failed = client.get("/letters?state=failed").text
    assert str(letters[0].id) in failed
    assert str(letters[1].id) not in failed
    assert client.get("/letters?state=nonsense&page=x").status_code == 200


def test_a_link_that_acts_for_its_recipient_is_hidden_where_mail_is_sent(world, client, cast):
    letter = post("accounts/reset", to=cast.an, name="An", secret_token="open-sesame", next=None)
    client.enter_as(cast.lan)
    assert "open-sesame" in client.get(f"/letters/{letter.id}").text
    settings = world.config["AWARD"]
    world.config["AWARD"] = dataclasses.replace(settings, smtp_url="smtp://127.0.0.1:9")
    try:
        assert "open-sesame" not in client.get(f"/letters/{letter.id}").text
    finally:
        world.config["AWARD"] = settings


def test_a_secretary_never_reads_another_persons_link(client, cast, edition):
    cast.appoint(edition)
    letter = post("accounts/reset", to=cast.lan, name="Lan", secret_token="open-sesame", next=None)
    assert client.enter_as(cast.dung).get(f"/letters/{letter.id}").status_code == 404


def test_a_failed_letter_is_sent_again_from_its_page(client, cast):
    letter = letter_of(None, cast.an)
    client.enter_as(cast.lan)
    assert client.post(f"/letters/{letter.id}/send").status_code == 409
    letter.state = LetterState.FAILED
    assert client.post(f"/letters/{letter.id}/send").status_code == 303
    assert db.session.get(Letter, letter.id).state is LetterState.WAITING


def test_the_list_asks_the_same_of_the_database_whatever_its_length(client, cast):
    client.enter_as(cast.lan)
    counts = set()
    for more in (1, 2, 27):
        for _ in range(more):
            letter_of(None, cast.an)
        counts.add(statements_of(client, "/letters"))
    assert len(counts) == 1


def test_a_secretary_of_nothing_any_more_reads_nothing(client, cast, edition):
    grant(cast.dung, Role.SECRETARY, edition, revoked_at=clock.now())
    assert client.enter_as(cast.dung).get("/letters").status_code == 404
