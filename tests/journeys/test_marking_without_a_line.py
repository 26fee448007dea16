"""A judge takes the works along, loses the line, opens, hears and marks them, and finds the marks on the server when the
line is back; after signing out nothing of it is on the device."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from award.accounts.models import Person
from award.app import create_app
from award.config import SETTINGS_FILE, read, read_file
from award.db import db, transaction
from award.demo.people import PASSWORD
from award.editions.models import Round
from award.editions.states import RoundState
from award.entries.models import Attachment
from award.files.models import StoredFile
from award.judging import queries, service
from award.judging.models import Assignment, ScoreSheet
from award.judging.states import LEFT, TaskState
from tests.support.line import line_to
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

JUDGE = "giamkhao@demo.vn"
OF_DEVICE = """async () => [...(await caches.keys()), ...Object.keys(localStorage)].filter(
  (name) => /^(works|sheet|saved|act|seen|fault)/.test(name))"""
# A page that is asked every second may miss one: the sound plays for three to six.
PLAYED = re.compile("0:0[1-6]")
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
        held = sa.select(Assignment.entry_id).where(Assignment.judge_id == judge)
        may_have = sa.or_(Assignment.judge_id == judge, Assignment.entry_id.not_in(held))
        played = left.where(Assignment.entry_id.in_(sounds), may_have)
        sound = db.session.scalar(played.order_by(Assignment.judge_id != judge, Assignment.id))
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


@pytest.fixture(scope="module")
def line(installation):
    """The line between the device and the server."""
    with line_to(installation.url) as line:
        yield line


@pytest.fixture
def before(installation, line, browser_of_the_run, tasks):
    """The judge, who is about to take the works along. The line stands as a proxy, so that the addresses stay as they are."""
    line.down = False
    storage = read_file(installation.instance / SETTINGS_FILE)["S3_ENDPOINT_URL"].removeprefix("http://")
    proxy = {"server": line.url, "bypass": storage}
    found = Window(browser_of_the_run, installation.url, proxy=proxy).sign_in(JUDGE, PASSWORD)
    found.open(f"/rounds/{tasks[0]}/queue/offline").settled()
    yield found
    found.context.close()


@pytest.fixture
def window(before):
    """The judge, whose works are on the device."""
    take_along(before.page)
    before.page.wait_for_function("navigator.serviceWorker.controller")
    return before


def take_along(page):
    """Takes the works along, and waits until all are here."""
    page.locator("[data-part=keep]").click()
    expect(page.locator("[data-part=progress]")).to_be_hidden()
    expect(page.locator("[data-part=status]")).to_have_text(KEPT)


def line_is_gone(window, line):
    """The device says so to its pages, and nothing passes: a service worker that starts anew can miss what the device says."""
    window.context.set_offline(True)
    line.fall()


def line_is_back(window, line):
    """Waits until the page has told the server what waited."""
    line.down = False
    with window.page.expect_event("console", lambda said: said.text == "synced"):
        window.page.evaluate("addEventListener('works-synced', () => console.log('synced'))")
        window.context.set_offline(False)


def test_what_hangs_while_the_works_are_taken_is_asked_for_again(before, line):
    line.lose(b"/files/", 2)
    take_along(before.page)
    assert not line.lost


def test_works_are_marked_without_a_line(app, window, line, tasks):
    _, (sound, second, third) = tasks
    page, saved = window.page, window.page.locator(".saved")
    line_is_gone(window, line)
    window.open(f"/tasks/{sound}").settled()
    page.locator(".player button[data-play]").first.click()
    expect(page.locator(".player button[data-pin]").first).to_contain_text(PLAYED)
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
    page.wait_for_url("**/queue/offline#without-a-line")
    expect(page.locator("[data-part=line]")).to_be_visible()
    expect(page.locator(f'[data-work="{third}"]')).to_contain_text("chờ có mạng")
    assert sheet_of(app, sound) is None

    line_is_back(window, line)
    expect(page.locator(f'[data-work="{third}"]')).not_to_contain_text("chờ có mạng")
    assert [sheet_of(app, task).version for task in (sound, second, third)] == [1, 1, 2]
    assert sheet_of(app, sound).remark == "Nghe trên tàu"
    assert [state_of(app, task) for task in (second, third)] == [TaskState.OPENED, TaskState.SCORED]

    page.locator(".menu summary").click()
    with page.expect_navigation():
        page.locator('form[action="/sign-out"] button').click()
    assert page.evaluate(OF_DEVICE) == []


def test_what_was_saved_elsewhere_meanwhile_is_shown_beside_what_was_typed_here(app, window, line, tasks):
    round_, (_, task, _) = tasks
    page = window.page
    line_is_gone(window, line)
    window.open(f"/tasks/{task}").settled()
    page.locator("textarea[name=remark]").fill("Nhập khi không có mạng")
    expect(page.locator(".saved")).to_contain_text("Chưa lưu")
    window.open(f"/rounds/{round_}/queue/offline").settled()
    with app.app_context(), transaction():
        held = queries.task(task)
        judge = db.session.get(Person, held.assignment.judge_id)
        service.save_sheet(held, {}, "", "Nhập ở máy khác", version=held.version, actor=judge)
    line_is_back(window, line)
    expect(page.locator(f'[data-work="{task}"]')).to_contain_text("đã lưu cả ở nơi khác")
    window.open(f"/tasks/{task}").settled()
    box = page.locator("#score-sheet .alert")
    expect(box).to_contain_text("Nhập ở máy khác")
    expect(box).to_contain_text("Nhập khi không có mạng")
    box.locator("button").first.click()
    expect(page.locator(".saved")).to_contain_text("Đã lưu lúc")
    assert sheet_of(app, task).remark == "Nhập khi không có mạng"


def test_what_is_no_longer_the_judges_goes_from_the_device(app, window, tasks):
    _, (_, _, task) = tasks
    there = f"async () => Boolean(await caches.match('/tasks/{task}', {{ ignoreVary: true }}))"
    assert window.page.evaluate(there)
    with app.app_context(), transaction():
        held = db.session.get(Assignment, task)
        before, held.state, held.reason = held.state, TaskState.CANCELLED, "Chuyển người khác"
    window.open("/desk")
    window.page.wait_for_function(f"async () => !(await ({there})())")
    with app.app_context(), transaction():
        held = db.session.get(Assignment, task)
        held.state, held.reason = before, None


def test_after_the_closing_instant_nothing_is_opened(window, line, tasks):
    window.page.evaluate("""async () => {
      const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("works:")));
      const about = await (await cache.match("/offline/about")).json();
      await cache.put("/offline/about", new Response(JSON.stringify({ ...about, until: Date.now() })));
    }""")
    line_is_gone(window, line)
    window.open(f"/tasks/{tasks[1][0]}").sees("đã hết hạn", "body")
    assert window.page.evaluate("document.documentElement.lang") == "vi"
    assert not window.page.evaluate("caches.keys()")


def test_somebody_else_who_signs_in_finds_nothing(window):
    window.context.clear_cookies()
    window.sign_in("tacgia@demo.vn", PASSWORD)
    window.page.wait_for_function(f"async () => !(await ({OF_DEVICE})()).length")


def test_signing_out_where_no_script_of_ours_runs_clears_the_device(window):
    window.page.evaluate("document.querySelector('form[action=\"/sign-out\"]').submit()")
    window.page.wait_for_url("**/")
    assert window.page.evaluate(OF_DEVICE) == []
