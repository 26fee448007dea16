"""A list is looked through with its letters, posted where the edition wants it so, and released in one act."""

from datetime import UTC, datetime, timedelta

import pytest

from award.accounts.states import OrganisationKind, Role
from award.audit.queries import history
from award.council import queries, service
from award.council.models import Prize
from award.council.states import PRIZE, PrizeState
from award.db import db
from award.editions.models import PrizeLevel, PrizePlaces
from award.editions.states import PrizeKind
from award.kit import clock
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.outbox.models import Letter
from award.outbox.rendering import addresses, render
from tests.council.support import marked_works
from tests.support.cast import grant
from tests.support.counting import statements_of
from tests.support.editions import make_edition


@pytest.fixture
def edition(cast):
    edition = make_edition(notice_days=10, objections_first=True)
    cast.appoint(edition)
    marked_works(edition, cast.an, "9", "8")
    service.propose(edition, actor=cast.dung)
    db.session.commit()
    return edition


def test_the_table_of_states_is_what_the_verbs_keep_to():
    found = {(state, act.verb, act.target) for state in PrizeState for act in PRIZE.verbs(state)}
    assert found == {
        (PrizeState.PREPARED, "post", PrizeState.POSTED),
        (PrizeState.PREPARED, "release", PrizeState.RELEASED),
        (PrizeState.POSTED, "release", PrizeState.RELEASED),
        (PrizeState.POSTED, "fall", PrizeState.WITHDRAWN),
        (PrizeState.RELEASED, "fall", PrizeState.WITHDRAWN),
        (PrizeState.RELEASED, "revoke", PrizeState.WITHDRAWN),
    }


def test_a_list_that_is_heard_first_is_posted_for_its_days_and_then_released(cast, edition):
    with pytest.raises(NotReady, match="Post the list"):
        service.release(edition, actor=cast.hung)
    db.session.rollback()
    posting = service.post_list(edition, actor=cast.hung)
    assert (clock.local(posting.ends_at).date() - clock.local(posting.at).date()).days == 10
    assert queries.stage(edition.id) is PrizeState.POSTED
    assert [result.code for result in queries.released_results(edition.id)] == ["BI-001", "BI-002"]
    with pytest.raises(NotReady, match="posted until"):
        service.release(edition, actor=cast.hung)
    with pytest.raises(WrongMoment, match="ruling"):
        service.propose(edition, actor=cast.dung)
    with clock.at(posting.ends_at + timedelta(minutes=1)):
        service.release(edition, actor=cast.hung)
    assert {prize.state for prize in queries.prizes(edition.id)} == {PrizeState.RELEASED}
    assert queries.posting(edition.id) is posting


def test_where_objections_come_after_the_release_begins_their_days(cast):
    edition = make_edition(notice_days=7)
    marked_works(edition, cast.an, "9")
    service.propose(edition, actor=cast.dung)
    with pytest.raises(WrongMoment):
        service.post_list(edition, actor=cast.hung)
    service.release(edition, actor=cast.hung)
    assert queries.posting(edition.id).ends_at > clock.now() + timedelta(days=6)


def test_what_the_preview_shows_is_what_goes_out(app, client, cast, edition):
    client.enter_as(cast.hung)
    page = client.get(f"/editions/{edition.code}/prizes/release/letters").get_data(as_text=True)
    client.post(f"/editions/{edition.code}/prizes/release")
    letters = db.session.query(Letter).filter_by(template="council/posted").all()
    assert letters
    for letter in letters:
        subject, body = render(letter.template, letter.values, tongue=letter.language, address=addresses(app))
        assert subject in page
        assert all(line in page for line in body.splitlines() if line and "http" not in line)


