"""The scanner's protocol, and what a finding or a silent scanner does to a file.

A small server here speaks clamd's INSTREAM protocol over a real socket, on every machine; `test_clamd.py` asks a real
one.
"""

import contextlib
import socketserver
import struct
import threading
from dataclasses import replace

import pytest

from award.embedded.ports import HOST, free_port
from award.files import queries, service
from award.files.states import FileState
from award.jobs.service import run_due
from award.scanner import ScannerFault, scan
from tests.files.browser import send
from tests.files.samples import PDF, promise

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """Answers zINSTREAM as clamd does: OK, a name FOUND, or an error when the stream is longer than it takes."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        body = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            body += self.rfile.read(size)
            if len(body) > 5_000_000:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in body else b"stream: OK\0")


@contextlib.contextmanager
def clamd():
    with socketserver.ThreadingTCPServer((HOST, 0), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"tcp://{HOST}:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_clean_stream_an_infected_one_and_one_too_long():
    with clamd() as url:
        assert scan(url, [b"clean", b"", b"bytes"]) is None
        assert scan(url, [b"before", EICAR]) == "Eicar-Test-Signature"
        with pytest.raises(ScannerFault):
            scan(url, (bytes(1_000_000) for _ in range(8)))


def test_a_silent_scanner_is_a_fault():
    with pytest.raises(ScannerFault):
        scan(f"tcp://{HOST}:{free_port()}", [b"x"])


@pytest.fixture
def stored(bucket, cast):
    """Sends a body and answers the file after the worker looked at it with the scanner at `url`."""

    def act(body, url, app, monkeypatch):
        monkeypatch.setitem(app.config, "AWARD", replace(app.config["AWARD"], clamd_url=url))
        file_id = promise(cast, body)
        send(file_id, body)
        service.finish(file_id, actor_id=cast.an.id)
        run_due()
        return queries.stored_file(file_id)

    return act


@pytest.mark.storage
def test_an_infected_file_is_refused_by_name_and_a_clean_one_kept(stored, world, monkeypatch):
    with clamd() as url:
        clean = stored(PDF, url, world, monkeypatch)
        infected = stored(PDF + b"\n%" + EICAR, url, world, monkeypatch)
    assert (clean.state, clean.scanned_at is not None) == (FileState.VERIFIED, True)
    assert infected.state is FileState.REFUSED
    assert infected.refusal_message.values["virus"] == "Eicar-Test-Signature"


@pytest.mark.storage
def test_nothing_is_accepted_unscanned_while_the_scanner_is_silent(stored, world, monkeypatch):
    file = stored(PDF, f"tcp://{HOST}:{free_port()}", world, monkeypatch)
    assert file.state is FileState.STORED
