"""What becomes of a file that is here: checked by the worker, made by the server, given up."""

import hashlib
import uuid
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from award.audit.service import record
from award.db import db
from award.files import checks, promises
from award.files.models import StoredFile
from award.files.names import kept_name
from award.files.sentences import to_json
from award.files.service.ground import PREFIX, check_again, give_up, new_row, the_bucket
from award.files.service.rendering import keep_findings
from award.files.states import FILE, FileState
from award.kit import clock
from award.kit.messages import Message
from award.kit.refusals import Refusal

# What packages above do when a file that had arrived is not accepted.
WATCHERS: list[Callable[[StoredFile], None]] = []
# What they do when it is.
WELCOMERS: list[Callable[[StoredFile], None]] = []


def abandon(file: StoredFile, *, actor: Any) -> None:
    """Gives a file up, sent or not; the worker frees its bytes. The caller makes sure that nothing refers to it."""
    give_up(file, actor=actor)


def conclude(file: StoredFile, examined: Any) -> None:
    """Writes down what the worker found (an `examining.Examined`): *verified*, or *refused* with the reason. A file
    that is no longer *stored* stays as it is. Other bytes than the browser declared are refused with both hashes."""
    if file.state is not FileState.STORED:
        return
    file.sha256, file.crc32 = examined.sha256, examined.crc32
    file.type_found, file.probe = examined.type_found, examined.probe
    file.scanned_at = clock.now() if examined.scanned else None
    refusal = _digest_fault(file) or examined.refusal
    if refusal:
        file.refusal, file.state = to_json(refusal), FILE.target("refuse", file.state)
    else:
        file.verified_at, file.state = clock.now(), FILE.target("verify", file.state)
        keep_findings(file, examined.text)
    record("file.conclude", file, actor=None, after={"state": file.state, "sha256": file.sha256})
    for watcher in WATCHERS if refusal else WELCOMERS:
        watcher(file)


def _digest_fault(file: StoredFile) -> Message | None:
    """Why what the worker read is not what the browser read, if it is not."""
    return promises.digest_fault(name=file.name, declared=file.declared_sha256, found=file.sha256)


def take_in(*, file_id: uuid.UUID, name: str, size: int, sha256: str, kinds: Iterable[str], actor: Any) -> StoredFile:
    """The row of a file whose bytes the server put into the bucket itself (at `key_of(file_id)`), from elsewhere:
    *stored*, to be verified by the worker against the promised SHA-256."""
    file = new_row(name=kept_name(name), size=size, kinds=[str(kind) for kind in kinds], largest=size, owner=None)
    file.id, file.key, file.declared_sha256 = file_id, key_of(file_id), sha256
    file.state, file.stored_at = FILE.target("finish", file.state), clock.now()
    db.session.add(file)
    db.session.flush()
    record("file.take_in", file, actor=actor, after={"name": file.name, "sha256": sha256})
    check_again(file)
    return file


def key_of(file_id: uuid.UUID) -> str:
    """Where the bytes of a file lie in the bucket."""
    return f"{PREFIX}{file_id}"


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
    file = new_row(name=name, size=len(body), kinds=kinds, largest=len(body), owner=owner)
    with the_bucket() as bucket:
        bucket.put(file.key, body, found.type_found)
    file.state, file.stored_at, file.verified_at = FileState.VERIFIED, clock.now(), clock.now()
    file.sha256, file.crc32 = hashlib.sha256(body).hexdigest(), zlib.crc32(body)
    file.type_found, file.probe = found.type_found, found.probe
    db.session.add(file)
    db.session.flush()
    keep_findings(file, found.text)
    record("file.store", file, actor=owner, after={"name": name, "sha256": file.sha256})
    return file
