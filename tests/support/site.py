"""A web site of the suite's own on loopback: every path has a page, or an act on the bare connection."""

import contextlib
import socket
import socketserver
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from award.fetcher import Bounds, Fetcher

HOST = "bao.example.vn"
# The time only bounds how late a fault is told: a machine that is busy is not a slow site.
SMALL = Bounds(size=200_000, seconds=30)
Act = Callable[[socket.socket], None]


class Site:
    """Pages by path: `site.pages["/a"] = html` or bytes of a whole answer, or a function that gets the connection.
    `asked` has every request as it came."""

    def __init__(self, port: int):
        self.port, self.pages, self.asked = port, {}, []

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def fetcher(self, **options) -> Fetcher:
        """A fetcher that finds this site under its name, and may reach it."""
        known = {"agent": "Tester/1.0", "bounds": SMALL, "resolve": lambda host, port: ["127.0.0.1"]}
        return Fetcher(**{**known, "allowed": {("127.0.0.1", self.port)}, **options})


def answer(body: str | bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer with its length."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return answer("", f"Location: {location}", status=status)


def cut(connection: socket.socket) -> None:
    """The line goes dead with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@contextmanager
def open_site(secured: ssl.SSLContext | None = None) -> Iterator[Site]:
    """The site on a free port, served by threads until the end of the block."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                connection = secured.wrap_socket(self.request, server_side=True) if secured else self.request
                head = _head(connection)
                if head:
                    site.asked.append(head)
                    _serve(site, connection, head.split(b" ")[1].decode())
                connection.close()

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address, daemon_threads, block_on_close = True, True, False

        def handle_error(self, request, client_address) -> None:
            """A client that hung up is no fault of the site."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def _head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head and (chunk := connection.recv(4096)):
        head += chunk
    return head


def _serve(site: Site, connection: socket.socket, path: str) -> None:
    page = site.pages.get(path)
    if callable(page):
        page(connection)
    elif page is None:
        connection.sendall(answer("không có", status="404 Not Found"))
    else:
        connection.sendall(page if isinstance(page, bytes) else answer(page))
