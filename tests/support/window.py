"""Somebody at a browser with script: a window of their own, moved as a person does, by links and by forms."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

# Long, since they only bound how late a fault is told: a machine that is busy is not a fault.
WAIT = 120_000
NAVIGATION = 120_000
expect.set_options(timeout=WAIT)
# A module asked for again resolves when the first asking has.
BEHAVIOURS = """Promise.all([...document.querySelectorAll("[data-behaviour]")]
  .flatMap((element) => element.dataset.behaviour.split(" "))
  .map((name) => import(`/static/js/${name}.js`))).then(() => null)"""


class Window:
    """One person's browser: a context of its own, so nobody else's cookies or drafts."""

    def __init__(self, browser: Browser, url: str, **options: Any):
        self.url = url
        self.context = browser.new_context(base_url=url, locale="vi-VN", accept_downloads=True, **options)
        self.context.set_default_timeout(WAIT)
        self.context.set_default_navigation_timeout(NAVIGATION)
        self.page = self._tab()

    def _tab(self) -> Page:
        """A page that hands over the choice of files from its first moment on: one that begins to only when it is
        waited for can miss a choice that was opened at once."""
        page = self.context.new_page()
        page.on("filechooser", lambda chooser: None)
        return page

    def beside(self) -> "Window":
        """A second tab of the same person."""
        other = object.__new__(Window)
        other.url, other.context = self.url, self.context
        other.page = other._tab()
        return other

    def open(self, path: str) -> "Window":
        """Types an address."""
        self.page.goto(path)
        return self

    def follow(self, ending: str) -> "Window":
        """Clicks the first link in sight whose address ends so, wherever on the page it is."""
        with self.page.expect_navigation():
            self.page.locator(f'a[href$="{ending}"]:visible').first.click()
        return self

    def form(self, action: str) -> Locator:
        """The form that posts to an address that ends so."""
        return self.page.locator(f'form[method=post]:is([action$="{action}"], [action*="{action}?"])').first

    def fill(self, action: str, **typed: Any) -> Locator:
        """Fills a form by the names of its fields; of a list the label in sight is chosen."""
        form = self.form(action)
        for name, value in typed.items():
            fill_in(form, name, value)
        return form

    def send(self, action: str, press: str = "button", **typed: Any) -> "Window":
        """Fills a form and presses its button."""
        button = self.fill(action, **typed).locator(f"{press}:not(.visually-hidden)").first
        with self.page.expect_navigation():
            button.click()
        return self

    def sign_in(self, email: str, password: str) -> "Window":
        """Through the form."""
        return self.open("/sign-in").send("/sign-in", email=email, password=password)

    def settled(self) -> "Window":
        """Waits until the page's scripts have come, so that a key finds them."""
        self.page.evaluate(BEHAVIOURS)
        return self

    def sees(self, text: str, place: str = "main") -> "Window":
        """Waits until the text is to be read."""
        expect(self.page.locator(place).first).to_contain_text(text, timeout=NAVIGATION)
        return self

    def download(self, ending: str, folder: Path) -> Path:
        """What the browser keeps when a link is clicked."""
        with self.page.expect_download() as awaited:
            self.page.locator(f'a[href$="{ending}"]').first.click()
        target = folder / awaited.value.suggested_filename
        awaited.value.save_as(target)
        return target


def fill_in(form: Locator, name: str, value: Any) -> None:
    """Fills the field `name` as its kind asks."""
    fields = form.locator(f'[name="{name}"]')
    kind = fields.first.evaluate("field => field.type")
    if kind == "select-one":
        fields.select_option(label=value)
    elif kind == "radio":
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        chosen = form.locator(f'[name="{name}"][value="{value}"]') if isinstance(value, str) else fields.first
        chosen.set_checked(bool(value))
    elif kind == "file":
        fields.set_input_files(value)
    else:
        fields.first.fill(value)
