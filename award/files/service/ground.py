"""What every verb on a file needs: its row, the bucket, and giving up."""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from award.audit.service import record
from award.files.models import StoredFile
from award.files.sentences import to_json
from award.files.states import FILE, FileState
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import Message, say
from award.kit.refusals import Refusal
from award.storage import Storage, StorageFault, storage

PREFIX = "files/"
SENT_AS = "application/octet-stream"

log = logging.getLogger(__name__)


class Unanswered(Refusal):
    """The bucket does not answer; nothing was changed."""

    status = 503


@dataclass(frozen=True)
class Actor:
    """Who acts, where only the identity is known."""

    id: uuid.UUID


def new_row(*, name: str, size: int, kinds: list[str], largest: int, owner: Any) -> StoredFile:
    """A row *waiting*, not yet stored."""
    file_id = new_id()
    return StoredFile(
        id=file_id,
        key=f"{PREFIX}{file_id}",
        name=name,
        size=size,
        kinds=kinds,
        largest=largest,
        state=FileState.WAITING,
        owner_id=owner.id if owner else None,
        created_at=clock.now(),
        probe={},
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
    enqueue("files.discard", key=f"files.discard:{file.id}", file_id=str(file.id))
