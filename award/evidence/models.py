"""Kept copies of published pages, and every look that was taken at them."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, identity, one_of, reference
from award.evidence.states import CaptureState, Fault, Outcome


class Capture(Base):
    """The evidence for one link of one thing (`subject_id`: an entry; this package knows no entries). `fault` is what
    the newest look met, None where it saw the page; `faults` counts such looks in a row. Nobody looks any more where
    `next_look_at` is None."""

    __tablename__ = "capture"
    __table_args__ = (sa.UniqueConstraint("subject_id", "url_hash"),)

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    subject_id: Mapped[uuid.UUID] = mapped_column(sa.Uuid)
    url: Mapped[str] = mapped_column(sa.String(2000))
    url_hash: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[CaptureState] = mapped_column(one_of(CaptureState), default=CaptureState.ASKED)
    fault: Mapped[Fault | None] = mapped_column(one_of(Fault))
    faults: Mapped[int] = mapped_column(default=0)
    copies: Mapped[int] = mapped_column(default=0)
    asked_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    asked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    next_look_at: Mapped[datetime | None] = mapped_column(Instant, index=True)

    looks: Mapped[list["Look"]] = relationship(order_by="Look.at", cascade="all, delete-orphan")


class Look(Base):
    """One look at the page. Where it kept a copy, `number` counts the copies from 1, `text` holds the readable text, and
    the WARC is an object of the bucket."""

    __tablename__ = "look"
    __table_args__ = (
        sa.UniqueConstraint("capture_id", "number"),
        sa.CheckConstraint("(number IS NULL) = (warc_key IS NULL)", name="copy_has_warc"),
        sa.CheckConstraint("warc_key IS NULL OR warc_sha256 IS NOT NULL", name="warc_has_hash"),
    )

    id: Mapped[uuid.UUID] = identity()
    capture_id: Mapped[uuid.UUID] = reference("capture.id", ondelete="CASCADE")
    at: Mapped[datetime] = mapped_column(Instant)
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    fault: Mapped[Fault | None] = mapped_column(one_of(Fault))
    detail: Mapped[str] = mapped_column(sa.String(300), default="")
    status: Mapped[int | None]
    final_url: Mapped[str] = mapped_column(sa.Text, default="")
    body_sha256: Mapped[str] = mapped_column(sa.String(64), default="")
    text_sha256: Mapped[str] = mapped_column(sa.String(64), default="")
    number: Mapped[int | None]
    text: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True), deferred=True)
    warc_key: Mapped[str | None] = mapped_column(sa.String(200), unique=True)
    warc_size: Mapped[int | None] = mapped_column(sa.BigInteger)
    warc_sha256: Mapped[str | None] = mapped_column(sa.String(64))
