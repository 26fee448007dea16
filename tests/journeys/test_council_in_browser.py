"""A council in session: the chair and five members at windows of their own; one has stepped out, one leaves in the middle
of the ballot, and the machine loses its power in the middle of it too."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from award.demo.people import PASSWORD
from tests.support.running import Running, running

pytestmark = [pytest.mark.browser, pytest.mark.storage]

PHONE = {"width": 360, "height": 780}
CHAIR, VOTERS, LEAVING, OUT = "chutich", ("uyvien", "uyvien1", "uyvien2"), "uyvien3", "uyvien4"
CODE = re.compile(r"[a-z2-9]{5}-[a-z2-9]{5}")


@pytest.fixture
def hall(tmp_path, browser_of_the_run):
    with running(tmp_path / "instance", DEMO_ENTRIES="8") as installation:
        installation.wait_until(installation.is_open)
        windows = {}
        for who in (CHAIR, *VOTERS, LEAVING, OUT):
            size = {"width": 1280, "height": 900} if who == CHAIR else PHONE
            windows[who] = browser_of_the_run.new_context(viewport=size).new_page()
            enter(windows[who], installation.url, who)
        yield installation, windows
        for page in windows.values():
            page.context.close()


def enter(page, url, who):
    page.goto(f"{url}/sign-in")
    page.fill("[name=email]", f"{who}@demo.vn")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn-primary")
    page.wait_for_url(lambda address: "/sign-in" not in address)
    page.goto(f"{url}/desk")
    page.get_by_role("link", name="Hội đồng", exact=True).first.click()
    page.get_by_role("link", name="Phiên họp thứ 1").click()


def vote(page, word):
    """Both steps on a phone; answers the code."""
    page.get_by_role("link", name="Bỏ phiếu").click()
    page.get_by_label(word, exact=True).check()
    page.get_by_role("button", name="Xem lại lá phiếu").click()
    shown = CODE.search(page.locator(".paper-code").inner_text())[0]
    page.get_by_role("button", name="Bỏ phiếu").click()
    expect(page.get_by_role("heading", name="Đã bỏ phiếu")).to_be_visible()
    assert CODE.search(page.locator(".paper-code").inner_text())[0] == shown
    page.get_by_role("link", name="Về phiên họp").click()
    expect(page.get_by_text("Đã bỏ phiếu")).to_be_visible()
    return shown


def test_a_session_with_a_member_outside_one_who_leaves_and_a_machine_that_dies(hall):
    installation, windows = hall
    chair = windows[CHAIR]
    title = chair.locator(".question .work-title").inner_text()
    outside = windows[OUT].content()
    assert "Xin tạm rời phòng" in outside
    assert title not in outside
    assert windows[OUT].get_by_role("link", name="Bỏ phiếu").count() == 0

    codes = {vote(windows["uyvien"], "Đồng ý"): "Đồng ý", vote(windows["uyvien1"], "Không đồng ý"): "Không đồng ý"}
    chair.get_by_role("link", name="Điều hành phiên họp").click()
    expect(chair.locator("[data-cast]").first).to_have_text("2")
    again = die_and_rise(installation)
    try:
        goes_on(again, windows, codes)
    finally:
        again.end()


def die_and_rise(installation):
    """Kills everything at once, as a machine without power, and starts it from its data on the same port."""
    installation.die()
    again = Running(installation.instance, PORT=str(installation.port))
    again.wait_until(again.is_open)
    return again


def goes_on(installation, windows, codes):
    """No page is loaded anew by hand: those that follow the session do it themselves once the machine answers again."""
    chair, leaving = windows[CHAIR], windows[LEAVING]
    leaving.get_by_role("button", name="Rời phiên họp").click()
    expect(leaving.get_by_text("Đang được ghi nhận: Về trước")).to_be_visible()
    second = windows["uyvien"].context.new_page()
    second.goto(windows["uyvien"].url)
    expect(second.get_by_text("Đã bỏ phiếu")).to_be_visible()
    second.close()
    codes[vote(windows["uyvien2"], "Đồng ý")] = "Đồng ý"
    expect(chair.locator("[data-cast]").first).to_have_text("3")
    chair.get_by_role("link", name="Trang của thành viên").click()
    codes[vote(chair, "Phiếu trắng")] = "Phiếu trắng"

    chair.get_by_role("link", name="Điều hành phiên họp").click()
    chair.get_by_role("link", name="Kết thúc và kiểm phiếu").click()
    chair.get_by_role("button", name="Kết thúc và kiểm phiếu").click()
    expect(windows["uyvien1"].get_by_text("Không thông qua").first).to_be_visible(timeout=15_000)
    windows["uyvien1"].get_by_role("link", name="Danh sách phiếu công bố").click()
    for code, word in codes.items():
        row = windows["uyvien1"].locator("tr", has_text=code)
        expect(row).to_contain_text(word)
    chair.get_by_role("link", name="Biên bản họp").click()
    expect(chair.get_by_text(re.compile("phát ra 5, thu về 4")).first).to_be_visible()
    expect(chair.get_by_text("về trước").first).to_be_visible()
    assert papers_and_ticks(installation) == {(5, 5), (4, 4)}


def papers_and_ticks(installation):
    """(papers, ticked names) of every ballot, as they are stored."""
    with sqlite3.connect(f"file:{installation.instance / 'award.sqlite3'}?mode=ro", uri=True) as database:
        return set(
            database.execute(
                "SELECT (SELECT count(*) FROM secret_vote v WHERE v.ballot_id = b.id),"
                " (SELECT count(*) FROM ballot_voter p WHERE p.ballot_id = b.id AND p.has_voted) FROM ballot b"
            )
        )
