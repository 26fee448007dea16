"""What the worker does with files."""

from uuid import UUID

from flask import current_app

from award.db import db, transaction
from award.files import examining, queries, service
from award.files.renditions import copies_of, source_of
from award.files.states import FileState
from award.jobs.service import report, task
from award.storage import storage

# With pauses that grow to six hours these last about three days: longer than a bucket or a scanner is ever away.
TRIES = 16


@task("files.verify", tries=TRIES)
def verify(file_id: str) -> None:
    """Reads an arrived file once: digest, type, probe, scanner; then *verified* or *refused*."""
    file = queries.stored_file(UUID(file_id))
    if file is None or file.state is not FileState.STORED:
        return
    key = file.key
    facts = {"name": file.name, "size": file.size, "largest": file.largest, "kinds": file.kinds}
    db.session.rollback()
    examined = examining.examine(
        storage().read(key), clamd_url=current_app.config["AWARD"].clamd_url, progress=report, **facts
    )
    with transaction():
        service.conclude(queries.stored_file(UUID(file_id)), examined)


@task("files.render")
def render(file_id: str) -> None:
    """Makes the light copies of a verified file that has none yet. The bucket is read and written outside of any
    transaction; copies that another worker made meanwhile are kept, and these given back."""
    file = queries.stored_file(UUID(file_id))
    if file is None or not service.wants_renditions(file):
        return
    source = source_of(file)
    db.session.rollback()
    with copies_of(source, storage(), report) as copies:
        put = [service.put_rendition(copy) for copy in copies]
    with transaction():
        service.keep_renditions(queries.stored_file(UUID(file_id)), put)


def make_blind_copy(file_id: UUID, names: list[str]) -> None:
    """Makes the copy of a verified file that tells none of the names, where there is none yet, in place of one that was
    made when not all of them were known. For the worker, outside of any transaction."""
    file = queries.stored_file(file_id)
    if not service.wants_blind_copy(file, names):
        return
    source = source_of(file)
    db.session.rollback()
    with copies_of(source, storage(), report, names) as copies:
        put = [service.put_rendition(copy) for copy in copies]
    with transaction():
        earlier = service.keep_blind_copy(queries.stored_file(file_id), put, names)
    for key in earlier:
        storage().delete(key)


@task("files.discard", tries=TRIES)
def discard(file_id: str) -> None:
    """Frees the bytes of a file that was given up, sent whole or in parts. Only then the row forgets its upload, so that
    the broom finds what was not freed."""
    file = queries.stored_file(UUID(file_id))
    if file is None or file.state is not FileState.ABANDONED:
        return
    key, upload_id = file.key, file.upload_id
    db.session.rollback()
    with transaction():
        service.forget_findings(UUID(file_id))
    if upload_id:
        storage().abandon_upload(key, upload_id)
    service.free_strays(UUID(file_id))
    storage().delete(key)
    with transaction():
        queries.stored_file(UUID(file_id)).upload_id = None


@task("files.tend", tries=TRIES)
def tend(file_id: str) -> None:
    """Looks after an upload that nobody goes on with."""
    service.tend(UUID(file_id))
    service.free_strays(UUID(file_id))
    service.tend_on(UUID(file_id))
