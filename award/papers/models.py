"""Issued papers with their numbers, the scans of what was signed, and wordings of an association's own."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, explain, identity, one_of, reference
from award.kit.messages import say
from award.papers.kinds import PaperKind
from award.papers.states import PaperState, ScanVerdict


class Paper(Base):
    """A paper with a number, as it went out. `series` and `number` are given once; `record` is the whole paper as
    `documents.paper.as_values` keeps it, empty for one that was written elsewhere and is only in the register;
    `digest` is of the data that it says, `record_digest` of the whole; `inputs` are what the secretary gave for it."""

    __tablename__ = "paper"
    __table_args__ = (
        sa.UniqueConstraint("series", "number"),
        sa.UniqueConstraint("proof_code"),
        sa.Index("ix_paper_edition_day", "edition_id", "day"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint("(state = 'void') = (void_reason IS NOT NULL)", name="void_needs_reason"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id", index=False)
    series: Mapped[str] = mapped_column(sa.String(400))
    series_name: Mapped[str] = mapped_column(sa.String(400))
    number: Mapped[int]
    symbol: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[PaperKind] = mapped_column(one_of(PaperKind))
    offer: Mapped[str] = mapped_column(sa.String(60), default="")
    about: Mapped[str] = mapped_column(sa.String(80), default="")
    body: Mapped[str] = mapped_column(sa.String(300))
    title: Mapped[str] = mapped_column(sa.Text)
    day: Mapped[date]
    signer: Mapped[str] = mapped_column(sa.String(200))
    frame: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[PaperState] = mapped_column(one_of(PaperState), default=PaperState.ISSUED)
    void_reason: Mapped[str | None] = mapped_column(sa.Text)
    record: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    certificates: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON, default=list)
    inputs: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    record_digest: Mapped[str] = mapped_column(sa.String(64), default="")
    proof_code: Mapped[str] = mapped_column(sa.String(20))
    issued_by_id: Mapped[uuid.UUID] = reference("person.id")
    issued_at: Mapped[datetime] = mapped_column(Instant)
    scans: Mapped[list["PaperScan"]] = relationship(
        order_by="PaperScan.at.desc()", cascade="all, delete-orphan", back_populates="paper"
    )


explain("uq_paper_series_number", say("This number is given already; reload the page and try again."))


class PaperScan(Base):
    """The scan of a signed paper. `found_code` and `found_digest` are what its QR code says or what was typed."""

    __tablename__ = "paper_scan"
    __table_args__ = (sa.UniqueConstraint("paper_id", "file_id"),)

    id: Mapped[uuid.UUID] = identity()
    paper_id: Mapped[uuid.UUID] = reference("paper.id", ondelete="CASCADE")
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    verdict: Mapped[ScanVerdict] = mapped_column(one_of(ScanVerdict), default=ScanVerdict.UNREAD)
    found_code: Mapped[str | None] = mapped_column(sa.String(20))
    found_digest: Mapped[str] = mapped_column(sa.String(64), default="")
    typed: Mapped[bool] = mapped_column(default=False)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)
    paper: Mapped[Paper] = relationship(back_populates="scans")


class PaperText(Base):
    """The association's own wording of a paper, in place of ours; it holds in every edition."""

    __tablename__ = "paper_text"
    __table_args__ = (sa.UniqueConstraint("offer"),)

    id: Mapped[uuid.UUID] = identity()
    offer: Mapped[str] = mapped_column(sa.String(60))
    text: Mapped[str] = mapped_column(sa.Text)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[uuid.UUID] = reference("person.id")
    changed_at: Mapped[datetime] = mapped_column(Instant)
