"""Sending a file: promised, sent in parts straight to the bucket, joined.

`begin` runs in the caller's transaction. `open_upload` and `finish` call the
bucket, so they run outside one and open short transactions of their own: row, then bucket, then row.
"""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from award.audit.service import record
from award.db import db, transaction, write_intent
from award.files import checks, queries
from award.files.models import StoredFile
from award.files.names import kept_name
from award.files.parts import part_size, part_sizes
from award.files.service.ground import SENT_AS, Actor, check_again, give_up, new_row, the_bucket
from award.files.states import FILE, FileState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.storage import Gone, Storage

# How many addresses one answer carries; a script asks again for the rest.
MOST_ADDRESSES = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PartPlan:
    """One part that is still to be sent: bytes `start` up to `start + size` of the file, PUT to `url`."""

    number: int
    start: int
    size: int
    url: str


@dataclass(frozen=True)
class UploadPlan:
    """How to go on with an upload. `there` counts the bytes that arrived, `missing` the parts that did not; `parts`
    holds the next of those."""

    file_id: uuid.UUID
    size: int
    part_size: int
    there: int
    missing: int
    parts: list[PartPlan]


@dataclass(frozen=True)
class _Row:
    """The facts of a file, free of the session."""

    id: uuid.UUID
    key: str
    name: str
    size: int
    largest: int
    state: FileState
    upload_id: str | None


def begin(*, name: str, size: int, kinds: Iterable[str], largest: int, owner: Any) -> StoredFile:
    """Takes the promise of a file: a row *waiting*. Raises `Refusal` for one that is empty, too large or of a wrong
    ending; `largest` (bytes) is asked again when the file has arrived."""
    name, kinds = kept_name(name), [str(kind) for kind in kinds]
    fault = checks.promise_fault(name=name, size=size, kinds=kinds, largest=largest)
    if fault:
        raise Refusal(fault, "file")
    file = new_row(name=name, size=size, kinds=kinds, largest=largest, owner=owner)
    db.session.add(file)
    db.session.flush()
    record("file.begin", file, actor=owner, after={"name": name, "size": size})
    return file


def open_upload(file_id: uuid.UUID) -> UploadPlan:
    """Where to send the parts that are still missing; asked again after a lost line it goes on where the line broke.

    Raises `WrongMoment` for a file that is no longer waiting and `Unanswered` when the bucket is silent.
    """
    row = _look_up(file_id)
    FILE.target("finish", row.state)
    with the_bucket() as bucket:
        row, arrived = _opened(bucket, row)
        wanted = part_sizes(row.size)
        missing = [number for number in wanted if arrived.get(number) != wanted[number]]
        step = part_size(row.size)
        parts = [
            PartPlan(number, (number - 1) * step, wanted[number], bucket.part_url(row.key, row.upload_id, number))
            for number in missing[:MOST_ADDRESSES]
        ]
    there = row.size - sum(wanted[number] for number in missing)
    return UploadPlan(row.id, row.size, step, there, len(missing), parts)


def finish(file_id: uuid.UUID, *, actor_id: uuid.UUID) -> StoredFile:
    """Joins the parts when they are what was promised: row *stored*, to be verified by the worker. Pressed twice it
    answers the same. Raises `Refusal`, and gives the upload up, when less or more arrived than was promised."""
    row = _look_up(file_id)
    if row.state in (FileState.STORED, FileState.VERIFIED, FileState.REFUSED):
        return queries.stored_file(file_id)
    FILE.target("finish", row.state)
    with the_bucket() as bucket:
        arrived = _joined(bucket, row)
    fault = checks.arrival_fault(name=row.name, promised=row.size, arrived=arrived, largest=row.largest)
    with transaction():
        file = queries.stored_file(file_id)
        if fault:
            give_up(file, actor=Actor(actor_id), refusal=fault)
        elif file.state is FileState.WAITING:
            _mark_stored(file, actor=Actor(actor_id))
    if fault:
        raise Refusal(fault, "file")
    return queries.stored_file(file_id)


def _look_up(file_id: uuid.UUID) -> _Row:
    """The facts of a file; leaves no transaction open, so that the bucket may be called."""
    db.session.rollback()
    with write_intent(False):
        file = queries.stored_file(file_id)
        if file is None:
            raise WrongMoment(say("This file was removed."))
        row = _Row(file.id, file.key, file.name, file.size, file.largest, file.state, file.upload_id)
        db.session.rollback()
    return row


def _opened(bucket: Storage, row: _Row) -> tuple[_Row, dict[int, int]]:
    """The row with an upload that is open in the bucket, and the sizes of the parts that arrived."""
    if row.upload_id:
        try:
            return row, _arrived(bucket, row)
        except Gone:
            log.info("upload %s is gone from the bucket and begins again", row.upload_id)
    made = bucket.begin_upload(row.key, SENT_AS)
    with transaction():
        file = queries.stored_file(row.id)
        FILE.target("finish", file.state)
        if file.upload_id == row.upload_id:
            file.upload_id = made
        kept = replace(row, upload_id=file.upload_id)
    if kept.upload_id != made:
        # Another window opened it in between: one upload a file.
        bucket.abandon_upload(row.key, made)
    return kept, _arrived(bucket, kept)


def _arrived(bucket: Storage, row: _Row) -> dict[int, int]:
    return {part["PartNumber"]: part["Size"] for part in bucket.parts(row.key, row.upload_id)}


def _joined(bucket: Storage, row: _Row) -> int:
    """The bytes that arrived. The parts are joined only when they make up what was promised."""
    if row.upload_id is None:
        return 0
    try:
        parts = bucket.parts(row.key, row.upload_id)
        total = sum(part["Size"] for part in parts)
        if total == row.size:
            bucket.complete_upload(row.key, row.upload_id, parts)
    except Gone:
        # Joined already: by a second press of the button, or by one whose answer was lost.
        pass
    else:
        if total != row.size:
            return total
    found = bucket.head(row.key)
    return found.size if found else 0


def _mark_stored(file: StoredFile, *, actor: Any) -> None:
    file.state, file.stored_at = FILE.target("finish", file.state), clock.now()
    record("file.finish", file, actor=actor, after={"size": file.size})
    check_again(file)
