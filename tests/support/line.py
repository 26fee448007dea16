"""A line between a browser and a server that can be cut: a small TCP proxy on loopback."""

import contextlib
import socket
import threading
from collections.abc import Iterator

from award.embedded.ports import HOST


class Line:
    """Passes bytes both ways. `cut_after(n)` breaks the next connections once n bytes went up, each count once, in turn;
    while it is `down` everything is refused; `fall` ends what is open too; `lose` lets requests hang."""

    def __init__(self, host: str, port: int):
        self.target = (host, port)
        self.cuts: list[int] = []
        self.down = False
        self.broken = 0
        self.listener = socket.create_server((HOST, 0))
        self.host, self.port = self.listener.getsockname()
        self.url = f"http://{self.host}:{self.port}"
        self.open: set[socket.socket] = set()
        self.lost: list[bytes] = []
        self.hung: set[socket.socket] = set()
        self.passing: list[threading.Thread] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, *counts: int) -> None:
        """The next connections break after so many bytes sent up."""
        self.cuts = list(counts)

    def cut_now(self) -> None:
        """Every connection that is open breaks."""
        for one in list(self.open):
            _break(one)

    def lose(self, word: bytes, count: int) -> None:
        """The next requests that have the word never arrive, and their connections do not break."""
        self.lost = [word] * count

    def fall(self) -> None:
        """Nothing passes any more, on connections that are open neither."""
        self.down = True
        self.cut_now()

    def close(self) -> None:
        """No further connection is taken, and those that are open end."""
        self.listener.close()
        self.fall()
        for thread in self.passing:
            thread.join(5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                thread = threading.Thread(target=self._pass, args=(client,), daemon=True)
                thread.start()
                self.passing.append(thread)

    def _pass(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            if self.down:
                _break(client)
                return
            with socket.create_connection(self.target) as server:
                self._both_ways(client, server)

    def _both_ways(self, client: socket.socket, server: socket.socket) -> None:
        self.open |= {client, server}
        if self.down:  # It fell while this connection was made.
            _break(client)
        back = threading.Thread(target=self._pump, args=(server, client, None), daemon=True)
        back.start()
        self._pump(client, server, self.cuts.pop(0) if self.cuts else None)
        back.join()
        self.open -= {client, server}

    def _pump(self, source: socket.socket, target: socket.socket, left: int | None) -> None:
        with contextlib.suppress(OSError):
            while body := source.recv(65536 if left is None else min(65536, max(left, 1))):
                if self.lost and body.startswith(b"GET ") and self.lost[-1] in body:
                    self.lost.pop()
                    self.hung.add(source)
                    continue
                target.sendall(body if left is None else body[:left])
                if left is not None and (left := left - len(body)) <= 0:
                    self.broken += 1
                    _break(source)
                    _break(target)
                    return
            if target not in self.hung:
                target.shutdown(socket.SHUT_WR)


def _break(one: socket.socket) -> None:
    """As a lost line does: at once, without a farewell."""
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        one.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def line_to(url: str) -> Iterator[Line]:
    """A line to the server at `url`."""
    host, port = url.removeprefix("http://").split(":")
    line = Line(host, int(port))
    try:
        yield line
    finally:
        line.close()
