"""`make screenshots`: pictures of every page that each kind of person can reach, at 360 and 1280 pixels, light and dark."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from award.app import create_app
from award.config import ROOT, read
from award.kit.text import slug
from tests.conftest import chromium
from tests.journeys.conftest import SWITCHES
from tests.journeys.pages import pages_of
from tests.journeys.test_every_page import sign_in
from tests.support.running import running

TARGET = ROOT / "build/screenshots"
SIGHTS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


def main() -> None:
    """Starts an installation with the demo, visits everything, keeps the pictures."""
    shutil.rmtree(TARGET, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "instance", DEMO_ENTRIES="40") as installation:
        installation.wait_until(installation.is_open, seconds=240)
        app = create_app(read({"AWARD_INSTANCE": str(installation.instance)}))
        pages = pages_of(installation.url, app)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
            for who, theirs in pages.items():
                for width, scheme in SIGHTS:
                    take(browser, installation.url, who, [page.path for page in theirs], width, scheme)
    print(f"{sum(map(len, pages.values())) * len(SIGHTS)} pictures in {TARGET.relative_to(ROOT)}")


def take(browser, url: str, who: str, paths: list[str], width: int, scheme: str) -> None:
    """Pictures of one person's pages at one width in one scheme of colours."""
    folder = TARGET / who
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    if who != "public":
        sign_in(page, url, f"{who}@demo.vn")
    for path in paths:
        page.goto(url + path)
        page.screenshot(path=folder / f"{slug(path) or 'home'}-{width}-{scheme}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()
