"""The acts that are measured, each as one function of a browser and of what is known about the database."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.cast import PASSWORD

MARKS = {"phat-hien": "4", "the-hien": "2.5", "hieu-qua": "1.5"}


@dataclass
class Act:
    """What is done, by whom, against which floor and goal."""

    name: str
    who: str
    floor: str
    goal: float | None
    do: Callable[[Any, dict[str, Any]], object]
    grows: bool = False
    times: int = 100


@dataclass
class Known:
    """What acts remember between their turns."""

    values: dict[str, Any] = field(default_factory=dict)


def sign_in(browser: Any, known: dict[str, Any]) -> None:
    """The form sent with the right password, by a browser that holds the form's page already."""
    browser.get("/sign-in") if "csrf" not in known else None
    browser.post("/sign-in", email="author@bench.vn", password=PASSWORD)


def queue(browser: Any, known: dict[str, Any]) -> None:
    """The judge's queue."""
    browser.get(f"/rounds/{known['round_id']}/queue")


def open_sheet(browser: Any, known: dict[str, Any]) -> None:
    """The work beside its sheet."""
    browser.get(f"/tasks/{known['task_id']}")


def save_mark(browser: Any, known: dict[str, Any]) -> None:
    """A draft saved as the page's script does it."""
    if "version" not in known:
        known["version"] = version_on(browser.get(f"/tasks/{known['task_id']}"))
    marks = {f"mark-{code}": mark for code, mark in MARKS.items()}
    _, answer = browser.post(f"/tasks/{known['task_id']}/save", version=known["version"], note="", remark="", **marks)
    known["version"] = json.loads(answer)["version"]


def ranking(browser: Any, known: dict[str, Any]) -> None:
    """The ranking of a closed round."""
    browser.get(f"/rounds/{known['round_id']}/ranking")


def office_list(browser: Any, known: dict[str, Any]) -> None:
    """The secretary's list, filtered and sorted."""
    browser.get(f"/editions/{known['edition']}/entries?state=eligible&sort=title&search=dang+vien")


def export(browser: Any, known: dict[str, Any]) -> None:
    """All works of a closed round with every judge's marks, as a workbook."""
    browser.get(f"/rounds/{known['round_id']}/marks.xlsx")


def submit(browser: Any, known: dict[str, Any]) -> None:
    """A whole entry: begun, filled in its steps, declared, sent in."""
    known["sent"] = known.get("sent", 0) + 1
    entry = begin(browser, known)
    send(browser, entry)


def begin(browser: Any, known: dict[str, Any]) -> str:
    """A draft that lacks nothing; returns its address."""
    browser.get(f"/editions/{known['edition']}/enter")
    _, address = browser.post(f"/editions/{known['edition']}/enter", expect=(303,), category=known["category"])
    entry = re.search(r"/entries/[0-9a-f-]{36}", address)[0]
    page = browser.get(f"{entry}/edit/work")
    browser.post(
        f"{entry}/edit/work",
        expect=(303,),
        version=version_on(page),
        title=f"Bài {known.get('sent', 0)}",
        summary="Một chi bộ vùng cao",
        genre_id=known["genre_id"],
        theme_id=known["theme_id"],
        language="vi",
    )
    return entry


def send(browser: Any, entry: str) -> None:
    """Declares and sends in."""
    page = browser.get(f"{entry}/edit/declaration")
    browser.post(f"{entry}/edit/declaration", expect=(303,), version=version_on(page), declared="y")
    page = browser.get(f"{entry}/edit/submit")
    browser.post(f"{entry}/submit", expect=(303,), version=version_on(page))


def version_on(page: str) -> str:
    """The edit version that a page's form carries."""
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    return found[1] if found else "0"


ACTS = (
    Act("Sign in", "nobody", "argon2id", None, sign_in, times=40),
    Act("Judge's queue", "judge0@bench.vn", "one row", 12, queue, grows=True),
    Act("Open a sheet", "judge0@bench.vn", "one row", 12, open_sheet, grows=True),
    Act("Save a mark", "judge0@bench.vn", "one write", 8, save_mark, grows=True),
    Act("Office list, filtered and sorted", "secretary@bench.vn", "one row", 12, office_list, grows=True),
    Act("Ranking of a closed round", "chair@bench.vn", "bare ranking", 1.2, ranking, times=40),
    Act("Export of all works with marks", "chair@bench.vn", "bare ranking", None, export, times=5),
    Act("A whole submission", "author@bench.vn", "one write", None, submit, times=20),
)
