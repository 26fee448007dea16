"""An author learns on the page where a link is typed whether it answers, without asking; and no link leads inside."""

import re

import pytest
from playwright.sync_api import expect

from award.demo.people import PASSWORD
from tests.support.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.storage]


def test_a_link_into_the_machine_is_refused_while_the_author_looks_on(installation, browser_of_the_run):
    an = Window(browser_of_the_run, installation.url).sign_in("tacgia@demo.vn", PASSWORD)
    an.open("/my-works").follow("/enter").page.get_by_role("radio", name="Báo điện tử").check()
    an.send("/enter").settled()
    draft = re.search(r"/entries/([0-9a-f-]{36})", an.page.url)[1]
    inside = f"{installation.url}/healthz".replace(f":{installation.url.rpartition(':')[2]}", "")
    an.open(f"/entries/{draft}/edit/parts").send("/edit/parts", "[value=stay]", **{"parts-0-url": inside}).settled()
    line = an.page.locator("[data-behaviour=kept-copy]")
    expect(line).to_contain_text("Đang lấy bản sao")
    expect(line).to_contain_text("Đường dẫn không dẫn tới một trang công khai trên internet")
    an.open(f"/entries/{draft}/withdraw").send("/withdraw")
    an.context.close()
