"""The acts that are measured, each as one function of a browser and of what is known about the database."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.support.browser import Browser
from tests.support.cast import PASSWORD
from tests.support.visitor import Form, forms_on

PAGES_GOAL, WRITES_GOAL, RANKING_GOAL, GROWTH_GOAL = 12, 8, 1.2, 1.2
ROW, WRITE, RANKING, ARGON = "one row", "one write", "bare ranking", "one argon2id"
# As many rows as the act must write, in one transaction.
ROWS = "its rows"


@dataclass(frozen=True)
class Act:
    """What is done, by whom (None: nobody yet), against which floor and with which goal; `floor` counts how often each
    of the floors stands against one act, `rows` says by which name it is known how many rows the act must write."""

    name: str
    who: str | None
    floor: dict[str, int]
    do: Callable[[Browser, dict[str, Any]], object]
    goal: float | None = None
    growth_goal: float | None = GROWTH_GOAL
    times: int = 40
    rows: str = ""


def sign_in(browser: Browser, known: dict[str, Any]) -> None:
    """The form sent with the right password."""
    browser.cookies.pop("remember_token", None)
    if not browser.token:
        browser.get("/sign-in")
    browser.post("/sign-in", expect=(303,), email="writer1@bench.vn", password=PASSWORD)


def queue(browser: Browser, known: dict[str, Any]) -> None:
    """The judge's queue."""
    browser.get(f"/rounds/{known['open_round']}/queue")


def open_sheet(browser: Browser, known: dict[str, Any]) -> None:
    """The work beside its sheet."""
    browser.get(f"/tasks/{known['task']}")


def save_mark(browser: Browser, known: dict[str, Any]) -> None:
    """A mark changed and saved, as the page's script does it."""
    typed = known.get("typed") or dict(_form(browser.get(f"/tasks/{known['task']}"), f"/tasks/{known['task']}").values)
    typed["mark_phat-hien"] = "3.5" if typed.get("mark_phat-hien") == "4" else "4"
    typed.pop("csrf_token", None)
    _, answer = browser.post(f"/tasks/{known['task']}/save", expect=(200,), **typed)
    known["typed"] = typed | {"version": str(json.loads(answer)["version"])}


def ranking(browser: Browser, known: dict[str, Any]) -> None:
    """The ranking of a closed round."""
    browser.get(f"/rounds/{known['closed_round']}/ranking")


def office_list(browser: Browser, known: dict[str, Any]) -> None:
    """The secretary's list, filtered by state and sorted by title."""
    browser.get(f"/editions/{known['edition']}/entries?state=eligible&order=title")


def search(browser: Browser, known: dict[str, Any]) -> None:
    """The secretary's list, searched without diacritics."""
    browser.get(f"/editions/{known['edition']}/entries?q=dang+vien&order=title")


def export(browser: Browser, known: dict[str, Any]) -> None:
    """All works of a closed round with every judge's marks, as a workbook."""
    browser.get(f"/rounds/{known['closed_round']}/marks.xlsx")


def submit(browser: Browser, known: dict[str, Any]) -> str:
    """A whole work: begun, filled in step by step, declared, sent in, its receipt looked at; answers its code."""
    known["sent"] = known.get("sent", 0) + 1
    page = browser.get(f"/editions/{known['edition']}/enter")
    address = _send(browser, page, f"/editions/{known['edition']}/enter", category_id=known["category"])
    entry = re.search(r"/entries/[0-9a-f-]{36}", address)[0]
    typed = {
        "work": {"title": f"Bài {known['sent']}", "genre_id": known["genre"], "theme_id": known["theme"]},
        "authors": {},
        "parts": {"parts-0-published_on": known["published"]},
        "files": {},
        "declaration": {"declared": "y"},
    }
    for step, values in typed.items():
        _send(browser, browser.get(f"{entry}/edit/{step}"), f"{entry}/edit/{step}", **values)
    _send(browser, browser.get(f"{entry}/submit"), f"{entry}/submit")
    return re.search(r"\bBI-\d+", browser.get(f"{entry}/receipt"))[0]


SUBMISSION = {ROW: 8, WRITE: 7}


def _form(page: str, action: str) -> Form:
    found = [form for form in forms_on(page) if form.method == "post" and urlsplit(form.action).path == action]
    if not found:
        raise RuntimeError(f"no form for {action} on the page")
    return found[0]


def _send(browser: Browser, page: str, action: str, **typed: str) -> str:
    """Sends the page's form with what is typed into it; answers where it leads."""
    fields: dict[str, list[str]] = {}
    for name, value in _form(page, action).values:
        if name != "csrf_token":
            fields.setdefault(name, []).append(value)
    _, address = browser.post(action, expect=(303,), **(fields | typed))
    return address


ACTS = (
    Act("Sign in", None, {ARGON: 1}, sign_in, times=20),
    Act("Judge's queue", "judge", {ROW: 1}, queue, PAGES_GOAL),
    Act("Open a sheet", "judge", {ROW: 1}, open_sheet, PAGES_GOAL),
    Act("Save a mark", "judge", {WRITE: 1}, save_mark, WRITES_GOAL),
    Act("Ranking of a closed round", "chair", {RANKING: 1}, ranking, RANKING_GOAL, times=20),
    Act("Office list, filtered and sorted", "secretary", {ROW: 1}, office_list, PAGES_GOAL),
    Act("Office list, searched", "secretary", {ROW: 1}, search, None, None),
    Act("A whole submission, 8 pages and 7 writes", "writer", SUBMISSION, submit, WRITES_GOAL, times=10),
    Act("Export of all works with marks", "chair", {RANKING: 1}, export, None, None, times=5),
)
