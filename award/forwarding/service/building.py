"""The dossier made by the worker: whole, or over discs, into the bucket."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from award.audit.service import record
from award.db import db, transaction
from award.documents.bag import Bag
from award.forwarding import queries
from award.forwarding.dossier import discs, dossier
from award.forwarding.models import Batch, Volume
from award.forwarding.service.choosing import frozen_record
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.storage import Storage

FOLDER = "dossiers/"
SMALLEST_DISC = 10_000_000
Progress = Callable[[int, int], None]


def build_later(batch: Batch, *, disc_size: int = 0, actor: Any) -> None:
    """Has the worker make the dossier; `disc_size` (bytes, 0 for the whole) splits it. Raises `WrongMoment` for a batch
    that is not frozen."""
    frozen_record(batch)
    if disc_size and disc_size < SMALLEST_DISC:
        raise Refusal(say("A disc holds at least 10 MB."), "disc_size")
    record("batch.build", batch, actor=actor, after={"size": disc_size})
    enqueue("forwarding.build", key=build_key(batch.id), batch_id=str(batch.id), disc_size=disc_size)


def build_key(batch_id: uuid.UUID) -> str:
    """By which the work in hand is found."""
    return f"forwarding.build:{batch_id}"


def build_now(batch_id: uuid.UUID, disc_size: int, bucket: Storage, progress: Progress) -> None:
    """Streams every volume into the bucket, then writes their rows; repeated it makes the same bytes at the same place."""
    made = frozen_record(queries.batch(batch_id))
    db.session.rollback()
    bags = discs(made, bucket.read, disc_size) if disc_size else [dossier(made, bucket.read)]
    counted, rows = _Counted(sum(bag.length for bag in bags), progress), []
    for number, bag in enumerate(bags, 1):
        key, digest = f"{FOLDER}{batch_id}/{disc_size}/{bag.name}.zip", hashlib.sha256()
        bucket.put_stream(key, counted.through(bag, digest), "application/zip")
        rows.append({"number": number, "of": len(bags), "name": f"{bag.name}.zip", "key": key, "size": bag.length, "sha256": digest.hexdigest()})  # fmt: skip
    with transaction():
        for old in queries.volumes_of(batch_id):
            if old.disc_size == disc_size:
                db.session.delete(old)
        db.session.flush()
        db.session.add_all(Volume(batch_id=batch_id, disc_size=disc_size, made_at=clock.now(), **row) for row in rows)


class _Counted:
    """Tells how many bytes of all have passed, every 16 MiB."""

    def __init__(self, total: int, progress: Progress):
        self.total, self.progress, self.done, self.told = total, progress, 0, 0

    def through(self, bag: Bag, digest: Any) -> Iterator[bytes]:
        for piece in bag:
            digest.update(piece)
            self.done += len(piece)
            if self.done - self.told >= 16 * 1024 * 1024:
                self.told = self.done
                self.progress(self.done, self.total)
            yield piece
