"""The broom: gives up what nobody went on with, frees what nothing refers to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from award.db import db, transaction
from award.files import queries
from award.files.service.ground import IDLE, PREFIX, check_again, discard_later
from award.files.service.tending import free_strays, tend, term_of
from award.files.states import FileState
from award.kit import clock
from award.storage import Listed, storage

CHECK_TERM = timedelta(hours=6)
ORPHAN_TERM = timedelta(days=1)
STEP = 500


@dataclass
class Swept:
    """What the broom found: names of uploads joined and of those given up, names of files put before the worker again, keys of objects and
    of half uploads removed, and names of files whose bytes are not in the bucket."""

    joined: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    checked_again: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    half_removed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def sweep(*, dry_run: bool = False) -> Swept:
    """Joins what arrived whole, gives up uploads that nobody went on with, asks again for checks that never ended,
    removes what no file refers to. Safe at any time: a row is there before its bytes, and what is younger than a day
    is left alone."""
    found = Swept()
    _sweep_waiting(found, dry_run)
    _sweep_rows(found, dry_run)
    listed = _sweep_objects(found, dry_run)
    _sweep_half_uploads(found, dry_run)
    found.lost = [name for key, name in queries.kept_keys() if key not in listed and storage().head(key) is None]
    db.session.rollback()
    return found


def _sweep_waiting(found: Swept, dry_run: bool) -> None:
    """By the rows, which know their uploads; the bucket's own list may be cut short."""
    now = clock.now()
    waiting = [(file.id, file.name, now >= term_of(file)) for file in queries.waiting_since(now - IDLE)]
    db.session.rollback()
    for file_id, name, over in waiting:
        state = None if dry_run else tend(file_id)
        if state is FileState.ABANDONED or (dry_run and over):
            found.given_up.append(name)
        elif state is not None:
            found.joined.append(name)
        if not dry_run and free_strays(file_id):
            found.half_removed.append(name)


def _sweep_rows(found: Swept, dry_run: bool) -> None:
    with transaction():
        for file in queries.undiscarded_since(clock.now() - ORPHAN_TERM):
            found.half_removed.append(file.key)
            if not dry_run:
                discard_later(file)
        for file in queries.unchecked_since(clock.now() - CHECK_TERM):
            found.checked_again.append(file.name)
            if not dry_run:
                check_again(file)


def _sweep_objects(found: Swept, dry_run: bool) -> set[str]:
    """Answers all keys that are in the bucket."""
    seen, young = set(), clock.now() - ORPHAN_TERM
    for batch in _batches(storage().objects(PREFIX)):
        states = queries.states_by_key(item.key for item in batch)
        db.session.rollback()
        for item in batch:
            seen.add(item.key)
            if item.since < young and states.get(item.key, FileState.ABANDONED) is FileState.ABANDONED:
                found.removed.append(item.key)
                if not dry_run:
                    storage().delete(item.key)
    return seen


def _sweep_half_uploads(found: Swept, dry_run: bool) -> None:
    young = clock.now() - ORPHAN_TERM
    for batch in _batches(storage().open_uploads(PREFIX)):
        uploads = queries.uploads_by_key(item.key for item in batch)
        db.session.rollback()
        for item in batch:
            if item.since < young and uploads.get(item.key) != item.upload_id:
                found.half_removed.append(item.key)
                if not dry_run:
                    storage().abandon_upload(item.key, item.upload_id)


def _batches(items: Iterator[Listed]) -> Iterator[list[Listed]]:
    while batch := list(islice(items, STEP)):
        yield batch
