"""What goes wrong at a browser leaves the work as it was, says so in words, and loses nothing that was typed or sent:
an ended session, two tabs, wrong files, a line that is lost."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from award.demo import media
from award.demo.people import PASSWORD
from award.editions.states import FileKind
from award.kit import clock
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

AUTHOR, SECRETARY, JUDGE = "tacgia@demo.vn", "thuky@demo.vn", "giamkhao@demo.vn"
LISTENER = "giamkhao1@demo.vn"


@pytest.fixture
def window(installation, browser_of_the_run):
    """Opens a window for somebody who is signed in."""
    opened = []

    def act(email: str) -> Window:
        opened.append(Window(browser_of_the_run, installation.url))
        return opened[-1].sign_in(email, PASSWORD)

    yield act
    for one in opened:
        one.context.close()


@pytest.fixture(scope="module")
def works_are_received(installation, browser_of_the_run):
    """The demo is past its deadline for works; the secretary moves it, as after a storm."""
    dung = Window(browser_of_the_run, installation.url).sign_in(SECRETARY, PASSWORD)
    dung.open("/editions").page.locator("main tbody a").first.click()
    later = f"{clock.today() + timedelta(days=2)}T17:00"
    dung.follow("/extend").send("/extend", shown_at=later, hard_at=later, reason="Bão lớn trong tỉnh.")
    dung.context.close()


@pytest.fixture
def author(window, works_are_received) -> Window:
    """The author at the first step of a new draft."""
    an = window(AUTHOR).open("/my-works").follow("/enter")
    an.page.get_by_role("radio", name="Báo in").check()
    an.send("/enter").settled()
    yield an
    an.context.set_offline(False)
    draft = re.search(r"/entries/([0-9a-f-]{36})", an.page.url)[1]
    an.open(f"/entries/{draft}/withdraw").send("/withdraw")


def kept(window):
    """The line under a step that says what is saved."""
    return window.page.locator("[data-autosave]")


def test_an_ended_session_brings_the_text_back_and_it_is_sent_after_signing_in_on_that_page(author):
    author.page.route("**/autosave/**", lambda route: route.abort())
    author.fill("/edit/work", title="Gió từ cơ sở", summary="Dòng một.\nDòng hai.")
    author.context.clear_cookies()
    author.send("/edit/work", "[value=stay]").settled()
    author.sees("Nội dung đã nhập vẫn còn")
    page = author.page
    expect(page.get_by_label("Tên tác phẩm")).to_have_value("Gió từ cơ sở")
    expect(page.locator("#kept button").last).to_be_disabled()
    page.fill("#kept-email", AUTHOR)
    page.fill("#kept-password", "không phải mật khẩu")
    page.locator("form[action='/sign-in'] button").click()
    expect(page.locator("[data-part=answer]")).to_be_visible()
    page.fill("#kept-password", PASSWORD)
    page.locator("form[action='/sign-in'] button").click()
    expect(page.locator("[data-part=done]")).to_contain_text("Có thể gửi")
    author.send("/edit/work")
    expect(page.locator("[name=title]")).to_have_value("Gió từ cơ sở")
    expect(page.locator("[name=summary]")).to_have_value("Dòng một.\nDòng hai.")


def test_a_session_that_ended_is_begun_in_another_tab_and_autosave_goes_on(author):
    author.context.clear_cookies()
    author.fill("/edit/work", title="Viết khi phiên đã hết")
    link = kept(author).get_by_role("link")
    expect(link).to_be_visible()
    author.beside().sign_in(AUTHOR, PASSWORD)
    author.fill("/edit/work", title="Viết tiếp")
    expect(kept(author)).to_contain_text("Đã lưu lúc")
    author.page.reload()
    expect(author.page.locator("[name=title]")).to_have_value("Viết tiếp")


def test_two_tabs_on_one_work_show_both_texts_and_lose_neither(author):
    other = author.beside().open(author.page.url).settled()
    other.send("/edit/work", "[value=stay]", title="Nhan đề ở cửa sổ kia").settled()
    author.fill("/edit/work", title="Nhan đề ở cửa sổ này")
    both = author.page.locator("[data-autosave-both]")
    expect(both).to_contain_text("Nhan đề ở cửa sổ kia")
    expect(both).to_contain_text("Nhan đề ở cửa sổ này")
    both.get_by_role("button").first.click()
    expect(kept(author)).to_contain_text("Đã lưu lúc")
    other.page.route("**/autosave/**", lambda route: route.abort())
    other.send("/edit/work", "[value=stay]", title="Nhan đề thứ ba")
    other.sees("Nhan đề ở cửa sổ này").sees("Nhan đề thứ ba")
    expect(other.page.locator("[name=title]")).to_have_value("Nhan đề thứ ba")
    other.send("/edit/work", "[value=stay]")
    expect(author.open(author.page.url).page.locator("[name=title]")).to_have_value("Nhan đề thứ ba")


def test_what_is_typed_while_the_line_is_lost_is_saved_when_it_is_back(author):
    author.context.set_offline(True)
    author.fill("/edit/work", title="Viết trên tàu")
    expect(kept(author)).to_contain_text("Mất kết nối")
    author.context.set_offline(False)
    expect(kept(author)).to_contain_text("Đã lưu lúc")
    author.page.reload()
    expect(author.page.locator("[name=title]")).to_have_value("Viết trên tàu")


def test_wrong_files_are_refused_in_words_and_a_cut_one_goes_on(author, tmp_path):
    page = author.page
    author.open(page.url.replace("/edit/work", "/edit/files")).settled()
    box = page.locator(".upload").first
    words = box.locator(".upload-words")
    store = re.compile(r"https?://[^/]+/.*[?&]X-Amz-Signature=")
    for name, body, said in (
        ("trang báo.exe", b"MZ", "Không nhận"),
        ("rỗng.pdf", b"", "là tệp rỗng"),
        ("rất lớn.pdf", None, "quá lớn"),
        ("thật ra là chữ.pdf", b"day khong phai la PDF" * 40, "không đúng như đuôi tên"),
    ):
        choose(box, tmp_path / name, body)
        expect(words).to_contain_text(said)
        box.locator(".upload-remove").click()
        expect(words).to_have_count(0)
    expect(page.locator("#checklist")).to_contain_text("Bản chụp trang báo")
    cut = []

    def cut_off(route):
        cut.append(route.request.url)
        author.context.set_offline(True)
        route.abort()

    page.route(store, cut_off, times=1)
    made = media.make(FileKind.PDF, media.Subject("cut", "Bài bị ngắt", "Lê Thị An", "Báo Bình Định", clock.today()))
    choose(box, tmp_path / "trang 1.pdf", made.body)
    expect(words).to_contain_text("Mất kết nối")
    author.context.set_offline(False)
    expect(words).to_contain_text("Đã nhận đủ")
    assert cut
    expect(page.locator("#checklist")).not_to_contain_text("Bản chụp trang báo")


def choose(box, path: Path, body: bytes | None) -> None:
    """Chooses a file of the computer; a body of None is sixty megabytes of nothing."""
    if body is None:
        with path.open("wb") as file:
            file.truncate(60_000_000)
    else:
        path.write_bytes(body)
    box.locator("input[type=file]").set_input_files(path)


@pytest.fixture
def judge(window) -> Window:
    """A judge at the sheet of a work that is left to do."""
    giang = window(JUDGE).open("/judging").follow("/queue").follow("?show=left")
    giang.page.locator("main tbody th a").first.click()
    return giang.settled()


def test_two_tabs_on_one_sheet_show_both_marks_and_one_is_chosen(judge):
    other = judge.beside().open(judge.page.url).settled()
    with judge.page.expect_response(lambda answer: answer.url.endswith("/save") and answer.ok):
        judge.page.fill("[name=note]", "Ghi ở cửa sổ này")
    expect(judge.page.locator(".saved")).to_contain_text("Đã lưu lúc")
    other.page.fill("[name=note]", "Ghi ở cửa sổ kia")
    offer = other.page.locator("#score-sheet [role=alert]")
    expect(offer).to_contain_text("Ghi ở cửa sổ này")
    expect(other.page.locator("[name=note]")).to_have_value("Ghi ở cửa sổ kia")
    offer.get_by_role("button").first.click()
    expect(other.page.locator(".saved")).to_contain_text("Đã lưu lúc")
    judge.page.reload()
    expect(judge.page.locator("[name=note]")).to_have_value("Ghi ở cửa sổ kia")


def test_a_session_that_ended_at_a_sheet_is_begun_in_another_tab_and_the_note_is_saved(judge):
    judge.context.clear_cookies()
    judge.page.fill("[name=note]", "Ghi khi phiên đã hết")
    expect(judge.page.locator(".saved").get_by_role("link")).to_be_visible()
    judge.beside().sign_in(JUDGE, PASSWORD)
    judge.page.fill("[name=note]", "Ghi tiếp")
    expect(judge.page.locator(".saved")).to_contain_text("Đã lưu lúc")
    judge.page.reload()
    expect(judge.page.locator("[name=note]")).to_have_value("Ghi tiếp")


def test_a_mark_given_while_the_line_is_lost_is_saved_when_it_is_back(judge):
    first = judge.page.locator("[data-mark]").first
    before = first.input_value()
    judge.context.set_offline(True)
    first.fill("7" if before == "6" else "6")
    expect(judge.page.locator(".saved")).to_contain_text("Chưa lưu")
    judge.context.set_offline(False)
    expect(judge.page.locator(".saved")).to_contain_text("Đã lưu lúc")
    judge.page.reload()
    expect(judge.page.locator("[data-mark]").first).to_have_value("7" if before == "6" else "6")


@pytest.fixture
def listener(window, installation, browser_of_the_run) -> Window:
    """A judge of sound and film, who sets a password by the letter that the administrator reads out."""
    nobody = Window(browser_of_the_run, installation.url)
    nobody.open("/forgotten").send("/forgotten", email=LISTENER)
    lan = window("quantri@demo.vn").open("/letters")
    lan.page.locator("tr", has_text=LISTENER).get_by_role("link").first.click()
    link = lan.page.locator('main a[href*="/reset/"]').get_attribute("href").removeprefix(installation.url)
    yield nobody.open(link).send(link, password=PASSWORD)
    nobody.context.close()


PLAYS = """async (medium) => {
  medium.muted = true;
  await medium.play();
  await new Promise((met) => medium.addEventListener("timeupdate", () => medium.currentTime > 0 && met()));
  return medium.readyState;
}"""


def test_the_judges_room_plays_sound_and_film_and_shows_pages(listener, judge):
    for category, medium in (("Phát thanh", "audio"), ("Truyền hình", "video")):
        listener.open("/judging").follow("/queue")
        listener.page.locator("main tbody tr", has_text=category).first.get_by_role("link").click()
        assert listener.page.locator(medium).first.evaluate(PLAYS) >= 2
    judge.open("/judging").follow("/queue")
    judge.page.locator("main tbody tr", has_text="Báo in").first.get_by_role("link").click()
    # The worker may not have made the light copies of the pages yet: then the PDF itself is shown.
    pages = judge.page.locator("main iframe.work-pages, main img[src*='/files/']").first
    pages.scroll_into_view_if_needed()
    if pages.evaluate("element => element.tagName") == "IMG":
        assert pages.evaluate("image => image.decode().then(() => image.naturalWidth)") > 400
    else:
        assert judge.page.request.get(pages.get_attribute("src")).headers["content-type"] == "application/pdf"
