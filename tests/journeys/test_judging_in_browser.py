"""Judges at a browser of 360, 768 and 1280 pixels: forty works marked by keyboard alone, a line that is cut in the middle
of ten marks, a sheet in two tabs, a session that ends in mid-sheet. What was typed is what the database holds."""

import re
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from award.accounts.models import Person
from award.accounts.states import Role
from award.app import create_app
from award.config import read
from award.db import db, transaction
from award.editions.models import Criterion
from award.editions.states import RoundState
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging.models import Assignment, ScoreSheet
from award.judging.states import TaskState
from award.kit import clock
from tests.support.cast import PASSWORD, grant, person
from tests.support.editions import make_edition, make_entry
from tests.support.keys import Keys
from tests.support.line import line_to
from tests.support.running import running
from tests.support.sheet import all_saved
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

WIDTHS = pytest.mark.parametrize("width", [360, 768, 1280])
WORKS = 40
# Of forty works the judge types a mark, and chooses two among buttons.
CRITERIA = {"phat-hien": 60, "the-hien": 20, "hieu-qua": 20}
WORKS_UNDER_TEN = ["the line", "the tab", "two tabs", "the session", "the session at the end"]
TEN = {f"tieu-chi-{number}": 10 for number in range(1, 11)}


@dataclass
class Jury:
    """An installation with two rounds at work: forty works under three criteria, and works under ten."""

    app: object
    url: str

    def marks_of(self, email: str) -> dict[str, dict[str, str]]:
        """What the database holds of a judge, by the code of the work."""
        statement = (
            sa.select(Entry.code, ScoreSheet.marks)
            .join(Assignment, Assignment.entry_id == Entry.id)
            .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
            .join(Person, Person.id == Assignment.judge_id)
            .where(Person.email == email)
        )
        with self.app.app_context():
            return dict(db.session.execute(statement).all())

    def states_of(self, email: str) -> set[TaskState]:
        statement = sa.select(Assignment.state).join(Person, Person.id == Assignment.judge_id)
        with self.app.app_context():
            return set(db.session.scalars(statement.where(Person.email == email)))

    def sheet(self, task: UUID) -> ScoreSheet | None:
        with self.app.app_context():
            return db.session.scalar(sa.select(ScoreSheet).where(ScoreSheet.assignment_id == task))

    def marks(self, task: UUID) -> list[int]:
        """The marks that the database holds for a work, in the order of the sheet; -1 where none is."""
        stored = self.sheet(task).marks
        return [int(stored.get(code, -1)) for code in TEN]

    def task_under_ten(self, email: str, place: int) -> UUID:
        statement = sa.select(Assignment.id).join(Person, Person.id == Assignment.judge_id)
        with self.app.app_context():
            return db.session.scalar(statement.where(Person.email == email, Assignment.position == place))


@pytest.fixture(scope="module")
def jury(tmp_path_factory):
    folder = tmp_path_factory.mktemp("jury") / "instance"
    with running(folder, DEMO_ENTRIES="0") as found:
        found.wait_until(found.is_open)
        app = create_app(read({"AWARD_INSTANCE": str(folder)}))
        with app.app_context(), transaction():
            author = person("Nguyễn Văn Cường", "cuong@example.vn")
            for code, criteria, works in (("bon-muoi", CRITERIA, WORKS), ("muoi-tieu-chi", TEN, len(WORKS_UNDER_TEN))):
                open_round(code, criteria, works, author)
        yield Jury(app, found.url)
        with app.app_context():
            db.engine.dispose()


def open_round(code: str, criteria: dict[str, int], works: int, author: Person) -> None:
    """An edition with its round open, and for each judge a task on each work; the judges are named after the edition."""
    edition = make_edition(code)
    round_ = edition.rounds[0]
    round_.scale, round_.step, round_.state = Decimal(100), Decimal(1), RoundState.OPEN
    round_.criteria.clear()
    db.session.flush()
    round_.criteria = [
        Criterion(code=name, position=place, name=f"Tiêu chí {place}", maximum=Decimal(most))
        for place, (name, most) in enumerate(criteria.items(), 1)
    ]
    entries = [make_entry(edition, author, f"Chi bộ bám rẫy {n}", EntryState.ELIGIBLE) for n in range(works)]
    for number in (360, 768, 1280):
        judge = person(f"Giám khảo {number}", judge_of(code, number))
        grant(judge, Role.JUDGE, edition)
        give(round_, edition.subcommittees[0], judge, entries)


