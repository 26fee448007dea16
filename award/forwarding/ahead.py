"""Reading a little ahead: the next pieces come while the last one is hashed and written."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any

# Pieces that wait at most, each of one MiB: the memory that reading ahead costs.
DEPTH = 4
_END = object()


def ahead(read: Callable[[str], Iterable[bytes]], key: str) -> Iterator[bytes]:
    """The pieces of `read(key)`, fetched by a thread of their own. A fault there is raised here; who stops early ends
    the thread."""
    pieces, stop = Queue(DEPTH), Event()
    fetcher = Thread(target=_fetch, args=(read, key, pieces, stop), daemon=True)
    fetcher.start()
    try:
        while (piece := pieces.get()) is not _END:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        stop.set()
        with suppress(Empty):
            pieces.get_nowait()
        fetcher.join()


def _fetch(read: Callable[[str], Iterable[bytes]], key: str, pieces: Queue, stop: Event) -> None:
    try:
        for piece in read(key):
            if not _put(pieces, piece, stop):
                return
        _put(pieces, _END, stop)
    except BaseException as fault:  # handed to the reader, whatever it is
        _put(pieces, fault, stop)


def _put(pieces: Queue, piece: Any, stop: Event) -> bool:
    while not stop.is_set():
        with suppress(Full):
            pieces.put(piece, timeout=0.1)
            return True
    return False
