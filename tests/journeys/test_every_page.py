"""Every page that anybody can reach is free of what the accessibility rules forbid, in light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from award.demo.people import PASSWORD
from tests.journeys.pages import pages_of, worth_seeing

pytestmark = [pytest.mark.browser, pytest.mark.storage]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
JUDGED = """rules => axe.run(document, rules).then(found => found.violations.map(
    one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
WIDE, NARROW = ({"width": 1280, "height": 900}, "light"), ({"width": 360, "height": 780}, "dark")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LARGE_LETTERS = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture(scope="module")
def pages(installation, app):
    return worth_seeing(pages_of(installation.url, app))


def look(page, sight) -> None:
    size, scheme = sight
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def broken_rules(page) -> list[str]:
    """What the accessibility rules find in the page, wide and light as narrow and dark; the page stays narrow."""
    page.evaluate(Axe().axe_script)
    found = page.evaluate(JUDGED, RULES)
    look(page, NARROW)
    return sorted({*found, *page.evaluate(JUDGED, RULES)})


def wider_than_the_screen(page) -> list[str]:
    """At 360 pixels, with letters as they are and twice as large."""
    plain = page.evaluate(TOO_WIDE)
    page.evaluate(LARGE_LETTERS)
    large = page.evaluate(TOO_WIDE)
    found = [f"{plain} pixels wider than the screen"] if plain > 0 else []
    return found or ([f"{large} pixels wider than the screen with large letters"] if large > 0 else [])


@pytest.mark.parametrize(
    "who", ["public", "tacgia", "daumoi", "thuky", "giamkhao", "chutich", "uyvien", "theodoi", "quantri"]
)
def test_no_page_breaks_the_rules(installation, browser_of_the_run, pages, who):
    faults = []
    context = browser_of_the_run.new_context()
    page = context.new_page()
    if who != "public":
        sign_in(page, installation.url, f"{who}@demo.vn")
    for path, new in pages[who]:
        look(page, WIDE if new else NARROW)
        page.goto(installation.url + path)
        faults += [f"{path}: {fault}" for fault in [*(broken_rules(page) if new else []), *wider_than_the_screen(page)]]
    context.close()
    assert not faults, "\n".join(faults)


def sign_in(page, url: str, email: str) -> None:
    page.goto(f"{url}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn-primary")
    page.wait_for_url(lambda address: "/sign-in" not in address)
