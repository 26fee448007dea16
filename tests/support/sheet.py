"""A judge's sheet in a browser."""

import re
from uuid import UUID

from playwright.sync_api import Page, expect

SAVED = re.compile(r"Đã lưu lúc \d\d:\d\d")


def all_saved(page: Page, task: UUID) -> None:
    """Waits until nothing waits on the device any more, and the page says so: a save that went while marks were still
    typed is not the last one."""
    page.wait_for_function("key => localStorage.getItem(key) === null", arg=f"sheet:{task}")
    expect(page.locator(".saved")).to_have_text(SAVED)
