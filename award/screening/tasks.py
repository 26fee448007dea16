"""What the worker does for the screening: comparing works."""

from uuid import UUID

from award.db import transaction
from award.jobs.service import task
from award.screening import queries, service


@task("screening.compare")
def compare(entry_id: str, times: int = 0) -> None:
    """Compares a work with all others by their keys; comes back while its files are still being read."""
    identity = UUID(entry_id)
    with transaction():
        entry = queries.entry_sent_in(identity)
        if entry is None:
            return
        service.compare(entry, queries.texts_of(entry))
        if queries.files_being_checked(identity):
            service.compare_again(entry, times)
