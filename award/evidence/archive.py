"""A fetch as a WARC file (ISO 28500, WARC/1.1): every exchange byte for byte as it went over the line, each record
compressed by itself, as readers of web archives expect."""

import base64
import gzip
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from award.fetcher import Exchange

SOFTWARE = "Giai bao chi press award system"


def warc(exchanges: Sequence[Exchange], *, facts: dict[str, str]) -> bytes:
    """The file: what made it, then request and answer of every step; `facts` are noted on the last answer. The same
    exchanges give the same bytes."""
    records = [gzip.compress(record, mtime=0) for record in _records(exchanges, facts)]
    return b"".join(records)


def _records(exchanges: Sequence[Exchange], facts: dict[str, str]) -> Iterator[bytes]:
    first, last = exchanges[0], exchanges[-1]
    about = {"software": SOFTWARE, "format": "WARC File Format 1.1"}
    yield _record("warcinfo", first.at, _fields(about), "application/warc-fields", {}, seed="")
    for place, exchange in enumerate(exchanges):
        seed = f"{place}/{exchange.url}"
        target = {"WARC-Target-URI": exchange.url, "WARC-IP-Address": exchange.address}
        answer = {"WARC-Concurrent-To": _identity("response", exchange.at, seed)}
        yield _record("response", exchange.at, exchange.response, "application/http; msgtype=response", target, seed)
        yield _record(
            "request", exchange.at, exchange.request, "application/http; msgtype=request", target | answer, seed
        )
    noted = {
        "WARC-Target-URI": last.url,
        "WARC-Refers-To": _identity("response", last.at, f"{len(exchanges) - 1}/{last.url}"),
    }
    yield _record("metadata", last.at, _fields(facts), "application/warc-fields", noted, seed="")


def _record(kind: str, at: datetime, block: bytes, content: str, more: dict[str, str], seed: str) -> bytes:
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": _identity(kind, at, seed),
        "WARC-Date": _instant(at),
        **more,
        "WARC-Block-Digest": f"sha256:{base64.b32encode(hashlib.sha256(block).digest()).decode()}",
        "Content-Type": content,
        "Content-Length": str(len(block)),
    }
    return b"WARC/1.1\r\n" + _fields(head) + b"\r\n" + block + b"\r\n\r\n"


def _fields(values: dict[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in values.items()).encode()


def _identity(kind: str, at: datetime, seed: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind}/{at.isoformat()}/{seed}')}>"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
