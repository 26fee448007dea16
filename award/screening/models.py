"""What the secretariat decided on an entry, with the clauses as they stood."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, identity, one_of, reference
from award.screening.states import Verdict


class Screening(Base):
    """One decision; an entry may have several over time, the last one counts. `reasons` are codes of
    `screening.reasons`; `clauses` is the table of checks as it was shown to the secretary."""

    __tablename__ = "screening"
    __table_args__ = (sa.CheckConstraint("verdict = 'eligible' OR length(note) > 0", name="refusal_needs_words"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    reasons: Mapped[list[str]] = mapped_column(sa.JSON)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    clauses: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[datetime | None] = mapped_column(Instant)
