"""Work to be done later: rows that a worker claims with a lease, so that a killed worker loses none."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, identity, one_of, one_while
from award.jobs.states import JobState


class Job(Base):
    """One piece of work: the name of its task and plain arguments. `low` work waits until no other is due."""

    __tablename__ = "job"
    __table_args__ = (
        sa.Index("ix_job_due", "state", "run_after"),
        one_while("state = 'waiting'", "uq_job_key_open", "key"),
    )

    id: Mapped[uuid.UUID] = identity()
    task: Mapped[str] = mapped_column(sa.String(64))
    key: Mapped[str | None] = mapped_column(sa.String(200))
    arguments: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    state: Mapped[JobState] = mapped_column(one_of(JobState), default=JobState.WAITING)
    created_at: Mapped[datetime] = mapped_column(Instant)
    run_after: Mapped[datetime] = mapped_column(Instant)
    low: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    leased_by: Mapped[str | None] = mapped_column(sa.String(64))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    fault: Mapped[str | None] = mapped_column(sa.Text)
