"""Places by role: few in the masthead, all on the desk, none that leads nowhere."""

from datetime import timedelta

import pytest

from award.council.states import PrizeState
from award.db import db
from award.desk.navigation import Place, all_places, may_begin, place_of, places
from award.desk.queries import year_of
from award.entries.states import EntryState
from award.kit import clock
from tests.gallery.making import award_prize
from tests.support.counting import counted_statements
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(cast):
    made = make_edition()
    cast.appoint(made)
    return made


def labels(person, edition):
    return [place.label for place in all_places(person, edition)]


def test_at_most_six_places_stand_in_the_masthead(cast, edition):
    year = year_of(edition)
    everybody = [None, cast.an, cast.dung, cast.giang, cast.hung, cast.khanh, cast.lan, cast.mai]
    assert all(len(places(person, year)) <= 6 for person in everybody)


def test_places_follow_the_role(cast, edition):
    year = year_of(edition)
    assert "My works" in labels(cast.an, year)
    assert "My works" not in labels(cast.giang, year)
    assert "Marking" in labels(cast.giang, year)
    assert "Works" in labels(cast.dung, year)
    assert "Works" not in labels(cast.cuong, year)
    assert "People" in labels(cast.lan, year)
    assert "Results" not in labels(None, year)


def test_results_are_told_from_their_release_on_and_asked_for_no_more(cast, edition):
    prize = award_prize(edition, make_entry(edition, cast.an, state=EntryState.ELIGIBLE), state=PrizeState.PREPARED)
    assert not year_of(edition).released
    prize.state, prize.released_at = PrizeState.RELEASED, clock.now()
    db.session.flush()
    assert year_of(edition).released
    with counted_statements() as seen:
        assert year_of(edition).released
    assert not seen
    prize.state, prize.withdrawn_at = PrizeState.WITHDRAWN, clock.now()
    db.session.flush()
    assert not year_of(edition).released


def test_the_longest_address_names_the_present_place():
    nav = [Place("Home", "/"), Place("Desk", "/desk"), Place("Figures", "/desk/thu-2023")]
    assert place_of(nav, "/desk/thu-2023").label == "Figures"
    assert place_of(nav, "/desk").label == "Desk"
    assert place_of(nav, "/").label == "Home"
    assert place_of(nav, "/elsewhere") is None


def test_no_place_and_no_link_of_the_frame_leads_nowhere(app, cast, edition):
    year = year_of(edition)
    everybody = [None, cast.an, cast.dung, cast.giang, cast.hung, cast.khanh, cast.lan, cast.mai]
    addresses = {place.address for person in everybody for place in all_places(person, year)}
    addresses |= {"/profile", "/sign-in", "/editions/thu-2023/enter"}
    router = app.url_map.bind("localhost")
    assert [address for address in sorted(addresses) if not router.test(address, "GET")] == []
    assert router.test("/language", "POST")
    assert router.test("/sign-out", "POST")


@pytest.mark.parametrize("name", [None, "an", "dung", "giang", "hung", "khanh", "lan", "mai"])
def test_every_place_lets_its_person_in(client, cast, edition, name):
    person = getattr(cast, name) if name else None
    if person:
        client.enter_as(person)
    refused = [p.address for p in all_places(person, year_of(edition)) if client.get(p.address).status_code != 200]
    assert refused == []


def test_a_work_is_begun_by_who_may_enter_and_only_until_the_deadline(cast, edition):
    year, last = year_of(edition), edition.deadline("entries").hard_at
    with clock.at(last):
        begin = {
            name for name in ("an", "cuong", "dung", "giang", "khanh", "lan") if may_begin(getattr(cast, name), year)
        }
    assert begin == {"an", "cuong"}
    with clock.at(last + timedelta(seconds=1)):
        assert not may_begin(cast.an, year)
