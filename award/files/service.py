"""The life of a file: promised, sent in parts straight to the bucket, joined, looked at, kept or refused.

`begin`, `abandon`, `conclude` and `store_bytes` run in the caller's transaction. `open_upload` and `finish` call the
bucket, so they run outside one and open short transactions of their own: row, then bucket, then row.
"""

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from award.audit.service import record
from award.db import db, transaction, write_intent
from award.files import checks, queries
from award.files.models import StoredFile
from award.files.names import kept_name
from award.files.parts import part_size, part_sizes
from award.files.sentences import to_json
from award.files.states import FILE, FileState
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import Message, say
from award.kit.refusals import Refusal, WrongMoment
from award.storage import Gone, Storage, StorageFault, storage

PREFIX = "files/"
SENT_AS = "application/octet-stream"
# How many addresses one answer carries; a script asks again for the rest.
MOST_ADDRESSES = 200

# What packages above do when a file that had arrived is not accepted.
WATCHERS: list[Callable[[StoredFile], None]] = []

log = logging.getLogger(__name__)


class Unanswered(Refusal):
    """The bucket does not answer; nothing was changed."""

    status = 503


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


@dataclass(frozen=True)
class _Actor:
    """Who acts, where only the identity is known."""

    id: uuid.UUID


def begin(*, name: str, size: int, kinds: Iterable[str], largest: int, owner: Any) -> StoredFile:
    """Takes the promise of a file: a row *waiting*. Raises `Refusal` for one that is empty, too large or of a wrong
    ending; `largest` (bytes) is asked again when the file has arrived."""
    name, kinds = kept_name(name), [str(kind) for kind in kinds]
    fault = checks.promise_fault(name=name, size=size, kinds=kinds, largest=largest)
    if fault:
        raise Refusal(fault, "file")
    file = _new_row(name=name, size=size, kinds=kinds, largest=largest, owner=owner)
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
    with _bucket() as bucket:
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
    with _bucket() as bucket:
        arrived = _joined(bucket, row)
    fault = checks.arrival_fault(name=row.name, promised=row.size, arrived=arrived, largest=row.largest)
    with transaction():
        file = queries.stored_file(file_id)
        if fault:
            _give_up(file, actor=_Actor(actor_id), refusal=fault)
        elif file.state is FileState.WAITING:
            _mark_stored(file, actor=_Actor(actor_id))
    if fault:
        raise Refusal(fault, "file")
    return queries.stored_file(file_id)


def abandon(file: StoredFile, *, actor: Any) -> None:
    """Gives a file up, sent or not; the worker frees its bytes. The caller makes sure that nothing refers to it."""
    _give_up(file, actor=actor)


def conclude(file: StoredFile, examined: Any) -> None:
    """Writes down what the worker found (an `examining.Examined`): *verified*, or *refused* with the reason. A file
    that is no longer *stored* stays as it is."""
    if file.state is not FileState.STORED:
        return
    file.sha256, file.type_found, file.probe = examined.sha256, examined.type_found, examined.probe
    file.scanned_at = clock.now() if examined.scanned else None
    if examined.refusal:
        file.refusal, file.state = to_json(examined.refusal), FILE.target("refuse", file.state)
    else:
        file.verified_at, file.state = clock.now(), FILE.target("verify", file.state)
    record("file.conclude", file, actor=None, after={"state": file.state, "sha256": file.sha256})
    if examined.refusal:
        for watcher in WATCHERS:
            watcher(file)


def store_bytes(*, name: str, body: bytes, kinds: Iterable[str], owner: Any) -> StoredFile:
    """Keeps bytes that the server made itself: bucket, then a row *verified*. Raises `Refusal` for a content that the
    kinds do not accept."""
    # The codecs stay out of the web process, which never needs them.
    from award.files.probing import probe_bytes

    name, kinds = kept_name(name), [str(kind) for kind in kinds]
    found = probe_bytes(body)
    fault = found.refusal or checks.content_fault(name=name, type_found=found.type_found, kinds=kinds)
    if fault:
        raise Refusal(fault, "file")
    file = _new_row(name=name, size=len(body), kinds=kinds, largest=len(body), owner=owner)
    with _bucket() as bucket:
        bucket.put(file.key, body, found.type_found)
    file.state, file.stored_at, file.verified_at = FileState.VERIFIED, clock.now(), clock.now()
    file.sha256, file.type_found, file.probe = hashlib.sha256(body).hexdigest(), found.type_found, found.probe
    db.session.add(file)
    db.session.flush()
    record("file.store", file, actor=owner, after={"name": name, "sha256": file.sha256})
    return file


def check_again(file: StoredFile) -> None:
    """Puts a received file once more before the worker."""
    enqueue("files.verify", key=f"files.verify:{file.id}", file_id=str(file.id))


def _new_row(*, name: str, size: int, kinds: list[str], largest: int, owner: Any) -> StoredFile:
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


@contextmanager
def _bucket() -> Iterator[Storage]:
    try:
        yield storage()
    except StorageFault as fault:
        log.warning("the bucket does not answer: %s", fault)
        raise Unanswered(
            say("The file store does not answer. What was already sent is kept; go on in a few minutes.")
        ) from fault


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


def _give_up(file: StoredFile, *, actor: Any, refusal: Message | None = None) -> None:
    if file.state is FileState.ABANDONED:
        return
    before = {"state": file.state}
    file.state = FILE.target("abandon", file.state)
    if refusal:
        file.refusal = to_json(refusal)
    record("file.abandon", file, actor=actor, before=before, after={"state": file.state})
    enqueue("files.discard", key=f"files.discard:{file.id}", file_id=str(file.id))
