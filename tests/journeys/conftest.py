"""Journeys: a whole installation with a small demo, and a real Chromium."""

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import chromium
from tests.support.running import running

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    """`make run` with thirty works, for all journeys."""
    with running(tmp_path_factory.mktemp("journeys") / "instance", DEMO_ENTRIES="30") as found:
        found.wait_until(found.is_open)
        yield found


@pytest.fixture(scope="session")
def browser_of_the_run():
    """One Chromium for the run; each test opens its own windows in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
        yield browser
        browser.close()
