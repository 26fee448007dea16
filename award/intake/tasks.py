"""The worker's part: long lists of works become drafts."""

import uuid

from award.intake import service
from award.jobs.service import task


@task("intake.take_over")
def take_over(list_id: str, actor_id: str) -> None:
    """Makes the drafts of one list, all or none; repeated it changes nothing."""
    service.take_over_now(uuid.UUID(list_id), uuid.UUID(actor_id))
