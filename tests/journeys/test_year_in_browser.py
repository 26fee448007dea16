"""One person with a browser can take a work through its whole year: every step is done on a page, by its links, forms,
keys and file chooser, on an installation of its own with its real web server, worker and file store."""

import os
import re
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import bagit
import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from award.config import ROOT
from award.demo import media
from award.editions import copying, reading, writing
from award.editions.states import FileKind
from award.kit import clock
from tests.support.running import running
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

LIBRARY = ROOT / "award/editions/library/binh-dinh-2023.toml"
PASSWORD = "sông Kôn xanh biếc 42"
WORK = "Chi bộ vùng cao “giữ lửa” nghị quyết"
AUTHOR, SECRETARY, CHAIR = "an@example.vn", "dung@example.vn", "hung@example.vn"
JUDGES = {"giang@example.vn": "Võ Giang", "ha@example.vn": "Đặng Thu Hà", "quang@example.vn": "Mai Quang"}
NAMES = {AUTHOR: "Lê Thị An", SECRETARY: "Phạm Thùy Dung", CHAIR: "Bùi Quốc Hùng"}


class Year:
    """The installation, its people at their windows, and what they have come to."""

    def __init__(self, installation, browser, folder: Path):
        self.installation, self.browser, self.folder = installation, browser, folder
        self.edition = this_years()
        self.published_on = self.edition.calendar.window_to - timedelta(days=60)
        self.windows: dict[str, Window] = {}

    def window(self, email: str) -> Window:
        """Somebody's window; the same one whenever they come back."""
        if email not in self.windows:
            self.windows[email] = Window(self.browser, self.installation.url)
        return self.windows[email]

    def at(self, place: str) -> str:
        """An address of the edition."""
        return f"/editions/{self.edition.code}{place}"

    def close(self) -> None:
        for window in self.windows.values():
            window.context.close()


def this_years():
    """The library's edition with its dates moved: works are received until the day after tomorrow."""
    library = reading.read(LIBRARY.read_text(), LIBRARY.name)
    next_one = copying.next_edition(library, year=clock.today().year)
    until = next(one for one in next_one.deadlines if one.code == "entries").shown_at
    return copying.moved_by_days(next_one, (clock.today() - clock.local(until).date()).days + 2)


@pytest.fixture
def year(tmp_path, browser_of_the_run):
    with running(tmp_path / "instance", DEMO_ENTRIES="0") as installation:
        installation.wait_until(installation.is_open)
        found = Year(installation, browser_of_the_run, tmp_path)
        yield found
        found.close()


def test_one_person_with_a_browser_can_take_a_work_through_its_whole_year(year):
    an_administrator_is_made_by_command(year)
    people_register_and_get_their_roles(year)
    the_edition_is_brought_in_and_opened(year)
    judges_are_invited(year)
    the_author_enters_a_work(year)
    the_secretary_screens_with_the_keyboard(year)
    tasks_are_published_and_the_round_opened(year)
    judges_mark_with_the_keyboard(year)
    the_round_is_closed_and_the_ranking_seen(year)
    prizes_are_released_to_the_public(year)
    the_dossier_serves_a_stranger(year)


def an_administrator_is_made_by_command(year):
    command = ["user", "add", "lan@example.vn", "--name", "Đỗ Mai Lan", "--password", PASSWORD, "--admin"]
    environment = os.environ | {"AWARD_INSTANCE": str(year.installation.instance)}
    subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", *command], cwd=ROOT, env=environment, check=True)
    year.lan = year.window("lan@example.vn").sign_in("lan@example.vn", PASSWORD)


def people_register_and_get_their_roles(year):
    day = {"valid_from": "2000-01-01"}
    for kind, name in (("Cơ quan báo chí", "Báo Bình Định"), ("Chi hội", "Chi hội Báo Bình Định")):
        year.lan.open("/organisations").follow("/organisations/new").send(
            "/organisations/new", kind=kind, name=name, **day
        )
    for email, name in NAMES.items():
        window = year.window(email).open("/").follow("/sign-in").follow("/register")
        window.send("/register", full_name=name, email=email, password=PASSWORD, account=True)
        window.sees("quản trị viên đọc được")
        link = link_in_the_letter_to(year, email, "/confirm/")
        window.open(link).send(link, password=PASSWORD)
        expect(window.page.locator(".masthead .menu-name")).to_have_text(name)
    profile = {"pen_names": "Lê An", "outlet_id": "Báo Bình Định", "branch_id": "Chi hội Báo Bình Định"}
    year.window(AUTHOR).open("/profile").send("/profile", **profile)


