"""Sending a file: begun, sent in parts straight to the bucket, joined.

`begin`, `declare` and `send_again` run in the caller's transaction. `open_upload`, `finish` and `send_bytes` call the
bucket, so they run outside one and open short transactions of their own: row, then bucket, then row.
"""

import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db, transaction
from award.files import checks, promises, queries
from award.files.models import StoredFile
from award.files.names import kept_name
from award.files.parts import part_size, part_sizes
from award.files.sentences import exactly
from award.files.service.ground import (
    SENT_AS,
    Actor,
    Row,
    check_again,
    give_up,
    look_up,
    new_row,
    tend_later,
    the_bucket,
)
from award.files.states import FILE, FileState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.storage import Gone, Storage

# How many addresses one answer carries; a script asks again for the rest.
MOST_ADDRESSES = 200
ARRIVED = frozenset({FileState.STORED, FileState.VERIFIED, FileState.REFUSED})

log = logging.getLogger(__name__)


class Incomplete(WrongMoment):
    """Not all bytes are here; those that are stay, and sending can go on."""


@dataclass(frozen=True)
class PartPlan:
    """One part that is to be sent: bytes `start` up to `start + size` of the file, PUT to `url` with the header
    `x-amz-checksum-sha256: checksum`."""

    number: int
    start: int
    size: int
    checksum: str
    url: str


@dataclass(frozen=True)
class UploadPlan:
    """How to go on with an upload: `there` counts the bytes that arrived, `missing` numbers the parts that did not."""

    file_id: uuid.UUID
    size: int
    part_size: int
    there: int
    missing: list[int]


def begin(
    *, name: str, size: int, kinds: Iterable[str], largest: int, owner: Any, head_sha256: str | None = None
) -> StoredFile:
    """Takes the word that a file will come: a row *waiting*. Raises `Refusal` for one that is empty, too large or of a
    wrong ending; `largest` (bytes) is asked again when the file has arrived. By `head_sha256` (of the first MiB, or of
    the whole where that is less) the file is known again at a later visit."""
    name, kinds = kept_name(name), [str(kind) for kind in kinds]
    fault = checks.promise_fault(name=name, size=size, kinds=kinds, largest=largest)
    if fault:
        raise Refusal(fault, "file")
    file = new_row(name=name, size=size, kinds=kinds, largest=largest, owner=owner, head_sha256=head_sha256)
    db.session.add(file)
    db.session.flush()
    record("file.begin", file, actor=owner, after={"name": name, "size": size})
    tend_later(file)
    return file


def declare(file: StoredFile, *, sha256: str, until: datetime | None, actor: Any) -> None:
    """Keeps the SHA-256 that the browser read of the whole file, which what arrives must have. With `until` this is a
    promise: the bytes have a place until then. Said again it changes nothing, so the first promise holds; raises
    `Refusal` for another hash."""
    FILE.target("finish", file.state)
    _ask_digest(file, sha256)
    if file.declared_sha256 == sha256 and (file.promised_at or until is None):
        return
    file.declared_sha256 = sha256
    if until is not None:
        file.promised_at, file.promised_until = clock.now(), until
        record("file.promise", file, actor=actor, after={"size": file.size, "sha256": sha256, "until": until})
    db.session.flush()


def send_again(file: StoredFile, *, actor: Any) -> None:
    """Opens the place of a promised file again whose bytes were not the declared ones."""
    file.state = FILE.target("send_again", file.state)
    file.refusal = file.upload_id = file.sha256 = file.crc32 = file.type_found = file.stored_at = None
    file.probe, file.touched_at = {}, clock.now()
    record("file.send_again", file, actor=actor)
    tend_later(file)


def open_upload(file_id: uuid.UUID) -> UploadPlan:
    """Which parts are still missing; asked again after a lost line it goes on where the line broke.

    Raises `WrongMoment` for a file that is no longer waiting and `Unanswered` when the bucket is silent.
    """
    row = look_up(file_id)
    FILE.target("finish", row.state)
    with the_bucket() as bucket:
        _, arrived = _opened(bucket, row)
    return _plan(row, arrived)


def arrived_so_far(file_id: uuid.UUID) -> UploadPlan:
    """The same without opening anything: what arrived of a waiting file, for who looks at it."""
    row = look_up(file_id)
    FILE.target("finish", row.state)
    with the_bucket() as bucket:
        return _plan(row, _arrived(bucket, row) or {})


def addresses(file_id: uuid.UUID, checksums: Mapping[int, str]) -> list[PartPlan]:
    """Where to send these parts, by the SHA-256 of each in base64. Asks nobody but the row.

    Raises `Refusal` for numbers and checksums that are none, `WrongMoment` for a file that is not open.
    """
    row = look_up(file_id)
    FILE.target("finish", row.state)
    wanted, step = part_sizes(row.size), part_size(row.size)
    if row.upload_id is None:
        raise WrongMoment(say("This upload is not open yet."))
    fits = all(number in wanted and promises.is_checksum(checksum) for number, checksum in checksums.items())
    if not fits or len(checksums) > MOST_ADDRESSES:
        raise Refusal(say("The parts that were asked for are not parts of this file."), "file")
    with the_bucket() as bucket:
        return [
            PartPlan(
                number,
                (number - 1) * step,
                wanted[number],
                checksum,
                bucket.part_url(row.key, row.upload_id, number, size=wanted[number], checksum=checksum),
            )
            for number, checksum in sorted(checksums.items())
        ]


