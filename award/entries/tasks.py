"""What the worker does with entries."""

from uuid import UUID

from award.db import transaction
from award.entries import service
from award.jobs.service import task


@task("entries.promise_over")
def promise_over(file_id: str) -> None:
    """Looks whether the bytes of a promised file came in time."""
    with transaction():
        service.end_promise(UUID(file_id))
