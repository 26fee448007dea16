"""What the worker does for an upload that nobody goes on with: joins it where all bytes are here, gives it up after a
term, and frees what lies open in the bucket under its key."""

import uuid
from datetime import datetime, timedelta

from award.db import db, transaction
from award.files import queries
from award.files.models import StoredFile
from award.files.service.ground import IDLE, give_up, tend_later, the_bucket
from award.files.service.sending import Incomplete, finish
from award.files.states import FileState
from award.kit import clock
from award.kit.refusals import Refusal

UPLOAD_TERM = timedelta(days=7)


def tend(file_id: uuid.UUID) -> FileState | None:
    """Looks at one upload and answers the state it brought it to, None where it changed nothing."""
    file = queries.stored_file(file_id)
    if file is None or file.state is not FileState.WAITING or clock.now() - file.touched_at < IDLE:
        return None
    try:
        # A browser that was killed after its last part leaves only this undone.
        return finish(file_id, actor_id=None).state
    except Incomplete:
        pass
    except Refusal as refusal:
        if refusal.status >= 500:
            raise
        return FileState.ABANDONED
    with transaction():
        file = queries.stored_file(file_id)
        if file.state is not FileState.WAITING or clock.now() < term_of(file):
            return None
        give_up(file, actor=None)
    return FileState.ABANDONED


def tend_on(file_id: uuid.UUID) -> None:
    """Has an upload that still waits looked at again: in an hour while somebody sends, else at the end of its term."""
    with transaction():
        file = queries.stored_file(file_id)
        if file is not None and file.state is FileState.WAITING:
            busy = clock.now() - file.touched_at < IDLE
            tend_later(file, None if busy else term_of(file))


def term_of(file: StoredFile) -> datetime:
    """Until when an upload that nobody goes on with is kept: never less than was promised."""
    return max(file.touched_at + UPLOAD_TERM, file.promised_until or file.touched_at)


def free_strays(file_id: uuid.UUID) -> list[str]:
    """Abandons every upload under the file's key but the one that goes on, and answers their ids. It is asked by key,
    since a server may list only the first thousand of all (SeaweedFS does). One that was opened just now may be about to
    be written into the row."""
    file = queries.stored_file(file_id)
    waits = file.state is FileState.WAITING
    key, kept, young = file.key, file.upload_id if waits else None, clock.now() - IDLE
    db.session.rollback()
    with the_bucket() as bucket:
        strays = [
            item.upload_id
            for item in bucket.open_uploads(key)
            if item.upload_id != kept and (item.since < young or not waits)
        ]
        for upload_id in strays:
            bucket.abandon_upload(key, upload_id)
    return strays
