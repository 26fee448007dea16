"""Places by role: few in the masthead, all on the desk, none that leads nowhere."""

from datetime import timedelta

import pytest

from award.council.states import PrizeState
from award.db import db
from award.desk.navigation import all_places, may_begin, place_of, places
from award.desk.queries import year_of
from award.entries.states import EntryState
from award.kit import clock
from tests.gallery.making import award_prize
from tests.support.counting import counted_statements
from tests.support.editions import make_edition, make_entry

EVERYBODY = [None, "an", "cuong", "dung", "giang", "hung", "khanh", "lan", "mai"]


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


def marked(person, year, path):
    """Which place the masthead marks on a page."""
    place = place_of(places(person, year), path)
    return place.label if place else None


@pytest.mark.parametrize("name", EVERYBODY)
def test_on_the_page_of_each_place_that_place_is_marked_and_below_it_no_place_of_another_page(cast, edition, name):
    person, year = getattr(cast, name) if name else None, year_of(edition)
    nav = places(person, year)
    assert [place_of(nav, place.address) for place in nav] == nav
    shown = {place.address for place in nav}
    beyond = {place.address for place in all_places(cast.dung, year) + all_places(cast.lan, year)} - shown
    assert {marked(person, year, path) for path in beyond} <= {None, "Editions", "Help"}


def test_a_page_below_the_edition_is_not_its_configuration(cast, edition):
    year = year_of(edition)
    for path in ("forwarding", "forwarding/history", "judging", "objections", "prizes-of-old"):
        assert marked(cast.khanh, year, f"/editions/thu-2023/{path}") is None
    assert marked(cast.khanh, year, "/editions/thu-2023") == "Configuration"
    assert marked(cast.khanh, year, "/editions/thu-2023/load") == "Configuration"
    assert marked(cast.khanh, year, "/editions/thu-2023/prizes/trace") == "Prizes"
    assert marked(cast.lan, year, "/editions/thu-2023") == "Editions"
    assert marked(cast.lan, year, "/editions/thu-2023/screening") is None


def test_the_desk_is_not_marked_on_figures_and_help_is_marked_on_every_topic(cast, edition):
    year = year_of(edition)
    assert marked(cast.dung, year, "/desk") == "Desk"
    assert marked(cast.dung, year, "/desk/thu-2023") is None
    assert marked(cast.khanh, year, "/desk/thu-2023") == "Figures"
    assert marked(None, year, "/") == "Home"
    assert marked(None, year, "/help/judge") == "Help"
    assert marked(None, year, "/elsewhere") is None


def test_no_place_and_no_link_of_the_frame_leads_nowhere(app, cast, edition):
    year = year_of(edition)
    everybody = [None, cast.an, cast.dung, cast.giang, cast.hung, cast.khanh, cast.lan, cast.mai]
    addresses = {place.address for person in everybody for place in all_places(person, year)}
    addresses |= {"/profile", "/sign-in", "/editions/thu-2023/enter"}
    router = app.url_map.bind("localhost")
    assert [address for address in sorted(addresses) if not router.test(address, "GET")] == []
    assert router.test("/language", "POST")
    assert router.test("/sign-out", "POST")


@pytest.mark.parametrize("name", EVERYBODY)
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
