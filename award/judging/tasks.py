"""What the worker does for judging."""

import uuid
from datetime import timedelta

from award.db import db, transaction
from award.jobs.service import task
from award.judging import queries
from award.judging.service import remind_by_date, store_report


@task("judging.reliability")
def reliability(round_id: str) -> None:
    """Counts what stands beside a closed round's ranking."""
    with transaction():
        round_ = queries.round_by_id(uuid.UUID(round_id))
        if round_ is not None:
            store_report(round_)
            db.session.flush()


@task("judging.remind", every=timedelta(minutes=30))
def remind() -> None:
    """Reminds judges with works left in every open round; who got the letter of the morning gets no second one."""
    with transaction():
        for round_ in queries.open_rounds():
            remind_by_date(round_)
