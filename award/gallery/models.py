"""The agreement to show a prized work."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, explain, identity, one_while, reference
from award.kit.messages import say


class Showing(Base):
    """That a work may be shown to everybody: who agreed, when and to which version of the text, and who withdrew it.
    At most one of a work is open; those withdrawn stay as proof."""

    __tablename__ = "showing"
    __table_args__ = (
        one_while("withdrawn_at IS NULL", "uq_showing_open", "entry_id"),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn_by_somebody"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    text_version: Mapped[str] = mapped_column(sa.String(20))
    given_by_id: Mapped[uuid.UUID] = reference("person.id")
    given_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


explain("uq_showing_open", say("The work is shown already."))
