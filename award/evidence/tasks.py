"""What the worker does: one look at a page, the bytes into the bucket, then the row; and the broom for bytes without."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from uuid import UUID

from award.db import db, transaction
from award.evidence import queries, seeing, service
from award.evidence.models import Capture
from award.evidence.seeing import Fetch, Read, Seen
from award.evidence.states import Fault
from award.fetcher import fetcher
from award.jobs.service import task
from award.kit import clock
from award.kit.codes import new_id
from award.storage import Gone, StorageFault, storage

WARC_TYPE = "application/warc"
ORPHAN_TERM = timedelta(days=1)
STEP = 500


@task("evidence.look")
def look(capture_id: str) -> None:
    """Looks at a page if its time has come; an alarm that rings again finds nothing to do."""
    look_at(UUID(capture_id), fetcher().fetch, seeing.read_apart)
    with transaction():
        service.wake_late_ones()


def look_at(capture_id: UUID, fetch: Fetch, read: Read) -> None:
    """One look with the given eyes. No transaction is open while the site is spoken to; a second worker that looked
    meanwhile wins, and this look is forgotten."""
    capture = queries.capture(capture_id)
    if capture is None or capture.next_look_at is None or capture.next_look_at > clock.now():
        db.session.rollback()
        return
    if not service.is_wanted(capture):
        with transaction():
            service.stop(queries.capture(capture_id))
        return
    due, url, newest = capture.next_look_at, capture.url, queries.newest_copy(capture_id)
    known = (newest.text_sha256, newest.body_sha256) if newest else None
    db.session.rollback()
    seen, key = _kept(seeing.see(url, fetch, read), known)
    with transaction():
        capture: Capture | None = queries.capture(capture_id)
        if capture is not None and capture.next_look_at == due:
            service.conclude(capture, seen, key)


def _kept(seen: Seen, known: tuple[str, str] | None) -> tuple[Seen, str | None]:
    """The look with the key of its WARC where there is something new to keep; a bucket that is silent is a fault like
    a site that is, and the look is done again soon."""
    if seen.fault or (known and _same(seen, *known)):
        return seen, None
    key = f"{service.PREFIX}{new_id()}.warc.gz"
    try:
        storage().put(key, seen.warc, WARC_TYPE)
    except StorageFault as fault:
        return replace(seen, fault=Fault.STORE, detail=str(fault)), None
    return seen, key


def _same(seen: Seen, text_sha256: str, body_sha256: str) -> bool:
    """Whether a page says what it said before; where it has no text, whether it has the same bytes."""
    return seen.text.digest == text_sha256 if seen.text.blocks else seen.body_sha256 == body_sha256


def fault_of_object(key: str, sha256: str) -> str | None:
    """What is wrong with a kept WARC; None for one that is as it was fetched. Raises `StorageFault`."""
    digest = hashlib.sha256()
    try:
        for chunk in storage().read(key):
            digest.update(chunk)
    except Gone:
        return f"{key} is not in the bucket."
    return None if digest.hexdigest() == sha256 else f"{key} has other bytes than were fetched."


def sweep(*, dry_run: bool = False) -> list[str]:
    """Removes what no look refers to and answers the keys; what is younger than a day may still get its row."""
    young, found = clock.now() - ORPHAN_TERM, []
    objects = storage().objects(service.PREFIX)
    while batch := list(islice(objects, STEP)):
        known = queries.known_keys(item.key for item in batch)
        db.session.rollback()
        found += [item.key for item in batch if item.since < young and item.key not in known]
    if not dry_run:
        for key in found:
            storage().delete(key)
    return found
