"""What the secretariat decided on an entry, who is looking at it, and which other works are like it."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, explain, identity, one_of, reference
from award.kit.messages import say
from award.screening.states import Judgement, Verdict


class Screening(Base):
    """One decision; an entry may have several over time, the last one counts. `reasons` are codes of the edition's
    reasons; `clauses` is the table of checks as it was shown to the secretary, `content` the work as it stood then
    (`screening.content`). `items` is what a supplement must bring, each `{"text": …, "done": …}`, ticked off by the
    author; `late_reason` says why its day lies after the edition's last one."""

    __tablename__ = "screening"
    __table_args__ = (sa.CheckConstraint("verdict = 'eligible' OR length(note) > 0", name="refusal_needs_words"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    reasons: Mapped[list[str]] = mapped_column(sa.JSON)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    clauses: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    items: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[datetime | None] = mapped_column(Instant)
    late_reason: Mapped[str] = mapped_column(sa.Text, default="")


class Claim(Base):
    """Who is looking at a work now, until when: a courtesy between secretaries, not a lock."""

    __tablename__ = "screening_claim"

    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = reference("person.id")
    until: Mapped[datetime] = mapped_column(Instant)


class Postponed(Base):
    """A work that a secretary put off: it waits at the end of that secretary's queue."""

    __tablename__ = "screening_postponed"

    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Trace(Base):
    """One key by which works that may be alike find each other: two adjoining syllables of a title, a link, the digest
    of a file, some bits of a picture or of a text's sketch (`screening.likeness.keys`)."""

    __tablename__ = "trace"
    __table_args__ = (sa.Index("ix_trace_kind_value", "kind", "value", "entry_id"),)

    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(64), primary_key=True)


class Sketch(Base):
    """The min-hashes of one text of a work (`screening.likeness.sketch`), as one string of hexadecimal digits; `source`
    names the file or the kept page that it was read from."""

    __tablename__ = "sketch"
    __table_args__ = (sa.UniqueConstraint("entry_id", "source"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    source: Mapped[str] = mapped_column(sa.String(80))
    hashes: Mapped[str] = mapped_column(sa.Text)


class Pair(Base):
    """Two works that are alike: `later` was compared with `earlier`, which had come in before it. `likeness` lists what
    they share, each with its figure. Only a person says whether they are the same work, with a reason."""

    __tablename__ = "alike"
    __table_args__ = (
        sa.UniqueConstraint("earlier_id", "later_id"),
        sa.CheckConstraint("earlier_id <> later_id", name="alike_are_two"),
        sa.CheckConstraint(
            "judgement = 'open' OR (reason <> '' AND actor_id IS NOT NULL AND at IS NOT NULL)",
            name="judgement_needs_reason",
        ),
    )

    id: Mapped[uuid.UUID] = identity()
    earlier_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE", index=False)
    later_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    likeness: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    found_at: Mapped[datetime] = mapped_column(Instant)
    judgement: Mapped[Judgement] = mapped_column(one_of(Judgement), default=Judgement.OPEN)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    actor_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    at: Mapped[datetime | None] = mapped_column(Instant)


explain("judgement_needs_reason", say("Write what shows it."), "reason")