def link_in_the_letter_to(year, email: str, place: str) -> str:
    """What the administrator reads to somebody over the telephone."""
    year.lan.open("/letters").page.locator("tr", has_text=email).get_by_role("link").first.click()
    link = year.lan.page.locator(f'main a[href*="{place}"]').get_attribute("href")
    return link.removeprefix(year.installation.url)


def the_edition_is_brought_in_and_opened(year):
    file = year.folder / "giai.toml"
    file.write_text(writing.write(year.edition))
    year.lan.open("/editions").follow("/new-edition").send("/new-edition", file=file)
    year.lan.sees(year.edition.title)
    for email, role in ((SECRETARY, "Thư ký"), (CHAIR, "Chủ tịch Hội đồng")):
        give_role(year.lan, NAMES[email], role)
    dung = year.window(SECRETARY).open(year.at(""))
    dung.send("/state", press="button").sees("Đang mở")
    year.window("public").open("/").sees(year.edition.short_title, "header")


def give_role(window, name: str, role: str) -> None:
    window.open("/people").page.get_by_role("link", name=name).click()
    window.page.locator("main form select[name=role]").select_option(label=role)
    with window.page.expect_navigation():
        window.page.locator("main form:has(select[name=role]) button").click()
    window.sees(role, "main table")


def judges_are_invited(year):
    for email, name in JUDGES.items():
        dung = year.window(SECRETARY).open("/people").follow("/people/invite")
        dung.send("/people/invite", full_name=name, email=email)
        link = link_in_the_letter_to(year, email, "/reset/")
        give_role(dung, name, "Giám khảo")
        year.window(email).open(link).send(link, password=PASSWORD)


def the_author_enters_a_work(year):
    an = year.window(AUTHOR).open("/my-works").follow("/enter")
    an.page.get_by_role("radio", name="Báo in").check()
    an.send("/enter")
    an.sees("Tác phẩm")
    an.fill("/edit/work", title=WORK, summary="Một chi bộ vùng cao đưa nghị quyết vào cuộc sống.")
    saved = an.page.locator("[data-autosave]")
    expect(saved).to_contain_text("Đã lưu lúc")
    with an.page.expect_response(lambda answer: answer.url.endswith("/autosave/work")) as saved_by_itself:
        an.fill("/edit/work", genre_id="Phóng sự, phóng sự điều tra", theme_id="Đổi mới phương thức lãnh đạo của Đảng")
    assert saved_by_itself.value.status == 200
    an.page.reload()
    expect(an.page.locator("[name=title]")).to_have_value(WORK)
    on = "[name=act][value=next]"
    an.send("/edit/work", on)
    expect(an.page.locator("[name=authors-0-full_name]")).to_have_value(NAMES[AUTHOR])
    an.send("/edit/authors", on)
    part = {"published_on": f"{year.published_on}", "words": "1500", "outlet_id": "Báo Bình Định"}
    an.send("/edit/parts", on, **{f"parts-0-{name}": value for name, value in part.items()})
    sends_the_pages(year, an)
    an.send("/edit/files", on)
    an.send("/edit/declaration", on, declared=True, statements=True)
    an.send("/submit").sees("BI-001")
    year.entry = re.search(r"/entries/([0-9a-f-]{36})", an.page.url)[1]


def sends_the_pages(year, an):
    made = media.make(FileKind.PDF, media.Subject("browser", WORK, NAMES[AUTHOR], "Báo Bình Định", year.published_on))
    file = year.folder / made.name
    file.write_bytes(made.body)
    box = an.page.locator(".upload").first
    with an.page.expect_file_chooser() as awaited:
        box.locator("input[type=file]").click()
    awaited.value.set_files(file)
    expect(box.locator(".upload-words")).to_contain_text("Đã nhận đủ")
    expect(an.page.locator("#checklist")).not_to_contain_text("Bản chụp trang báo")


