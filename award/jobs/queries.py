"""Reading the work that waits."""

from datetime import datetime

import sqlalchemy as sa

from award.db import db
from award.jobs.models import Job
from award.jobs.states import JobState


def is_waiting(key: str) -> bool:
    """Whether work with this key has yet to begin."""
    return db.session.scalar(sa.select(sa.exists().where(Job.key == key, Job.state == JobState.WAITING)))


def next_due(now: datetime) -> Job | None:
    """The oldest job that is due, those of low rank last, or whose lease ran out because its worker died."""
    due = sa.or_(
        sa.and_(Job.state == JobState.WAITING, Job.run_after <= now),
        sa.and_(Job.state == JobState.LEASED, Job.leased_until < now),
    )
    return db.session.scalar(sa.select(Job).where(due).order_by(Job.low, Job.run_after, Job.id).limit(1))


def counts() -> dict[JobState, int]:
    """How many jobs are in each state."""
    rows = db.session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state))
    return dict(rows.all())


def given_up(keys: list[str], *, since: datetime) -> set[str]:
    """Those of the keys whose work was given up since then."""
    statement = sa.select(Job.key).where(Job.key.in_(keys), Job.state == JobState.FAILED, Job.finished_at >= since)
    return set(db.session.scalars(statement))


def progress_of(keys: list[str]) -> dict[str, tuple[int, int]]:
    """How far open work is, as (done, total), by its key; work that is done or was given up is missing."""
    rows = db.session.execute(
        sa.select(Job.key, Job.done, Job.total).where(
            Job.key.in_(keys), Job.state.in_([JobState.WAITING, JobState.LEASED])
        )
    )
    return {key: (done, total) for key, done, total in rows}
