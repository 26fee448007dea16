"""Every page that anybody can reach is free of what the accessibility rules forbid, in light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from award.demo.people import PASSWORD
from tests.journeys.pages import pages_of

pytestmark = [pytest.mark.browser, pytest.mark.storage]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
SIGHTS = ({"width": 1280, "height": 900}, "light"), ({"width": 360, "height": 780}, "dark")


@pytest.fixture(scope="module")
def pages(installation, app):
    return pages_of(installation.url, app)


def faults_of(page, url: str, path: str) -> list[str]:
    page.goto(url + path)
    found = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [
        *(f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found),
        *([f"{path}: {wide} pixels wider than the screen"] if wide > 0 else []),
    ]


@pytest.mark.parametrize(
    "who", ["public", "tacgia", "daumoi", "thuky", "giamkhao", "chutich", "uyvien", "theodoi", "quantri"]
)
def test_no_page_breaks_the_rules(installation, browser_of_the_run, pages, who):
    faults = []
    for size, scheme in SIGHTS:
        context = browser_of_the_run.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        if who != "public":
            sign_in(page, installation.url, f"{who}@demo.vn")
        for path in pages[who]:
            faults += faults_of(page, installation.url, path)
        context.close()
    assert not faults, "\n".join(faults)


def sign_in(page, url: str, email: str) -> None:
    page.goto(f"{url}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn-primary")
    page.wait_for_url(lambda address: "/sign-in" not in address)
