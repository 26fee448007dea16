"""What the worker does with papers: it looks for the QR code on a scan."""

from tempfile import NamedTemporaryFile
from uuid import UUID

from award.db import db, transaction
from award.files import apart
from award.files.queries import stored_file
from award.files.states import FileState
from award.jobs.service import report, task
from award.papers import queries, service
from award.papers.scans import read_address
from award.storage import storage

READING = "award.papers.reading"
BOUNDS = apart.Bounds(seconds=240, cpu_seconds=60, memory=2 * 1024**3)


@task("papers.read_scan")
def read_scan(file_id: str) -> None:
    """Reads the code on a scan and holds it beside its paper; one that a person typed meanwhile stays."""
    file = stored_file(UUID(file_id))
    if file is None or file.state is not FileState.VERIFIED:
        return
    key, size, type_found = file.key, file.size, file.type_found
    db.session.rollback()
    with NamedTemporaryFile(prefix="award-scan-") as copy:
        for chunk in apart.told(storage().read(key), size, report):
            copy.write(chunk)
        copy.flush()
        outcome = apart.run(READING, BOUNDS, copy.name, type_found, progress=report)
    texts = outcome.answer["codes"] if outcome.answer else []
    found = next(filter(None, map(read_address, texts)), None)
    with transaction():
        scan = queries.scan_of_file(UUID(file_id))
        if scan is not None and not scan.typed:
            code, digest = found or (None, "")
            service.hold_beside(queries.paper(scan.paper_id), scan, code, digest)
