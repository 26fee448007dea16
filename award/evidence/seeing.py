"""One look at a page: fetched, read, packed; or why not. Knows neither rows nor the bucket."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from award.config import ROOT
from award.evidence.archive import warc
from award.evidence.states import Fault
from award.evidence.texts import Readable, from_json
from award.fetcher import Fetched, FetchFault
from award.kit import clock

READING_SECONDS = 30
FRONT_PAGES = frozenset({"", "/", "/index.html", "/index.htm", "/index.php"})
GONE = frozenset({404, 410})
DENIED = frozenset({401, 402, 403, 407, 429, 451})

Fetch = Callable[[str], Fetched]
Read = Callable[[bytes, str], Readable]


@dataclass(frozen=True)
class Seen:
    """What a look found: a page with its text and its WARC, or a fault (`detail` says what exactly, for the office)."""

    at: datetime
    fault: Fault | None = None
    detail: str = ""
    status: int | None = None
    final_url: str = ""
    body_sha256: str = ""
    text: Readable = field(default_factory=Readable)
    warc: bytes = b""

    @property
    def warc_sha256(self) -> str:
        return hashlib.sha256(self.warc).hexdigest()


def see(url: str, fetch: Fetch, read: Read) -> Seen:
    """Looks at the page once; never raises for what the site does."""
    at = clock.now()
    try:
        fetched = fetch(url)
    except FetchFault as fault:
        return Seen(at, Fault(fault.reason.value), str(fault))
    fault = fault_of(url, fetched)
    digest = hashlib.sha256(fetched.body).hexdigest()
    if fault:
        return Seen(at, fault, f"HTTP {fetched.status}", fetched.status, fetched.final_url, digest)
    text = read(fetched.body, fetched.content_type)
    facts = {"seedUrl": url, "bodySha256": digest, "textSha256": text.digest}
    packed = warc(fetched.exchanges, facts=facts)
    return Seen(at, None, "", fetched.status, fetched.final_url, digest, text, packed)


def fault_of(url: str, fetched: Fetched) -> Fault | None:
    """What is wrong with an answer; None for a page. A site that has lost a page often leads to its front page."""
    if fetched.status in GONE:
        return Fault.GONE
    if fetched.status in DENIED:
        return Fault.DENIED
    if not 200 <= fetched.status < 300:
        return Fault.FAILING
    asked, found = urlsplit(url), urlsplit(fetched.final_url)
    led_home = found.path in FRONT_PAGES and not found.query
    return Fault.FRONT if led_home and (asked.path not in FRONT_PAGES or asked.query) else None


def read_apart(body: bytes, content_type: str) -> Readable:
    """Reads a page in a process of its own, which has no keys of ours and may not live or grow for ever. A page that
    kills its reader has no text; its WARC is kept all the same."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "award.evidence.reading", content_type[:200].replace("\0", "")],
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            input=body,
            capture_output=True,
            timeout=READING_SECONDS,
        )
        return from_json(json.loads(child.stdout))
    except (subprocess.TimeoutExpired, ValueError):
        return Readable()
