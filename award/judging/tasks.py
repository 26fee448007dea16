"""What the worker does for judging."""

import uuid

from award.db import db, transaction
from award.jobs.service import task
from award.judging import queries
from award.judging.service import store_report


@task("judging.reliability")
def reliability(round_id: str) -> None:
    """Counts what stands beside a closed round's ranking."""
    with transaction():
        round_ = queries.round_by_id(uuid.UUID(round_id))
        if round_ is not None:
            store_report(round_)
            db.session.flush()
