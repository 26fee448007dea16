"""The published pages that the demo's works link to: made here, and kept by the same steps as pages of the web, without
a network. Some were changed since, some are gone, some were never to be had."""

from collections.abc import Callable
from functools import partial
from html import escape
from random import Random
from typing import TYPE_CHECKING, Any

from award.db import db
from award.demo import prose
from award.demo.newspaper import HEADINGS
from award.entries.queries import with_people_and_parts
from award.evidence.queries import copies_of
from award.evidence.reading import readable
from award.evidence.tasks import look_at
from award.fetcher import Exchange, Fetched, FetchFault, Reason
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage

ADDRESS = "203.0.113.80"  # of a block for documentation: it belongs to nobody
CHANGED, GONE, NEVER_HAD = 0.14, 0.06, 0.06
FAULT = (404, "Not Found", "<h1>Không tìm thấy bài viết</h1>")


def keep_pages(stage: "Stage") -> None:
    """Looks at every link twice: when the work was entered, and today."""
    for entry in with_people_and_parts(stage.made):
        linked = {part.url: (part.title or entry.title, entry.authors[0].full_name) for part in entry.parts if part.url}
        copies = copies_of(entry.id) if linked else {}
        for url, copy in copies.items():
            now, then = _eyes(url, *linked[url])
            with clock.at(copy.next_look_at):
                look_at(copy.id, then, readable)
            if now is not None:
                _look_today(entry.id, url, now)


def _look_today(entry_id: Any, url: str, fetch: Callable[[str], Fetched]) -> None:
    """The next look is as late as today, so that a worker does not begin by asking for pages that nobody serves."""
    copy = copies_of(entry_id).get(url)
    db.session.rollback()
    if copy is not None and copy.next_look_at is not None:
        look_at(copy.id, fetch, readable)


def _eyes(url: str, title: str, author: str) -> tuple[Callable | None, Callable]:
    """What is seen today (None: nobody looks), and what was seen then."""
    fate = Random(url).random()
    page = partial(_page, title=title, author=author)
    if fate < NEVER_HAD:
        return None, _silent
    if fate < NEVER_HAD + GONE:
        return partial(_answer, status=FAULT), partial(_answer, page=page)
    revised = fate < NEVER_HAD + GONE + CHANGED
    return partial(_answer, page=partial(page, revised=revised)), partial(_answer, page=page)


def _silent(url: str) -> Fetched:
    raise FetchFault(Reason.SILENT, f"{url}: connection refused")


def _answer(url: str, *, page: Callable | None = None, status: tuple = (200, "OK", "")) -> Fetched:
    code, word, instead = status
    body = (page(Random(url)) if page else instead).encode()
    kind, path = "text/html; charset=utf-8", url.partition("://")[2].partition("/")[2]
    head = f"HTTP/1.1 {code} {word}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    request = f"GET /{path} HTTP/1.1\r\nHost: {url.split('/')[2]}\r\nConnection: close\r\n\r\n".encode()
    return Fetched((Exchange(url, ADDRESS, clock.now(), request, head + body),), code, kind, body)


def _page(random: Random, *, title: str, author: str, revised: bool = False) -> str:
    """An article as newspapers' sites serve it; revised, its second paragraph was rewritten and one was added."""
    lead, caption, heading = prose.sentence(random), prose.sentence(random), random.choice(HEADINGS)
    paragraphs = prose.paragraphs(random, 7)
    if revised:
        words = paragraphs[1].split()
        paragraphs[1] = " ".join([*words[:-6], "theo", "số", "liệu", "mới", "cập", "nhật."])
        paragraphs.append(prose.paragraph(random))
    first, rest = ("".join(f"<p>{escape(text)}</p>" for text in part) for part in (paragraphs[:3], paragraphs[3:]))
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f'<nav><a href="/">Trang chủ</a></nav><article><h1>{escape(title)}</h1><p class="sapo">{escape(lead)}</p>{first}'
        f'<figure><img src="1.jpg" alt="Ảnh minh họa"><figcaption>{escape(caption)}</figcaption></figure>'
        f"<h2>{escape(heading)}</h2>{rest}<p>{escape(author.upper())}</p></article><footer>Bản quyền</footer></body></html>"
    )
