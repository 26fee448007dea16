"""A judge on a phone of 360 pixels: hears a work, pins a remark, marks by touch, loses the line, and loses nothing."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from award.accounts.models import Person
from award.app import create_app
from award.config import read
from award.db import db, transaction
from award.demo.people import PASSWORD
from award.editions.models import Round
from award.editions.states import RoundState
from award.entries.models import Attachment
from award.files.models import StoredFile
from award.judging.models import Assignment, Coverage, ScoreSheet
from award.judging.states import LEFT, TaskState
from tests.support.sheet import all_saved
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

JUDGE = "giamkhao@demo.vn"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
# A page that is asked every second may miss one: the sound plays for three to six.
PLAYED = re.compile("0:0[2-6]")


@pytest.fixture(scope="module")
def app(installation):
    return create_app(read({"AWARD_INSTANCE": str(installation.instance)}))


@pytest.fixture(scope="module")
def task(app):
    """A radio work of an open round that is still to be marked, given to the judge of the demo as if nobody had opened it:
    another module may have opened all that there are."""
    with app.app_context(), transaction():
        judge = db.session.scalar(sa.select(Person.id).where(Person.email == JUDGE))
        known = sa.select(Assignment.entry_id).where(Assignment.judge_id == judge)
        found = db.session.scalar(
            sa.select(Assignment)
            .join(Attachment, Attachment.entry_id == Assignment.entry_id)
            .join(StoredFile, StoredFile.id == Attachment.file_id)
            .join(Round, Round.id == Assignment.round_id)
            .where(Round.state == RoundState.OPEN, Assignment.state.in_(LEFT), StoredFile.type_found == "audio/mpeg")
            .where(sa.or_(Assignment.judge_id == judge, Assignment.entry_id.not_in(known)))
            .order_by(Assignment.state != TaskState.PUBLISHED, Assignment.id)
        )
        db.session.execute(sa.delete(ScoreSheet).where(ScoreSheet.assignment_id == found.id))
        found.judge_id, found.state, found.opened_at = judge, TaskState.PUBLISHED, None
        return found.id


@pytest.fixture
def phone(installation, browser_of_the_run, task):
    found = Window(browser_of_the_run, installation.url, **PHONE).sign_in(JUDGE, PASSWORD)
    yield found.open(f"/tasks/{task}").settled()
    found.context.close()


def stored(app, task):
    with app.app_context():
        return db.session.scalar(sa.select(ScoreSheet).where(ScoreSheet.assignment_id == task))


def choose(page, place, mark):
    """Taps a mark of a criterion: one of its buttons, or a round mark beside its field."""
    criterion = page.locator(".criterion").nth(place)
    buttons = criterion.locator(f'.mark-choice:has(input[value="{mark}"]), [data-set="{mark}"]')
    buttons.first.tap()


def test_hears_pins_marks_and_loses_the_line(phone, app, task):
    page, saved = phone.page, phone.page.locator(".saved")
    player = page.locator(".player").first
    player.locator("button[data-play]").tap()
    expect(player.locator("button[data-pin]")).to_contain_text(PLAYED)
    player.locator("button[data-pin]").tap()
    player.locator("[data-pins] input").fill("gió át tiếng")
    all_saved(page, task)
    page.locator(".room-panel").tap()
    expect(page.locator("#sheet")).to_be_visible()
    choose(page, 0, 20)
    choose(page, 1, 15)
    expect(page.locator("#total")).to_have_text("35")
    all_saved(page, task)
    phone.context.set_offline(True)
    choose(page, 2, 10)
    expect(saved).to_contain_text("Chưa lưu")
    phone.context.set_offline(False)
    all_saved(page, task)
    kept = stored(app, task)
    assert sorted(kept.marks.values()) == ["10", "15", "20"]
    assert re.fullmatch(r"0:0[2-6] gió át tiếng", *kept.pins.values())
    page.locator(".sheet-close").tap()
    player.locator("[data-second]").tap()
    assert page.evaluate("document.querySelector('audio').currentTime") >= 2
    expect(page.locator("[data-coverage] span")).not_to_contain_text("nghe 0%")
    with app.app_context():
        assert db.session.scalar(sa.select(Coverage.seen).order_by(Coverage.at.desc()).limit(1)) >= 2


def test_what_could_not_be_sent_outlives_the_page(phone, app, task):
    page, saved = phone.page, phone.page.locator(".saved")
    page.route("**/save", lambda route: route.abort())
    page.locator(".room-panel").tap()
    choose(page, 3, 12)
    page.locator("#sheet textarea[name=remark]").fill("Đề tài mới, giọng đọc tốt")
    expect(saved).to_contain_text("Chưa lưu")
    page.unroute("**/save")
    page.reload()
    all_saved(page, task)
    assert stored(app, task).remark == "Đề tài mới, giọng đọc tốt"


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_wider_than_the_screen_nor_too_small_for_a_finger(phone, width):
    page = phone.page
    page.set_viewport_size({"width": width, "height": 740})
    page.locator(".room-panel").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator(".room button:visible, .room a.btn:visible, .mark-choice:visible, .room select:visible")
    sizes = [(one.text_content(), one.bounding_box()) for one in small.all()]
    assert sizes
    assert [words.strip() for words, box in sizes if min(box["width"], box["height"]) < 43.5] == []
    page.locator("#sheet textarea").last.scroll_into_view_if_needed()
    bar, last = page.locator(".room-bar").bounding_box(), page.locator("#sheet textarea").last.bounding_box()
    assert last["y"] + last["height"] <= bar["y"] + 1
