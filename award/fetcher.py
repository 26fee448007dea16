"""Fetching one page of the public web, once, as evidence: HTTP on a connection of our own. Knows no award.

The address comes from a person, so it may point anywhere. A name is resolved here, once; the connection goes to exactly
the address that was looked at, so an answer of the DNS that changes afterwards changes nothing; every redirect is looked
at anew. What is not a unicast address of the public internet is refused, and so is this machine under whatever address.
(A network of one's own with public addresses cannot be told from the internet; keep such servers behind a firewall.)

One fetch of one page for the author who published it is a visit, not a crawl: robots.txt, which speaks to crawlers, is not
asked. No cookies are sent or kept, no credentials are sent, no proxy of the environment is used.
"""

import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from urllib.parse import quote, urljoin, urlsplit

from flask import current_app

from award.kit import clock

PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_ADDRESS = 2000
CHUNK = 64 * 1024
MOST_TRIED = 4
# Characters that an address may hold as they are; everything else is written in percents.
PLAIN = "/%:@!$&'()*+,;=~-._"

GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Unicast, yet never a public site: 6to4 and its relay, Teredo and other tunnels into IPv4, documentation, the
# special blocks that older tables of Python leave out, and the inner address of a cloud's hosts.
NEVER = [
    ipaddress.ip_network(block)
    for block in (
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
        *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "168.63.129.16/32"),
    )
]

Resolve = Callable[[str, int], list[str]]


class Reason(StrEnum):
    """Why nothing was fetched."""

    ADDRESS = "address"
    INSIDE = "inside"
    NAME = "name"
    SILENT = "silent"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    LARGE = "large"
    CIRCLES = "circles"
    BROKEN = "broken"


class FetchFault(Exception):
    """Nothing was fetched: `reason`, and in the text what exactly happened, for the log."""

    def __init__(self, reason: Reason, detail: str):
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Bounds:
    """How much one fetch may cost: redirects, bytes of one answer (as sent, and again unpacked), seconds in all."""

    redirects: int = 5
    size: int = 8_000_000
    seconds: float = 30


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, byte for byte as they went over the line, with the address that answered."""

    url: str
    address: str
    at: datetime
    request: bytes
    response: bytes


@dataclass(frozen=True)
class Fetched:
    """The answer at the end of the redirects; `body` is unpacked. `exchanges` has every step in order."""

    exchanges: tuple[Exchange, ...]
    status: int
    content_type: str
    body: bytes

    @property
    def final_url(self) -> str:
        return self.exchanges[-1].url


@dataclass(frozen=True)
class _Target:
    """An address taken apart; `host` is ASCII, without the brackets of IPv6."""

    scheme: str
    host: str
    port: int
    path: str

    @cached_property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def is_public(address: str) -> bool:
    """Whether an IP address, as text, is unicast on the public internet."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if found.version == 6 and found not in GLOBAL_UNICAST:
        return False
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    return not any(found in block for block in NEVER if block.version == found.version)


