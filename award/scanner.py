"""The virus scanner: clamd's INSTREAM over a socket. Knows no award."""

import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

SECONDS = 120
# clamd's own bound on one file; of a longer one, which can only be a film, the beginning is scanned.
MOST_BYTES = 2_000_000_000


class ScannerFault(Exception):
    """The scanner could not be asked."""


def scan(url: str, chunks: Iterable[bytes]) -> str | None:
    """The name of what was found in the stream, or None for a clean one (clamd protocol, command zINSTREAM). Of more
    than 2 GB the beginning is scanned.

    `url` is `tcp://host:port` or `unix:///path`. Raises `ScannerFault` when the scanner does not answer.
    """
    try:
        with _connect(url) as connection:
            # A scanner that has had enough answers and hangs up while bytes are still being sent.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(connection, chunks)
            reply = _reply(connection)
    except OSError as error:
        raise ScannerFault(f"{url}: {error}") from error
    verdict = reply.removeprefix("stream: ")
    if verdict == "OK":
        return None
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    if "size limit" in verdict:
        raise ScannerFault(f"{url}: {reply}; raise StreamMaxLength and MaxFileSize in clamd.conf")
    raise ScannerFault(f"{url}: {reply or 'no answer'}")


def _send(connection: socket.socket, chunks: Iterable[bytes]) -> None:
    connection.sendall(b"zINSTREAM\0")
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        if sent > MOST_BYTES:
            break
        # A chunk of no bytes would end the stream.
        if chunk:
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
    connection.sendall(struct.pack("!I", 0))


def _reply(connection: socket.socket) -> str:
    answer = bytearray()
    # Who hangs up on bytes it did not want resets the line behind its answer: what came before is the answer.
    with suppress(ConnectionResetError):
        while received := connection.recv(4096):
            answer += received
    return answer.rstrip(b"\0").decode()


def _connect(url: str) -> socket.socket:
    address = urlsplit(url)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(address.path)
        return connection
    return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
