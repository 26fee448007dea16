"""The frame of every page: who is here, where we are in the year, and one statement for it."""

from datetime import timedelta

from award.kit import clock
from tests.support.editions import make_edition

NOWHERE = "/no-such-page"


def test_a_stranger_sees_the_edition_and_the_next_date(client, cast):
    make_edition()
    page = client.get(NOWHERE).get_data(as_text=True)
    assert "Giải báo chí Bình Định" in page
    assert "Hạn nhận tác phẩm" in page
    assert "giờ Việt Nam" in page
    assert "/sign-in" in page


def test_without_an_edition_the_frame_still_stands(client):
    assert client.get(NOWHERE).status_code == 404


def test_a_page_that_does_not_exist_still_knows_who_is_signed_in(client, cast):
    cast.appoint(make_edition())
    page = client.enter_as(cast.dung).get(NOWHERE).get_data(as_text=True)
    assert "Phạm Thùy Dung" in page
    assert 'name="q"' in page


def test_the_soonest_date_is_shown(client, cast):
    edition = make_edition()
    edition.deadlines[0].shown_at = clock.now() - timedelta(days=1)
    edition.deadlines[0].hard_at = clock.now() - timedelta(hours=2)
    page = client.get(NOWHERE).get_data(as_text=True)
    assert "Vòng sơ khảo mở" in page
