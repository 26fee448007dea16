"""What every verb on a file needs: its row, the bucket, and giving up."""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from award.audit.service import record
from award.db import db, write_intent
from award.files import queries
from award.files.models import StoredFile
from award.files.sentences import to_json
from award.files.states import FILE, FileState
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import Message, say
from award.kit.refusals import Refusal, WrongMoment
from award.storage import Storage, StorageFault, storage

PREFIX = "files/"
SENT_AS = "application/octet-stream"
# Since when nobody has gone on with an upload that the worker looks after.
IDLE = timedelta(hours=1)

log = logging.getLogger(__name__)


class Unanswered(Refusal):
    """The bucket does not answer; nothing was changed."""

    status = 503


@dataclass(frozen=True)
class Actor:
    """Who acts, where only the identity is known."""

    id: uuid.UUID


@dataclass(frozen=True)
class Row:
    """The facts of a file, free of the session."""

    id: uuid.UUID
    key: str
    name: str
    size: int
    largest: int
    state: FileState
    upload_id: str | None
    declared_sha256: str | None


def look_up(file_id: uuid.UUID) -> Row:
    """The facts of a file; leaves no transaction open, so that the bucket may be called."""
    db.session.rollback()
    with write_intent(False):
        file = queries.stored_file(file_id)
        if file is None:
            raise WrongMoment(say("This file was removed."))
        row = Row(**{one.name: getattr(file, one.name) for one in fields(Row)})
        db.session.rollback()
    return row


def new_row(*, name: str, size: int, kinds: list[str], largest: int, owner: Any, **more: Any) -> StoredFile:
    """A row *waiting*, not yet stored."""
    file_id, now = new_id(), clock.now()
    return StoredFile(
        id=file_id,
        key=f"{PREFIX}{file_id}",
        name=name,
        size=size,
        kinds=kinds,
        largest=largest,
        state=FileState.WAITING,
        owner_id=owner.id if owner else None,
        created_at=now,
        touched_at=now,
        probe={},
        **more,
    )


@contextmanager
def the_bucket() -> Iterator[Storage]:
    """The bucket; its silence becomes `Unanswered`."""
    try:
        yield storage()
    except StorageFault as fault:
        log.warning("the bucket does not answer: %s", fault)
        raise Unanswered(
            say("The file store does not answer. What was already sent is kept; go on in a few minutes.")
        ) from fault


def tend_later(file: StoredFile, at: datetime | None = None) -> None:
    """Has the worker look whether the upload goes on: at an instant, usually after an hour."""
    at = at or clock.now() + IDLE
    enqueue("files.tend", key=f"files.tend:{file.id}", run_after=at, file_id=str(file.id))


def check_again(file: StoredFile) -> None:
    """Puts a received file once more before the worker."""
    enqueue("files.verify", key=f"files.verify:{file.id}", file_id=str(file.id))


def give_up(file: StoredFile, *, actor: Any, refusal: Message | None = None) -> None:
    """Marks a file *abandoned*, once, and has the worker free its bytes."""
    if file.state is FileState.ABANDONED:
        return
    before = {"state": file.state}
    file.state = FILE.target("abandon", file.state)
    if refusal:
        file.refusal = to_json(refusal)
    record("file.abandon", file, actor=actor, before=before, after={"state": file.state})
    discard_later(file)


def discard_later(file: StoredFile) -> None:
    """Has the worker free the bytes of a file that was given up."""
    enqueue("files.discard", key=f"files.discard:{file.id}", file_id=str(file.id))
