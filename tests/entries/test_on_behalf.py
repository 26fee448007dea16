"""Works that came on paper or disc: the office fills them in for their authors."""

from datetime import timedelta

import pytest

from award.accounts.service.roles import WATCHERS
from award.accounts.states import Role
from award.db import db
from award.entries import queries, rules, service
from award.entries.states import EntryState
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter
from tests.entries.making import give_file
from tests.support.cast import person
from tests.support.editions import make_edition


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


def begun(edition, owner, filler, **more):
    entry = service.start(edition, edition.categories[0], owner=owner, filler=filler, **more)
    work = {"title": "Từ đĩa", "genre_id": edition.categories[0].genres[0].id, "theme_id": edition.themes[0].id}
    service.save_work(entry, work, version=None, actor=filler)
    service.save_authors(entry, [{"full_name": "Siu Thị Hương"}], version=None, actor=filler)
    part = {"outlet_name": "Báo Bình Định", "published_on": edition.window_from}
    service.save_parts(entry, [part], version=None, actor=filler)
    give_file(entry, edition.categories[0].requirements[0], filler)
    service.declare(entry, True, version=None, actor=filler)
    return entry


def test_the_secretary_fills_in_and_sends_in_for_an_author(cast, edition):
    entry = begun(edition, cast.dung, cast.dung)
    assert rules.fills(cast.dung, entry)
    assert not any(rules.fills(one, entry) for one in (cast.an, cast.giang))
    assert service.submit(entry, actor=cast.dung).state is EntryState.SUBMITTED
    assert db.session.query(Letter).filter_by(template="entries/receipt").count() == 0


def test_a_judge_gets_no_work_through_the_office(cast, edition):
    with pytest.raises(Refusal):
        service.start(edition, edition.categories[0], owner=cast.giang, filler=cast.dung)


def test_what_arrived_in_time_may_be_keyed_in_later(cast, edition):
    arrived = clock.now() + timedelta(days=4)
    with clock.at(clock.now() + timedelta(days=8)):
        entry = begun(edition, cast.an, cast.dung, arrived_at=arrived)
        service.submit(entry, actor=cast.dung)
        assert entry.state is EntryState.SUBMITTED
        with pytest.raises(WrongMoment):
            service.start(edition, edition.categories[0], owner=cast.an, filler=cast.dung, arrived_at=clock.now())


def test_a_work_of_the_office_is_no_conflict_until_it_is_handed_over(cast, edition):
    entry = service.submit(begun(edition, cast.dung, cast.dung), actor=cast.dung)
    in_the_way = WATCHERS[0]
    assert queries.codes_of(cast.dung, edition.id) == []
    huong = person("Siu Thị Hương", "huong@example.vn")
    service.hand_over(entry, to=huong, actor=huong)
    assert entry.owner_id == entry.authors[0].person_id == huong.id
    assert queries.codes_of(huong, edition.id) == [entry.code]
    assert in_the_way(huong, Role.JUDGE, edition.id) is not None
    with pytest.raises(WrongMoment):
        service.hand_over(entry, to=cast.an, actor=cast.an)
