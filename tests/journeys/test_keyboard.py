"""A work of each media type is entered with the keyboard alone: no click, no field filled but by keys."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from award.demo import media
from award.demo.people import PASSWORD
from award.editions.states import FileKind
from tests.support.keys import Keys
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]

# Category of the demo's edition, author, and what its part says besides outlet and day.
WORKS = {
    "Báo in": ("Nguyễn Thị Bàn Phím", {"words": "1450"}),
    "Báo điện tử": ("Trần Văn Gõ Chữ", {"words": "1600", "url": "https://baobinhdinh.example.vn/chi-bo.html"}),
    "Phát thanh": ("Lê Hoàng Tai Nghe", {"minutes": "1"}),
    "Truyền hình": ("Phạm Minh Không Chuột", {"minutes": "1"}),
    "Ảnh báo chí": ("Đỗ Thị Ống Kính", {}),
}
KINDS = [(".mp4", FileKind.VIDEO), (".mp3", FileKind.AUDIO), (".docx", FileKind.DOCUMENT), (".jpg", FileKind.IMAGE)]


@pytest.fixture(scope="module")
def window(installation, browser_of_the_run):
    """The contact of an outlet, who enters for its reporters."""
    found = Window(browser_of_the_run, installation.url).open("/sign-in").settled()
    keys = Keys(found.page)
    keys.type(found.page.locator("[name=email]"), "daumoi@demo.vn")
    keys.type(found.page.locator("[name=password]"), PASSWORD)
    with found.page.expect_navigation():
        found.page.keyboard.press("Enter")
    yield found
    found.context.close()


@pytest.mark.parametrize("category", WORKS)
def test_a_work_of_each_media_type_is_entered_by_keyboard_alone(window, category, tmp_path):
    name, part = WORKS[category]
    page, keys = window.page, Keys(window.page)
    begin(window, keys, category)
    field = lambda name: page.locator(f"main [name='{name}']")  # noqa: E731
    keys.type(field("title"), f"Chi bộ vùng cao “giữ lửa” nghị quyết – {category}")
    keys.choose(field("genre_id"), field("genre_id").locator("option").nth(1).text_content())
    keys.choose(field("theme_id"), "Xây dựng, chỉnh đốn Đảng; bảo vệ nền tảng tư tưởng")
    go_on(window, keys)
    if not field("authors-0-full_name").count():
        keys.press(page.locator("main button[value=add]"))
    keys.type(field("authors-0-full_name"), name)
    go_on(window, keys)
    fill_the_part(window, keys, field, part)
    go_on(window, keys)
    send_the_files(window, keys, category, name, tmp_path)
    go_on(window, keys)
    for box in field("statements").all():
        keys.tick(box)
    keys.tick(field("declared"))
    go_on(window, keys)
    keys.press(page.locator("main form[action$='/submit'] button").first)
    expect(page.locator("main")).to_contain_text("Đã gửi")


def begin(window, keys, category) -> None:
    page = window.open("/my-works").settled().page
    keys.press(page.locator("main a[href*='/enter']").first)
    window.settled()
    group = page.locator("[name=category_id]")
    keys.pick(group, page.get_by_role("radio", name=category))
    keys.press(page.locator("main form[action$='/enter'] button").first)
    window.settled()


def go_on(window, keys) -> None:
    keys.press(window.page.locator("main button[value=next]").first)
    window.settled()


def fill_the_part(window, keys, field, part) -> None:
    outlet = field("parts-0-outlet_id")
    if not outlet.evaluate("list => list.value"):
        keys.choose(outlet, outlet.locator("option").nth(1).text_content())
    day = window_day(window)
    keys.reach(field("parts-0-published_on"))
    # The order of the date's parts is the browser's own, not the page's: this one counts months first.
    window.page.keyboard.type(f"{day:%m%d%Y}")
    expect(field("parts-0-published_on")).to_have_value(day.isoformat())
    for name, value in part.items():
        keys.type(field(f"parts-0-{name}"), value)


def window_day(window) -> date:
    """A day on which a work may have been published: the step says from when."""
    said = window.page.locator("main time").first
    if said.count():
        return date.fromisoformat(said.get_attribute("datetime")[:10]) + timedelta(days=20)
    return date.today() - timedelta(days=120)


def send_the_files(window, keys, category, author, folder) -> None:
    """Each box that needs a file: its button is reached, the space bar opens the choice of files."""
    for number, box in enumerate(window.page.locator(".upload:not(:has(.optional))").all()):
        chooser = box.locator("input[type=file]")
        accepted = chooser.get_attribute("accept")
        kind = next((kind for ending, kind in KINDS if ending in accepted and ".pdf" not in accepted), FileKind.PDF)
        subject = media.Subject(f"{category}{number}", f"Tác phẩm {category}", author, "Báo Bình Định", date.today())
        made = media.make(kind, subject)
        file = folder / made.name
        file.write_bytes(made.body)
        keys.reach(chooser)
        with window.page.expect_file_chooser() as awaited:
            window.page.keyboard.press("Space")
        awaited.value.set_files(file)
        expect(box.locator(".upload-words").first).to_contain_text("Đã nhận đủ")
    captions = window.page.locator("main textarea[name$='-caption']")
    if category == "Ảnh báo chí":
        window.page.reload()
        window.settled()
        for caption in captions.all():
            keys.type(caption, "Đảng viên Vĩnh Sơn gùi cây giống lên rẫy")