def judge_of(code: str, number: int) -> str:
    return f"{code}.{number}@example.vn"


def give(round_, subcommittee, judge: Person, entries: list[Entry]) -> None:
    now = clock.now()
    db.session.add_all(
        Assignment(
            round_id=round_.id,
            entry_id=entry.id,
            judge_id=judge.id,
            subcommittee_id=subcommittee.id,
            state=TaskState.PUBLISHED,
            position=place,
            given_at=now,
            published_at=now,
        )
        for place, entry in enumerate(entries, 1)
    )


@pytest.fixture
def window(browser_of_the_run):
    """Opens a window of a width at an address."""
    opened = []

    def at(url: str, width: int) -> Window:
        opened.append(Window(browser_of_the_run, url, viewport={"width": width, "height": 800}))
        return opened[-1]

    yield at
    for one in opened:
        one.context.close()


@WIDTHS
def test_forty_works_are_marked_by_keyboard_alone(jury, window, width):
    email = judge_of("bon-muoi", width)
    giang = window(jury.url, width).open("/sign-in").settled()
    page, keys = giang.page, Keys(giang.page)
    keys.type(page.locator("[name=email]"), email)
    keys.type(page.locator("[name=password]"), PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    giang.open("/judging")
    keys.press(page.locator("main a[href$='/queue']").first)
    keys.press(page.locator("main tbody th a").first)
    typed = {}
    for place in range(WORKS):
        code = page.locator(".room-about").text_content().split("·")[0].strip()
        typed[code] = mark_by_keys(giang, 20 + place, place % 10, 10 + place % 11)
    expect(page).to_have_url(re.compile("/queue$"))
    assert len(typed) == WORKS
    assert jury.marks_of(email) == typed
    assert jury.states_of(email) == {TaskState.SCORED}


def mark_by_keys(giang: Window, *marks: int) -> dict[str, str]:
    """Types the marks from where the page begins, goes from one to the next with Tab, and confirms with Enter."""
    page, keyboard = giang.settled().page, giang.page.keyboard
    for place, mark in enumerate(marks):
        if place:
            keyboard.press("Tab")
        keyboard.type(str(mark))
    expect(page.locator("#total")).to_have_text(str(sum(marks)))
    with page.expect_navigation():
        keyboard.press("Enter")
    return dict(zip(CRITERIA, map(str, marks), strict=True))


@pytest.fixture
def sheet(jury, window):
    """Opens the sheet of ten criteria that a test has for itself, for a judge who is signed in; answers the window and
    the task. `url` is where the browser finds the server."""

    def at(width: int, which: str, url: str = jury.url) -> tuple[Window, UUID]:
        email = judge_of("muoi-tieu-chi", width)
        task = jury.task_under_ten(email, WORKS_UNDER_TEN.index(which) + 1)
        giang = window(url, width).sign_in(email, PASSWORD).open(f"/tasks/{task}")
        return giang.settled(), task

    return at


def type_marks(giang: Window, marks: list[int], onward: bool = False) -> None:
    """Types marks from one criterion to the next; `onward` from the criterion after the one in focus."""
    for place, mark in enumerate(marks):
        if place or onward:
            giang.page.keyboard.press("Tab")
        giang.page.keyboard.type(str(mark))


def saved(giang: Window):
    return expect(giang.page.locator(".saved"))


FIRST, LAST = [7, 6, 9, 8, 5], [4, 9, 3, 8, 6]


@WIDTHS
def test_a_line_that_is_cut_in_the_middle_of_ten_marks_loses_none_of_them(jury, sheet, width):
    with line_to(jury.url) as line:
        giang, task = sheet(width, "the line", line.url)
        type_marks(giang, FIRST)
        all_saved(giang.page, task)
        type_marks(giang, LAST[:2], onward=True)
        line.fall()
        type_marks(giang, LAST[2:], onward=True)
        saved(giang).to_contain_text("Chưa lưu")
        assert jury.marks(task)[:5] == FIRST
        assert jury.marks(task)[7:] == [-1, -1, -1]
        giang.page.keyboard.press("Enter")
        saved(giang).to_contain_text("Chưa lưu")
        expect(giang.page.locator("#total")).to_have_text(str(sum(FIRST + LAST)))
        line.down = False
        all_saved(giang.page, task)
        assert jury.marks(task) == FIRST + LAST
        with giang.page.expect_navigation():
            giang.page.keyboard.press("Enter")
    assert jury.marks(task) == FIRST + LAST
    assert jury.sheet(task).confirmed_at


@WIDTHS
def test_a_page_that_is_lost_with_the_line_has_its_marks_when_it_is_opened_again(jury, sheet, width):
    giang, task = sheet(width, "the tab")
    type_marks(giang, FIRST)
    all_saved(giang.page, task)
    giang.context.set_offline(True)
    type_marks(giang, LAST, onward=True)
    saved(giang).to_contain_text("Chưa lưu")
    again = giang.beside()
    giang.page.close()
    giang.context.set_offline(False)
    assert jury.marks(task) == FIRST + [-1] * 5
    again.open(f"/tasks/{task}").settled()
    expect(again.page.locator("#total")).to_have_text(str(sum(FIRST + LAST)))
    all_saved(again.page, task)
    assert jury.marks(task) == FIRST + LAST


@WIDTHS
def test_two_tabs_on_one_sheet_show_both_marks_and_both_texts(jury, sheet, width):
    here, task = sheet(width, "two tabs")
    there = here.beside().open(f"/tasks/{task}").settled()
    type_marks(here, [7])
    here.page.locator("[name=remark]").fill("Nhân vật có sức thuyết phục")
    all_saved(here.page, task)
    type_marks(there, [4])
    there.page.locator("[name=remark]").fill("Kết còn vội")
    offer = both_are_shown(there, "Nhân vật có sức thuyết phục", "7", "Kết còn vội", "4")
    offer.get_by_role("button").first.click()
    all_saved(there.page, task)
    assert (jury.marks(task)[0], jury.sheet(task).remark) == (4, "Kết còn vội")
    here.page.locator("[name=remark]").fill("Nhân vật hay, kết vội")
    offer = both_are_shown(here, "Nhân vật hay, kết vội", "7", "Kết còn vội", "4")
    offer.get_by_role("button").last.click()
    expect(here.page.locator("[name=remark]")).to_have_value("Kết còn vội")
    expect(here.page.locator("#total")).to_have_text("4")
    here.page.locator("[name=note]").fill("Đọc lại lần nữa")
    all_saved(here.page, task)
    assert (jury.marks(task)[0], jury.sheet(task).note) == (4, "Đọc lại lần nữa")


def both_are_shown(window: Window, *texts: str):
    """The box with what stands in either tab, wholly inside the window."""
    offer = window.page.locator("#score-sheet [role=alert]")
    for text in texts:
        expect(offer.get_by_text(text).first).to_be_visible()
    for button in offer.get_by_role("button").all():
        box, size = button.bounding_box(), window.page.viewport_size
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
    return offer


@WIDTHS
def test_marks_typed_after_the_session_ended_are_sent_once_signed_in_beside(jury, sheet, width):
    giang, task = sheet(width, "the session")
    type_marks(giang, FIRST)
    all_saved(giang.page, task)
    giang.context.clear_cookies()
    type_marks(giang, LAST, onward=True)
    link = giang.page.locator(".saved").get_by_role("link")
    expect(link).to_be_visible()
    assert jury.marks(task) == FIRST + [-1] * 5
    with giang.context.expect_page() as opened:
        link.click()
    sign_in(opened.value, judge_of("muoi-tieu-chi", width))
    # Without a screen no window gets the focus; a judge who comes back to this tab gives it.
    giang.page.evaluate("dispatchEvent(new Event('focus'))")
    all_saved(giang.page, task)
    assert jury.marks(task) == FIRST + LAST


@WIDTHS
def test_a_sheet_confirmed_after_the_session_ended_comes_back_and_is_confirmed_after_signing_in(jury, sheet, width):
    giang, task = sheet(width, "the session at the end")
    page = giang.page
    page.route("**/save", lambda route: route.abort())
    giang.context.clear_cookies()
    type_marks(giang, FIRST + LAST)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    giang.settled().sees("Nội dung đã nhập vẫn còn")
    assert jury.sheet(task) is None
    page.fill("#kept-email", judge_of("muoi-tieu-chi", width))
    page.fill("#kept-password", PASSWORD)
    page.locator("form[action='/sign-in'] button").click()
    expect(page.locator("[data-part=done]")).to_contain_text("Có thể gửi")
    with page.expect_navigation():
        page.locator("#kept button").last.click()
    assert jury.marks(task) == FIRST + LAST
    assert jury.sheet(task).confirmed_at


def sign_in(page, email: str) -> None:
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("form[action^='/sign-in'] button").first.click()