def finish(file_id: uuid.UUID, *, actor_id: uuid.UUID | None, sha256: str | None = None) -> StoredFile:
    """Joins the parts when all are here: row *stored*, to be verified by the worker, which compares `sha256`, what the
    browser read of the whole. Pressed twice it answers the same.

    Raises `Incomplete` while parts are missing, which loses nothing, and `Refusal` for another hash than was declared,
    or, giving the upload up, for a joined object that is not what was promised.
    """
    row = look_up(file_id)
    if row.state in ARRIVED:
        return queries.stored_file(file_id)
    FILE.target("finish", row.state)
    _ask_digest(row, sha256)
    with the_bucket() as bucket:
        arrived = _joined(bucket, row)
    fault = checks.arrival_fault(name=row.name, promised=row.size, arrived=arrived, largest=row.largest)
    with transaction():
        file = queries.stored_file(file_id)
        if fault:
            give_up(file, actor=Actor(actor_id) if actor_id else None, refusal=fault)
        elif file.state is FileState.WAITING:
            _mark_stored(file, sha256, actor=Actor(actor_id) if actor_id else None)
        elif file.state not in ARRIVED:
            raise WrongMoment(say("This file was removed."))
    if fault:
        raise Refusal(fault, "file")
    return queries.stored_file(file_id)


def send_bytes(file_id: uuid.UUID, body: bytes, *, actor_id: uuid.UUID) -> None:
    """Sends the bytes of a small file that came with a form, for which `begin` has made a row: the bucket, then the row
    *stored*. Raises `Unanswered` when the bucket is silent: the row still waits, and is given up as any upload that
    nobody went on with."""
    row = look_up(file_id)
    FILE.target("finish", row.state)
    with the_bucket() as bucket:
        bucket.put(row.key, body, SENT_AS)
    with transaction():
        _mark_stored(queries.stored_file(file_id), None, actor=Actor(actor_id))


def _ask_digest(file: StoredFile | Row, sha256: str | None) -> None:
    if sha256 is None:
        return
    if not promises.is_digest(sha256):
        raise Refusal(say("This is no SHA-256."), "file")
    fault = promises.digest_fault(name=file.name, declared=file.declared_sha256, found=sha256)
    if fault:
        raise Refusal(fault, "file")


def _opened(bucket: Storage, row: Row) -> tuple[Row, dict[int, int]]:
    """The row with an upload that is open in the bucket, and the sizes of the parts that arrived."""
    arrived = _arrived(bucket, row)
    if arrived is not None:
        with transaction():
            queries.stored_file(row.id).touched_at = clock.now()
        return row, arrived
    made = bucket.begin_upload(row.key, SENT_AS)
    with transaction():
        file = queries.stored_file(row.id)
        FILE.target("finish", file.state)
        if file.upload_id == row.upload_id:
            file.upload_id = made
        file.touched_at = clock.now()
        kept = replace(row, upload_id=file.upload_id)
    if kept.upload_id != made:
        # Another window opened it in between: one upload a file.
        bucket.abandon_upload(row.key, made)
    return kept, _arrived(bucket, kept) or {}


def _arrived(bucket: Storage, row: Row) -> dict[int, int] | None:
    """The sizes of the parts that arrived; None where no upload is open. An upload that is gone because it was joined,
    by an act that was cut off before it could say so, has all its parts."""
    if row.upload_id is None:
        return None
    try:
        return {part["PartNumber"]: part["Size"] for part in bucket.parts(row.key, row.upload_id)}
    except Gone:
        found = bucket.head(row.key)
    if found is not None and found.size == row.size:
        return part_sizes(row.size)
    log.info("upload %s is gone from the bucket and begins again", row.upload_id)
    return None


def _plan(row: Row, arrived: dict[int, int]) -> UploadPlan:
    wanted = part_sizes(row.size)
    missing = [number for number in wanted if arrived.get(number) != wanted[number]]
    there = row.size - sum(wanted[number] for number in missing)
    return UploadPlan(row.id, row.size, part_size(row.size), there, missing)


def _joined(bucket: Storage, row: Row) -> int:
    """The bytes of the joined object; raises `Incomplete` while a part is missing."""
    plan = _plan(row, _arrived(bucket, row) or {})
    if plan.missing:
        raise Incomplete(
            say(
                "“%(name)s” has not arrived whole: %(there)s of %(size)s are here. Go on sending it.",
                name=row.name,
                there=exactly(plan.there),
                size=exactly(row.size),
            )
        )
    wanted = part_sizes(row.size)
    try:
        parts = [part for part in bucket.parts(row.key, row.upload_id) if part["PartNumber"] in wanted]
        bucket.complete_upload(row.key, row.upload_id, parts)
    except Gone:
        # Joined already: by a second press of the button, or by one whose answer was lost.
        pass
    found = bucket.head(row.key)
    return found.size if found else 0


def _mark_stored(file: StoredFile, sha256: str | None, *, actor: Any) -> None:
    file.state, file.stored_at = FILE.target("finish", file.state), clock.now()
    file.declared_sha256 = file.declared_sha256 or sha256
    record("file.finish", file, actor=actor, after={"size": file.size})
    check_again(file)
