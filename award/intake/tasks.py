"""The worker's part: long lists of works become drafts; supplements that are awaited are reminded of."""

import uuid
from datetime import timedelta

from award.db import transaction
from award.editions.queries import edition_by_id
from award.entries import service as entries
from award.intake import queries, service
from award.jobs.service import task


@task("intake.take_over")
def take_over(list_id: str, actor_id: str) -> None:
    """Makes the drafts of one list, all or none; repeated it changes nothing."""
    service.take_over_now(uuid.UUID(list_id), uuid.UUID(actor_id))


@task("intake.remind_of_supplements", every=timedelta(minutes=30))
def remind_of_supplements() -> None:
    """Reminds the owners of works that wait for a supplement before its day; nobody twice on one mark."""
    with transaction():
        for entry, answer_by, note in queries.awaited_supplements():
            edition = edition_by_id(entry.edition_id)
            entries.remind_of_supplement(edition, entry, answer_by=answer_by, reason=note)
