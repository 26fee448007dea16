"""A stored file: what was promised, what arrived, what it was found to be."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, identity, one_of, reference
from award.files.sentences import from_json, in_time
from award.files.states import FileState, RenditionKind
from award.kit import clock
from award.kit.messages import Message


class StoredFile(Base):
    """One object in the bucket. `size` is what the browser promised until the file is stored, then what is there;
    `type_found` comes from the content, never from the name; `probe` holds what `probing.facts.Probed` lists.

    `crc32` is of the same bytes as `sha256`: what a ZIP says of them, by which they are known again while they pass.

    A rendition is a file of its own with a `parent_id`, of one `rendition` kind; `place` counts pages from 1.

    `head_sha256` and `declared_sha256` are what the browser read of its file: the first MiB, by which it is known again,
    and the whole, which what arrived must have. A file that was promised has a place until `promised_until`."""

    __tablename__ = "stored_file"
    __table_args__ = (
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("parent_id", "rendition", "place"),
        sa.CheckConstraint("parent_id IS NULL OR rendition IS NOT NULL", name="rendition_of_a_file"),
        sa.CheckConstraint("size > 0", name="size_positive"),
        sa.CheckConstraint(
            "state <> 'verified' OR (sha256 IS NOT NULL AND type_found IS NOT NULL)", name="verified_is_known"
        ),
        sa.CheckConstraint("state <> 'refused' OR refusal IS NOT NULL", name="refused_has_reason"),
        sa.CheckConstraint("(promised_at IS NULL) = (promised_until IS NULL)", name="promise_has_its_end"),
        sa.CheckConstraint("promised_at IS NULL OR declared_sha256 IS NOT NULL", name="promise_names_its_bytes"),
    )

    id: Mapped[uuid.UUID] = identity()
    key: Mapped[str] = mapped_column(sa.String(200))
    name: Mapped[str] = mapped_column(sa.String(300))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    largest: Mapped[int] = mapped_column(sa.BigInteger)
    kinds: Mapped[list[str]] = mapped_column(sa.JSON)
    state: Mapped[FileState] = mapped_column(one_of(FileState), default=FileState.WAITING, index=True)
    upload_id: Mapped[str | None] = mapped_column(sa.String(500))
    owner_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    parent_id: Mapped[uuid.UUID | None] = reference("stored_file.id", nullable=True)
    rendition: Mapped[RenditionKind | None] = mapped_column(one_of(RenditionKind))
    place: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    touched_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    head_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    declared_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    promised_at: Mapped[datetime | None] = mapped_column(Instant)
    promised_until: Mapped[datetime | None] = mapped_column(Instant)
    stored_at: Mapped[datetime | None] = mapped_column(Instant)
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    sha256: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    crc32: Mapped[int | None] = mapped_column(sa.BigInteger)
    type_found: Mapped[str | None] = mapped_column(sa.String(120))
    probe: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)
    refusal: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)

    @property
    def refusal_message(self) -> Message | None:
        """Why it was not accepted, or given up by the system."""
        return from_json(self.refusal) if self.refusal else None

    @property
    def can_be_sent_again(self) -> bool:
        """Whether it was promised and other bytes came than were declared."""
        return self.state is FileState.REFUSED and self.promised_at is not None and self.sha256 != self.declared_sha256

    @property
    def minutes(self) -> Decimal | None:
        """The length of sound or video in minutes, exact to the millisecond; None for other things."""
        return Decimal(self.probe["seconds"]) / 60 if "seconds" in self.probe else None

    @property
    def length(self) -> str:
        """The length as players show it, `3:07` or `1:02:09`; empty for other things."""
        return in_time(Decimal(self.probe["seconds"])) if "seconds" in self.probe else ""


class FileText(Base):
    """The text that was found in a file, bounded: for rules that compare texts. Absent where there is none."""

    __tablename__ = "file_text"
    __table_args__ = (sa.UniqueConstraint("file_id"),)

    id: Mapped[uuid.UUID] = identity()
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    text: Mapped[str] = mapped_column(sa.Text)