def test_an_organisations_contacts_get_a_letter_of_its_prize(cast, edition):
    grant(cast.cuong, Role.CONTACT, outlet_id=cast.station.id)
    level = PrizeLevel(code="tap-the", position=9, name="Giải tập thể", kind=PrizeKind.COLLECTIVE)
    level.places, level.recipients = [PrizePlaces(places=1)], OrganisationKind.OUTLET
    edition.prize_levels.append(level)
    db.session.flush()
    service.prepare_collective(edition, cast.station, level, actor=cast.dung)
    service.post_list(edition, actor=cast.hung)
    (letter,) = db.session.query(Letter).filter_by(recipient=cast.cuong.email)
    assert letter.values["prize"] == "Giải tập thể"


def test_a_prize_left_out_of_order_gets_its_reason_and_the_list_goes_out(client, cast, edition):
    first = db.session.query(Prize).filter_by(level_id=edition.prize_levels[0].id).one()
    service.take_back(first, actor=cast.dung)
    left = queries.prizes(edition.id)[0]
    with pytest.raises(NotReady, match="BI-002 leaves the order"):
        service.post_list(edition, actor=cast.hung)
    client.enter_as(cast.dung)
    assert client.post(f"/prizes/{left.id}/reason", data={"reason": ""}).status_code == 422
    assert client.post(f"/prizes/{left.id}/reason", data={"reason": "Giữ Giải B"}).status_code == 303
    left = db.session.get(Prize, left.id)
    assert [event.after.get("departure") for event in history(left) if event.verb == "prize.reason"] == ["Giữ Giải B"]
    service.post_list(edition, actor=cast.hung)
    service.give_reason(left, "Giữ", actor=cast.dung)
    with pytest.raises(Refusal):
        service.give_reason(left, "", actor=cast.dung)


def test_the_public_sees_the_posted_list_and_how_long_it_stands(client, cast, edition):
    client.enter_as(cast.hung)
    assert "Niêm yết danh sách để nhận phản ánh" in client.get(f"/editions/{edition.code}/prizes/release").get_data(
        as_text=True
    )
    assert client.post(f"/editions/{edition.code}/prizes/release").status_code == 303
    assert client.get(f"/editions/{edition.code}/prizes").status_code == 200
    page = client.leave().get(f"/e/{edition.code}/results").get_data(as_text=True)
    assert "Danh sách niêm yết" in page
    assert "BI-001" not in page
    assert "Tác phẩm 0-1" in page
    assert "Danh sách niêm yết" in client.get(f"/e/{edition.code}").get_data(as_text=True)


def test_the_posted_list_is_public_for_its_days_on_the_wall_clock_and_not_a_second_longer(client, cast, edition):
    """Posted half past one in the night of the 24th in Viet Nam, which is still the 23rd in the stored time."""
    form = f"/e/{edition.code}/objection"

    def shown():
        return "Tác phẩm 0-1" in client.get(f"/e/{edition.code}/results").get_data(as_text=True)

    assert not shown()
    with clock.at(datetime(2026, 11, 23, 18, 30, tzinfo=UTC)):
        service.post_list(edition, actor=cast.hung)
        db.session.commit()
        assert shown()
    with clock.at(datetime(2026, 12, 4, 16, 59, 59, tzinfo=UTC)):
        assert shown()
        assert "Đã hết hạn nhận phản ánh" not in client.get(form).get_data(as_text=True)
    with clock.at(datetime(2026, 12, 4, 17, 0, 0, tzinfo=UTC)):
        assert not shown()
        assert "Đã hết hạn nhận phản ánh" in client.get(form).get_data(as_text=True)
        service.release(edition, actor=cast.hung)
        db.session.commit()
        assert shown()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_letters_page_asks_no_more_for_a_longer_list(client, cast, count):
    edition = make_edition(notice_days=10)
    cast.appoint(edition)
    for place in edition.prize_levels[0].places:
        place.places = 40
    marked_works(edition, cast.an, *range(9 * count, 8 * count, -1))
    service.propose(edition, actor=cast.dung)
    client.enter_as(cast.hung)
    assert statements_of(client, f"/editions/{edition.code}/prizes/release/letters") <= 16
    assert statements_of(client, f"/editions/{edition.code}/prizes/release") <= 22
