"""Somebody who has no mouse: everything is reached with Tab and moved with keys."""

from playwright.sync_api import Locator, Page

MOST_STOPS = 160
MOST_CHOICES = 60
FOCUSED = "element => element === document.activeElement"


class Keys:
    """The keyboard of one page."""

    def __init__(self, page: Page):
        self.page = page

    def reach(self, target: Locator) -> Locator:
        """Tabs on until the target has the focus, and sees that the focus can be seen there."""
        for _ in range(MOST_STOPS):
            if target.evaluate(FOCUSED):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"{target} is not reached in {MOST_STOPS} stops")
        shown = target.evaluate(
            "element => { const s = getComputedStyle(element); return s.outlineStyle + s.boxShadow }"
        )
        assert shown != "nonenone", f"the focus on {target} cannot be seen"
        return target

    def type(self, target: Locator, text: str) -> None:
        """Types in place of what stands in a field."""
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, target: Locator, label: str) -> None:
        """Goes down a list until the label is chosen."""
        self.reach(target)
        self.page.keyboard.press("Home")
        for _ in range(MOST_CHOICES):
            if target.evaluate("list => list.selectedOptions[0]?.label") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"there is no choice “{label}”")

    def pick(self, group: Locator, wanted: Locator) -> None:
        """Goes through a group of radio buttons; the first or the chosen one is its stop."""
        chosen = group.and_(self.page.locator(":checked"))
        self.reach(chosen.first if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(MOST_CHOICES):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the wanted choice is not in the group")

    def tick(self, box: Locator) -> None:
        """Ticks a box."""
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def press(self, button: Locator, key: str = "Enter") -> None:
        """Presses a button or follows a link that leads to another page."""
        self.reach(button)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
