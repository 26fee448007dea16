"""Every page that each kind of person can reach: found by following links from where they begin."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException

from award.demo.people import ACCOUNTS, PASSWORD
from tests.journeys.shapes import kinds_of
from tests.support.browser import Browser

BEGINNINGS = (
    "/",
    "/desk",
    "/sign-in",
    "/register",
    "/forgotten",
    "/my-works",
    "/judging",
    "/editions",
    "/people",
    "/no-such-page",
)
# A page of a list, or of a filter, is the same page.
SAMPLES = 2
NO_PAGES = frozenset(
    {
        "static",
        "bootstrap.static",
        "entries.file",
        "entries.warc",
        "judging.file",
        "screening.file",
        "screening.export",
        "judging.export",
        "judging.sheet_pdf",
        "judging.sheets_pdf",
        "forwarding.dossier",
        "forwarding.volume",
        "site.work_file",
        "site.work_picture",
        "editions.file",
        "intake.receipt",
        "intake.labels",
        "intake.labels_of_list",
        "intake.template",
    }
)


@dataclass(frozen=True)
class Page:
    """A page that somebody reached: its address, the endpoint behind it, its kinds of elements."""

    path: str
    endpoint: str | None
    kinds: frozenset[int]


def pages_of(url: str, app) -> dict[str, list[Page]]:
    """The pages for each account (and "public"), at most a few for each endpoint."""
    with Browser(url) as stranger:
        found = {"public": _crawl(stranger, app)}
    for account in ACCOUNTS:
        with Browser(url) as person:
            found[account.email.split("@")[0]] = _crawl(person.sign_in(account.email, PASSWORD), app)
    return found


def worth_seeing(pages: dict[str, list[Page]]) -> dict[str, list[tuple[str, bool]]]:
    """For each account the addresses to be opened, and whether anything stands there that no page before had.

    What breaks a rule is a kind of element in its place; a page that has none of its own is opened for its content
    alone: where somebody begins, and elsewhere while few of its endpoint were.
    """
    seen, opened, found = set(), Counter(), {}
    for who, theirs in pages.items():
        found[who] = []
        for page in theirs:
            new = not page.kinds <= seen
            if new or page.path in BEGINNINGS or opened[page.endpoint] < SAMPLES:
                found[who].append((page.path, new))
                opened[page.endpoint] += 1
            seen |= page.kinds
    return found


def endpoint_of(app, path: str) -> str | None:
    """The endpoint behind an address, or None for no page of ours."""
    try:
        return app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")[0]
    except HTTPException:
        return None


def _crawl(browser: Browser, app) -> list[Page]:
    waiting, seen, counts, kept = deque(BEGINNINGS), set(), {}, []
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(app, path)
        plain = urlsplit(path).path
        if plain in seen or endpoint in NO_PAGES or counts.get(endpoint, 0) >= SAMPLES:
            continue
        seen.add(plain)
        status, body = browser.look(path)
        if status in (302, 303):
            waiting.append(body)
            continue
        if status == 404 and path != "/no-such-page":
            if path in BEGINNINGS:
                continue
            raise AssertionError(f"a link leads to {path}, which is not there for this person")
        if "<!doctype html>" not in body:
            continue
        counts[endpoint] = counts.get(endpoint, 0) + 1
        kept.append(Page(path, endpoint, kinds_of(body)))
        waiting.extend(
            unescape(link) for link in re.findall(r'href="(/[^"#]*)', body) if not link.startswith("/static")
        )
    return kept
