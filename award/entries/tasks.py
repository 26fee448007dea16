"""What the worker does with entries: promises that run out, letters before a deadline and after it was moved."""

from datetime import datetime, timedelta
from uuid import UUID

from award.db import transaction
from award.entries import queries, service
from award.jobs.service import task


@task("entries.promise_over")
def promise_over(file_id: str) -> None:
    """Looks whether the bytes of a promised file came in time."""
    with transaction():
        service.end_promise(UUID(file_id))


@task("entries.remind", every=timedelta(minutes=30))
def remind() -> None:
    """Reminds everybody with drafts in every edition that is open; who got the letter of the day gets no second one."""
    with transaction():
        for edition in queries.editions_receiving():
            service.remind_of_drafts(edition)


@task("entries.tell_of_extension")
def tell_of_extension(deadline_id: str, before: str) -> None:
    """Tells those whom a moved deadline concerns."""
    with transaction():
        service.tell_of_extension(queries.deadline(UUID(deadline_id)), datetime.fromisoformat(before))
