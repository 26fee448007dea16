"""Kept copies without a site and without the bucket, concluded by the verb."""

from datetime import timedelta

from award.db import db
from award.evidence import service
from award.evidence.models import Capture
from award.evidence.reading import readable
from award.evidence.seeing import Seen
from award.kit import clock
from award.kit.codes import new_id
from tests.evidence.pages import article

URL = "https://bao.example.vn/chi-bo-bam-ray"


def look_at(capture: Capture, html: str | None, fault=None, days: float = 0) -> Capture:
    """One look that saw this page (which is kept), or met a fault."""
    at = clock.now() + timedelta(days=days)
    if fault:
        service.conclude(capture, Seen(at, fault, "HTTP 404", 404), None)
    else:
        text = readable(html.encode(), "text/html")
        seen = Seen(at, None, "", 200, capture.url, "b" * 64, text, b"warc")
        service.conclude(capture, seen, f"evidence/{new_id()}.warc.gz")
    return capture


def kept_copy(entry, url: str = URL, html: str | None = None, position: int = 1) -> Capture:
    """The link stands on a part of the entry, and its page is kept."""
    entry.parts[position - 1].url = url
    capture = service.ask(subject_id=entry.id, edition_id=entry.edition_id, url=url, actor=None)
    look_at(capture, html or article())
    db.session.flush()
    return capture
