"""What was written to whom before a deadline."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, identity, reference


class Reminder(Base):
    """One letter before a deadline; `mark` says of which deadline and how many days before, so that nobody gets the same
    one twice."""

    __tablename__ = "reminder"
    __table_args__ = (sa.UniqueConstraint("person_id", "edition_id", "mark"),)

    id: Mapped[uuid.UUID] = identity()
    person_id: Mapped[uuid.UUID] = reference("person.id", index=False)
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    mark: Mapped[str] = mapped_column(sa.String(120))
    at: Mapped[datetime] = mapped_column(Instant)
