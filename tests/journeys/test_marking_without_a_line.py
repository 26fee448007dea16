"""A judge takes the works along, loses the line, opens, hears and marks them, and finds the marks on the server when the
line is back; after signing out nothing of it is on the device."""

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
from award.judging.models import Assignment, ScoreSheet
from award.judging.states import LEFT, TaskState
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

JUDGE = "giamkhao@demo.vn"
OF_DEVICE = """async () => [...(await caches.keys()), ...Object.keys(localStorage)].filter(
  (name) => /^(works|sheet|saved|act|seen|fault)/.test(name))"""
KEPT = re.compile(r"tác phẩm đã lưu trên thiết bị này")


@pytest.fixture(scope="module")
def app(installation):
    return create_app(read({"AWARD_INSTANCE": str(installation.instance)}))


@pytest.fixture(scope="module")
def tasks(app):
    """Three works that nobody has marked, the first one a sound, the only ones left to the judge in the open round."""
    with app.app_context(), transaction():
        judge = db.session.scalar(sa.select(Person.id).where(Person.email == JUDGE))
        sounds = (
            sa.select(Attachment.entry_id)
            .join(StoredFile, StoredFile.id == Attachment.file_id)
            .where(StoredFile.type_found == "audio/mpeg")
        )
        left = (
            sa.select(Assignment)
            .join(Round, Round.id == Assignment.round_id)
            .where(Round.state == RoundState.OPEN, Assignment.state.in_(LEFT))
        )
        sound = db.session.scalar(left.where(Assignment.entry_id.in_(sounds)).order_by(Assignment.id))
        sound.judge_id = judge
        mine = left.where(Assignment.judge_id == judge, Assignment.id != sound.id).order_by(Assignment.id)
        chosen = [sound, *db.session.scalars(mine.limit(2))]
        db.session.execute(sa.delete(ScoreSheet).where(ScoreSheet.assignment_id.in_([one.id for one in chosen])))
        return sound.round_id, [one.id for one in chosen]


def sheet_of(app, task):
    with app.app_context():
        return db.session.scalar(sa.select(ScoreSheet).where(ScoreSheet.assignment_id == task))


def state_of(app, task):
    with app.app_context():
        return db.session.scalar(sa.select(Assignment.state).where(Assignment.id == task))


def mark_all(page):
    """A mark for every criterion, by touch or by typing."""
    for criterion in page.locator(".criterion").all():
        quick = criterion.locator("[data-set]:not([data-set='0'])")
        (quick.first if quick.count() else criterion.locator(".mark-choice").last).click()


def test_works_are_marked_without_a_line(app, installation, browser_of_the_run, tasks):
    round_, (sound, second, third) = tasks
    window = Window(browser_of_the_run, installation.url).sign_in(JUDGE, PASSWORD)
    page, saved = window.page, window.page.locator(".saved")
    window.open(f"/rounds/{round_}/queue/offline").settled()
    page.locator("[data-part=keep]").click()
    expect(page.locator("[data-part=status]")).to_have_text(KEPT, timeout=60_000)
    page.wait_for_function("navigator.serviceWorker.controller")

    window.context.set_offline(True)
    window.open(f"/tasks/{sound}").settled()
    page.locator(".player button[data-play]").first.click()
    expect(page.locator(".player button[data-pin]").first).to_contain_text("0:01")
    page.locator("audio").first.evaluate("one => { one.pause(); one.currentTime = one.duration - 1 }")
    page.wait_for_function("document.querySelector('audio').currentTime > 1")
    mark_all(page)
    page.locator("textarea[name=remark]").fill("Nghe trên tàu")
    expect(saved).to_contain_text("Chưa lưu")
    page.reload()
    window.settled()
    expect(page.locator("textarea[name=remark]")).to_have_value("Nghe trên tàu")
    for task in (second, third):
        window.open(f"/tasks/{task}").settled()
        mark_all(page)
        expect(saved).to_contain_text("Chưa lưu")
    page.locator("#confirm").click()
    page.wait_for_url(lambda url: str(third) not in url)
    window.open("/judging")
    page.wait_for_url("**/queue/offline")
    expect(page.locator(f'[data-work="{third}"]')).to_contain_text("chờ có mạng")
    assert sheet_of(app, sound) is None

    with page.expect_event("console", lambda said: said.text == "synced"):
        page.evaluate("addEventListener('works-synced', () => console.log('synced'))")
        window.context.set_offline(False)
    expect(page.locator(f'[data-work="{third}"]')).not_to_contain_text("chờ có mạng")
    assert [sheet_of(app, task).version for task in (sound, second, third)] == [1, 1, 2]
    assert sheet_of(app, sound).remark == "Nghe trên tàu"
    assert [state_of(app, task) for task in (second, third)] == [TaskState.OPENED, TaskState.SCORED]

    page.locator(".menu summary").click()
    with page.expect_navigation():
        page.locator('form[action="/sign-out"] button').click()
    assert page.evaluate(OF_DEVICE) == []
    window.context.close()