def is_this_machine(address: str) -> bool:
    """Whether packets to the address would stay on this machine; nothing is sent to find out."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            return probe.getsockname()[0] == address
    except OSError:
        return False


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a name, as the machine's resolver gives them; raises `OSError` for a name that has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(place[0] for *_, place in found))


class Fetcher:
    """Fetches pages under the name `agent`. `allowed` are pairs of IP address and port that may be reached although the
    rules forbid it, for a suite's own server; `resolve` and `trusted` (TLS) replace the system's for the same use."""

    def __init__(
        self,
        *,
        agent: str,
        bounds: Bounds | None = None,
        resolve: Resolve = system_resolver,
        allowed: Iterable[tuple[str, int]] = (),
        trusted: ssl.SSLContext | None = None,
    ):
        self.agent, self.bounds, self.resolve = agent, bounds or Bounds(), resolve
        self.allowed, self._trusted = frozenset(allowed), trusted

    def fetch(self, url: str) -> Fetched:
        """The page at the address; an answer such as 404 is an answer. Raises `FetchFault`."""
        until = time.monotonic() + self.bounds.seconds
        exchanges: list[Exchange] = []
        for _ in range(self.bounds.redirects + 1):
            target = self._target(url)
            exchange, answer, body = self._exchange(target, until)
            exchanges.append(exchange)
            onward = answer.getheader("Location")
            if answer.status not in REDIRECTS or not onward:
                return Fetched(tuple(exchanges), answer.status, answer.getheader("Content-Type") or "", body)
            url = _joined(target.url, onward)
        raise FetchFault(Reason.CIRCLES, f"more than {self.bounds.redirects} redirects, the last to {url[:200]}")

    def _target(self, url: str) -> _Target:
        """The address taken apart; raises `FetchFault` for one that no fetch may begin with."""
        try:
            if len(url) > LONGEST_ADDRESS or "\\" in url or any(c.isspace() or not c.isprintable() for c in url):
                raise ValueError("characters or length")
            parts = urlsplit(url)
            host = (parts.hostname or "").encode("idna").decode()
            port = parts.port or PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise FetchFault(Reason.ADDRESS, f"not an address: {error}") from error
        if parts.scheme not in PORTS or not host or "@" in parts.netloc:
            raise FetchFault(Reason.ADDRESS, f"not the address of a page: {url[:200]}")
        if port != PORTS[parts.scheme] and port not in {open_port for _, open_port in self.allowed}:
            raise FetchFault(Reason.ADDRESS, f"port {port}")
        path = quote(parts.path or "/", safe=PLAIN) + (
            f"?{quote(parts.query, safe=PLAIN + '?')}" if parts.query else ""
        )
        return _Target(parts.scheme, host, port, path)

    def _exchange(self, target: _Target, until: float) -> tuple[Exchange, http.client.HTTPResponse, bytes]:
        request = self._request(target)
        at = clock.now()
        with self._connect(target, until) as connection:
            address = connection.getpeername()[0]
            line = _Line(connection, until, self.bounds.size)
            try:
                connection.settimeout(_left(until))
                connection.sendall(request)
                answer = http.client.HTTPResponse(line, method="GET")
                answer.begin()
                if b"\n\r\n" not in line.seen and b"\n\n" not in line.seen:
                    raise http.client.HTTPException("the answer was cut off in its head")
                body = _unpacked(answer, self.bounds.size)
            except TimeoutError as error:
                raise FetchFault(Reason.SLOW, f"{target.host}: {error}") from error
            except (OSError, http.client.HTTPException, zlib.error) as error:
                raise FetchFault(Reason.BROKEN, f"{target.host}: {type(error).__name__}: {error}") from error
        return Exchange(target.url, address, at, request, bytes(line.seen)), answer, body

    def _request(self, target: _Target) -> bytes:
        lines = (
            f"GET {target.path} HTTP/1.1",
            f"Host: {target.authority}",
            f"User-Agent: {self.agent}",
            "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "Accept-Language: vi,en;q=0.5",
            "Accept-Encoding: gzip",
            "Connection: close",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii", "replace")

    def _connect(self, target: _Target, until: float) -> socket.socket:
        """A connection to the first address of the name that may be reached and answers."""
        fault = FetchFault(Reason.INSIDE, f"{target.host} has no address on the public internet")
        for address in self._addresses(target, until)[:MOST_TRIED]:
            if not self._may_reach(address, target.port):
                continue
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(_left(until))
                connection.connect((address, target.port))
                return self._secured(connection, target) if target.scheme == "https" else connection
            except ssl.SSLCertVerificationError as error:
                fault = FetchFault(Reason.CERTIFICATE, f"{target.host}: {error.verify_message}")
            except TimeoutError as error:
                fault = FetchFault(Reason.SLOW, f"{target.host} at {address}: {error}")
            except OSError as error:
                fault = FetchFault(Reason.SILENT, f"{target.host} at {address}: {error}")
            connection.close()
        raise fault

    def _may_reach(self, address: str, port: int) -> bool:
        if (address, port) in self.allowed:
            return True
        return port in PORTS.values() and is_public(address) and not is_this_machine(address)

    def _secured(self, connection: socket.socket, target: _Target) -> ssl.SSLSocket:
        context = self._trusted or ssl.create_default_context()
        return context.wrap_socket(connection, server_hostname=target.host)

    def _addresses(self, target: _Target, until: float) -> list[str]:
        """Asks the resolver beside this thread, since it has no bound of its own."""
        found: list[list[str] | OSError] = []

        def ask() -> None:
            try:
                found.append(self.resolve(target.host, target.port))
            except (OSError, UnicodeError) as error:
                found.append(error if isinstance(error, OSError) else OSError(str(error)))

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(_left(until))
        if not found:
            raise FetchFault(Reason.SLOW, f"the name {target.host} was not found in time")
        if isinstance(found[0], OSError):
            raise FetchFault(Reason.NAME, f"{target.host}: {found[0]}")
        return found[0]


class _Line(io.RawIOBase):
    """What arrives on a connection: each read has only the time and the bytes that are left. `seen` is all of it."""

    def __init__(self, connection: socket.socket, until: float, most: int):
        self.connection, self.until, self.most, self.seen = connection, until, most, bytearray()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        self.connection.settimeout(_left(self.until))
        count = self.connection.recv_into(buffer)
        self.seen += buffer[:count]
        if len(self.seen) > self.most:
            raise FetchFault(Reason.LARGE, f"more than {self.most} bytes")
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What `http.client` asks of a socket."""
        return io.BufferedReader(self, CHUNK)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise FetchFault(Reason.SLOW, "the time is used up")
    return left


def _unpacked(answer: http.client.HTTPResponse, most: int) -> bytes:
    """The body as its author wrote it, never more than `most` bytes, whatever it was packed into."""
    coding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise http.client.HTTPException(f"content coding {coding[:40]} was not asked for")
    if (answer.length or 0) > most:
        raise FetchFault(Reason.LARGE, f"{answer.length} bytes announced")
    unpack = None if coding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    body, empty = bytearray(), True
    while chunk := answer.read(CHUNK):
        empty = False
        body += unpack.decompress(chunk, most + 1 - len(body)) if unpack else chunk
        if len(body) > most:
            raise FetchFault(Reason.LARGE, f"more than {most} bytes unpacked")
    if answer.length or (unpack and not empty and not unpack.eof):
        raise http.client.HTTPException("the answer was cut off")
    return bytes(body)


def _joined(base: str, location: str) -> str:
    """Where a redirect leads; headers are read as Latin-1 although servers write UTF-8 into them."""
    try:
        location = location.encode("latin-1").decode()
    except UnicodeError:
        location = quote(location, safe=PLAIN + "?#")
    try:
        return urljoin(base, location.strip())
    except ValueError as error:
        raise FetchFault(Reason.ADDRESS, f"a redirect to nowhere: {location[:200]}") from error


def fetcher() -> Fetcher:
    """The installation's fetcher."""
    return current_app.extensions["award-fetcher"]
