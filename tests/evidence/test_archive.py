"""The WARC of a fetch is what other readers of web archives take it for."""

import hashlib
import io
from datetime import UTC, datetime

from warcio.archiveiterator import ArchiveIterator

from award.evidence.archive import warc
from award.fetcher import Exchange
from award.kit import clock
from tests.evidence.pages import article
from tests.support.site import answer, open_site, redirect

AT = datetime(2026, 11, 23, 5, 30, 0, 120_000, tzinfo=UTC)


def records(body: bytes) -> list:
    """(type, target, http status, content, headers) of every record; digests are checked by the reader."""
    found = []
    for record in ArchiveIterator(io.BytesIO(body), check_digests="raise"):
        content = record.content_stream().read()
        while record.raw_stream.read(4096):
            """Whatever the content left: digests are compared at the end of the block."""
        assert record.digest_checker.passed
        status = record.http_headers.get_statuscode() if record.rec_type == "response" else None
        found.append(
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), status, content, record.rec_headers)
        )
    return found


def test_every_step_of_a_fetch_is_read_back():
    with open_site() as site, clock.at(AT):
        site.pages |= {"/cu": redirect("/moi"), "/moi": answer(article())}
        fetched = site.fetcher().fetch(f"{site.origin}/cu")
    body = warc(fetched.exchanges, facts={"seedUrl": f"{site.origin}/cu", "textSha256": "ab" * 32})
    read = records(body)
    assert [record[0] for record in read] == ["warcinfo", *["response", "request"] * 2, "metadata"]
    assert [record[1:3] for record in read if record[0] == "response"] == [
        (f"{site.origin}/cu", "302"),
        (f"{site.origin}/moi", "200"),
    ]
    response, request = read[3], read[4]
    assert response[3].decode() == article()
    assert response[4].get_header("WARC-Date") == "2026-11-23T05:30:00.120000Z"
    assert response[4].get_header("WARC-IP-Address") == "127.0.0.1"
    assert request[4].get_header("WARC-Concurrent-To") == response[4].get_header("WARC-Record-ID")
    assert f"seedUrl: {site.origin}/cu\r\n".encode() in read[-1][3]
    assert len({record[4].get_header("WARC-Record-ID") for record in read}) == len(read)


def test_chunked_and_odd_bytes_are_kept_as_they_came_and_made_the_same_twice():
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nx\0\xff\r\n0\r\n\r\n"
    exchange = Exchange("http://bao.example.vn/a", "203.113.131.1", AT, b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n", raw)
    body = warc([exchange], facts={"a": "b\r\nc"})
    assert [record[3] for record in records(body) if record[0] == "response"] == [b"x\0\xff"]
    assert hashlib.sha256(body).digest() == hashlib.sha256(warc([exchange], facts={"a": "b\r\nc"})).digest()
