"""A real clamd, with a signature of the suite's own: what it finds is refused by name, wherever it is hidden."""

import io
import socket
import zipfile
from dataclasses import replace
from threading import Event, Thread

import pypdf
import pytest

from award.editions.states import FileKind
from award.files import queries, service
from award.files.states import FileState
from award.jobs.service import run_due
from award.scanner import ScannerFault, scan
from tests.files.browser import send
from tests.files.samples import MADE, PDF, promise
from tests.support.clamd import MARK, NAME, running_clamd

pytestmark = pytest.mark.scanner


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """The address of a clamd of the suite's own."""
    with running_clamd(tmp_path_factory.mktemp("clamd")) as address:
        yield address


def document_with_mark() -> bytes:
    """A Word document with the mark in a packed member."""
    out = io.BytesIO(MADE[FileKind.DOCUMENT].body)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image9.bin", bytes(5000) + MARK)
    return out.getvalue()


def pdf_with_mark() -> bytes:
    """A PDF with the mark in a packed file that it carries."""
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(PDF)), io.BytesIO()
    writer.add_attachment("b.txt", bytes(5000) + MARK)
    for stream in writer._objects:
        if isinstance(stream, pypdf.generic.StreamObject) and MARK in stream.get_data():
            writer._objects[writer._objects.index(stream)] = stream.flate_encode()
    writer.write(out)
    assert MARK not in out.getvalue()
    return out.getvalue()


def test_it_finds_its_mark_and_nothing_else(clamd):
    assert scan(clamd, [b"clean bytes"]) is None
    assert scan(clamd, [b"before ", MARK[:9], MARK[9:], b" after"]) == f"{NAME}.UNOFFICIAL"


def test_a_mark_across_chunks_of_a_long_stream_is_found(clamd):
    chunks = [bytes(1024 * 1024)] * 8 + [MARK] + [bytes(1024 * 1024)] * 2
    assert scan(clamd, iter(chunks)) == f"{NAME}.UNOFFICIAL"


def test_a_stream_longer_than_it_takes_is_a_fault_that_names_the_setting(tmp_path):
    with running_clamd(tmp_path, most_megabytes=1) as address, pytest.raises(ScannerFault, match="StreamMaxLength"):
        scan(address, (bytes(1024 * 1024) for _ in range(8)))


def test_an_answer_is_kept_when_the_scanner_hangs_up_behind_it(tmp_path):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "hasty.socket"))
        listening.listen()
        sent, answered = Event(), Event()

        def hang_up() -> None:
            connection, _ = listening.accept()
            sent.wait(30)
            connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            connection.close()
            answered.set()

        def chunks():
            yield b"bytes that nobody reads"
            sent.set()
            answered.wait(30)

        other = Thread(target=hang_up)
        other.start()
        with pytest.raises(ScannerFault, match="StreamMaxLength"):
            scan(f"unix://{tmp_path}/hasty.socket", chunks())
        other.join()


@pytest.mark.storage
@pytest.mark.parametrize(
    ("kind", "body", "state"),
    [
        (FileKind.PDF, PDF, FileState.VERIFIED),
        (FileKind.DOCUMENT, document_with_mark(), FileState.REFUSED),
        (FileKind.PDF, pdf_with_mark(), FileState.REFUSED),
        (FileKind.IMAGE, MADE[FileKind.IMAGE].body + MARK, FileState.REFUSED),
    ],
    ids=["clean", "in a document", "in a PDF", "behind a picture"],
)
def test_a_file_that_was_sent_is_scanned_and_refused_by_name(
    clamd, bucket, cast, world, monkeypatch, kind, body, state
):
    monkeypatch.setitem(world.config, "AWARD", replace(world.config["AWARD"], clamd_url=clamd))
    file_id = promise(cast, body, kind)
    send(file_id, body)
    service.finish(file_id, actor_id=cast.an.id)
    run_due()
    file = queries.stored_file(file_id)
    assert file.state is state, file.refusal
    assert file.scanned_at
    if state is FileState.REFUSED:
        assert file.refusal_message.values["virus"] == f"{NAME}.UNOFFICIAL"
        assert not queries.rendition_rows(file_id)
