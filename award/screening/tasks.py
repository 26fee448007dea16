"""What the worker does for the screening: comparing works, reminding of supplements."""

from datetime import timedelta
from uuid import UUID

from award.db import transaction
from award.editions.queries import edition_by_id
from award.entries import service as entries
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


@task("screening.remind", every=timedelta(minutes=30))
def remind() -> None:
    """Reminds the owners of works that wait for a supplement before its day; nobody twice on one mark."""
    with transaction():
        for entry, answer_by, note in queries.awaited_supplements():
            edition = edition_by_id(entry.edition_id)
            entries.remind_of_supplement(edition, entry, answer_by=answer_by, reason=note)