def the_secretary_screens_with_the_keyboard(year):
    dung = year.window(SECRETARY).open(year.at("/entries")).follow(f"/entries/{year.entry}/screening").settled()
    dung.page.keyboard.press("3")
    expect(dung.page.locator("[data-key='3']")).to_be_focused()
    dung.page.keyboard.press("2")
    note = dung.page.locator("[name=note]")
    expect(note).to_be_visible()
    tomorrow = clock.today() + timedelta(days=1)
    dung.fill("/decision", note="Xin bản rõ hơn.", answer_by=f"{tomorrow}")
    press_to_go(dung, "[data-key='2']", "Enter")
    an = year.window(AUTHOR).open("/my-works").follow(f"/entries/{year.entry}/edit/work").sees("Xin bản rõ hơn.")
    an.follow("/submit").send("/submit").sees("BI-001")
    dung.open(f"/entries/{year.entry}/screening").settled()
    dung.page.keyboard.press("1")
    press_to_go(dung, "[data-key='1']", "Enter")
    dung.open(year.at("/entries")).sees("Đủ điều kiện", "main tbody")


def press_to_go(window, where: str, key: str) -> None:
    """A key that sends a form."""
    with window.page.expect_navigation():
        window.page.locator(where).first.press(key)


def tasks_are_published_and_the_round_opened(year):
    dung = year.window(SECRETARY).open(year.at("/judging"))
    dung.page.locator("main .sheet h2 a").click()
    dung.follow("/assignment")
    year.round = re.search(r"/rounds/([0-9a-f-]{36})", dung.page.url)[1]
    for name in JUDGES.values():
        dung.send("/seats", person=name, subcommittee="Tiểu ban Báo in, Báo điện tử và Ảnh báo chí")
    dung.send("/propose").send("/publish")
    hung = year.window(CHAIR).open(f"/rounds/{year.round}").send("/open")
    expect(hung.page.locator(f'a[href$="/rounds/{year.round}/ranking"]')).to_have_count(0)


def judges_mark_with_the_keyboard(year):
    criteria = year.edition.rounds[0].criteria
    for email, share in zip(JUDGES, (90, 80, 70), strict=True):
        judge = year.window(email).open("/judging").follow("/queue")
        judge.page.get_by_role("link", name=WORK).click()
        judge.settled().page.locator(f"[data-mark=mark_{criteria[0].code}]").first.focus()
        marks = {one.code: str(int(one.maximum) * share // 100) for one in criteria}
        for mark in marks.values():
            judge.page.keyboard.type(mark)
            judge.page.keyboard.press("Tab")
        total = str(sum(map(int, marks.values())))
        expect(judge.page.locator("#total")).to_have_text(total)
        expect(judge.page.locator(".saved")).to_contain_text("Đã lưu lúc")
        judge.page.reload()
        expect(judge.settled().page.locator("#total")).to_have_text(total)
        press_to_go(judge, ".criterion input", "Enter")
        judge.sees("Đã xác nhận phiếu chấm BI-001")


def the_round_is_closed_and_the_ranking_seen(year):
    hung = year.window(CHAIR).open(f"/rounds/{year.round}").send("/close")
    hung.follow("/ranking").sees("BI-001")


def prizes_are_released_to_the_public(year):
    year.window(SECRETARY).open(year.at("/prizes")).send("/prizes/proposal").sees("Giải A")
    results = f"/e/{year.edition.code}/results"
    public = year.window("public").open(results)
    expect(public.page.locator("main")).not_to_contain_text(WORK)
    year.window(CHAIR).open(year.at("/prizes")).follow("/prizes/release").sees(AUTHOR).send("/prizes/release")
    public.open("/").follow(results).sees(WORK).sees(NAMES[AUTHOR]).sees("Giải A")


def the_dossier_serves_a_stranger(year):
    dung = year.window(SECRETARY).open(year.at("/forwarding")).send("/batches")
    dung.send("/choose", entry=True)
    dung.send("/freeze", letter_number="7")
    package = dung.download("/dossier.zip", year.folder)
    unpacked = year.folder / "unpacked"
    with zipfile.ZipFile(package) as files:
        files.extractall(unpacked)
    (root,) = [declaration.parent for declaration in unpacked.rglob("bagit.txt")]
    assert bagit.Bag(str(root)).validate()
    (table,) = root.rglob("*.xlsx")
    assert any(WORK in row for row in openpyxl.load_workbook(table).active.values)
    (letter,) = root.rglob("*Công văn*.docx")
    assert any("Búa liềm vàng" in paragraph.text for paragraph in docx.Document(letter).paragraphs)
