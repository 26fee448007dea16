"""The worker's part of forwarding: dossiers made, dossiers from elsewhere checked and taken over."""

import uuid
from datetime import timedelta

from award.db import transaction
from award.forwarding import service
from award.jobs.service import enqueue, report, task
from award.kit import clock
from award.storage import storage

PAUSE = timedelta(seconds=5)


@task("forwarding.build")
def build(batch_id: str, disc_size: int) -> None:
    """Makes the dossier of one batch in the bucket."""
    service.build_now(uuid.UUID(batch_id), disc_size, storage(), report)


@task("forwarding.check")
def check(incoming_id: str) -> None:
    """Checks a dossier that came in; comes back while its file waits to be verified."""
    if not service.check_now(uuid.UUID(incoming_id), report):
        with transaction():
            enqueue("forwarding.check", run_after=clock.now() + PAUSE, incoming_id=incoming_id)


@task("forwarding.take")
def take(incoming_id: str) -> None:
    """Takes a checked dossier over."""
    service.take_now(uuid.UUID(incoming_id), report)
