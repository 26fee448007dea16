"""An entry (hồ sơ dự giải): the work, its authors, its parts, its files."""

import uuid
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from award.db import Base, Exact, Instant, explain, identity, one_of, reference
from award.entries.models.people import (
    Confirmation,
    Delivery,
    DeliveryLine,
    GivenNumber,
    HandingOver,
    SignedForm,
)
from award.entries.models.topics import Topic
from award.entries.states import EntryState
from award.kit import clock
from award.kit.codes import new_proof_code
from award.kit.messages import say
from award.kit.text import fold, sort_key

__all__ = [
    "Attachment",
    "Author",
    "Confirmation",
    "Delivery",
    "DeliveryLine",
    "EarlierPrize",
    "Entry",
    "GivenNumber",
    "HandingOver",
    "Override",
    "Part",
    "SignedForm",
    "Topic",
]

# Enough of a title to order lists by: two digits a letter, then the tones.
TITLE_KEY_LENGTH = 160


class Entry(Base):
    """A work entered in an edition. `code` (`BI-017`) is given at submission and never changes; `version` grows with
    every save and travels in every form; `search_text` is the folded code, title and names for the office's search.
    `title_key` and `acted_at` keep themselves: the order of titles in a Vietnamese list, and the last change of the row.
    `filled_by_id` is who of the office fills the entry in for its author; while that is the owner too, nobody else has
    an account to hold it. `statements` are what the authors declared, by the values of `Statement`. `arrived_at` is when
    a work on paper or disc counts as received, whenever it was keyed in.
    `supplement_until` is the last instant for the supplement that was asked for last; it says something while it is awaited.
    `proof_code` is the unguessable word under which anybody can ask whether a printed paper still has the work's data;
    `entrusted_to_id` is the outlet whose contact may hand a draft in for its owner."""

    __tablename__ = "entry"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "code"),
        sa.UniqueConstraint("category_id", "number"),
        sa.UniqueConstraint("proof_code"),
        sa.CheckConstraint("(code IS NULL) = (number IS NULL)", name="code_with_number"),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR (code IS NOT NULL AND submitted_at IS NOT NULL)",
            name="sent_in_has_code",
        ),
        sa.CheckConstraint(
            "state NOT IN ('ineligible', 'disqualified') OR state_reason IS NOT NULL", name="refusal_needs_reason"
        ),
        sa.Index("ix_entry_edition_state", "edition_id", "state", "code"),
        sa.Index("ix_entry_edition_category", "edition_id", "category_id", "code"),
        sa.Index("ix_entry_edition_submitted", "edition_id", "submitted_at"),
        sa.Index("ix_entry_edition_title", "edition_id", "title_key"),
        sa.Index("ix_entry_edition_acted", "edition_id", "acted_at"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    category_id: Mapped[uuid.UUID] = reference("category.id")
    genre_id: Mapped[uuid.UUID | None] = reference("genre.id", nullable=True)
    theme_id: Mapped[uuid.UUID | None] = reference("theme.id", nullable=True)
    owner_id: Mapped[uuid.UUID] = reference("person.id")
    filled_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    arrived_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[EntryState] = mapped_column(one_of(EntryState), default=EntryState.DRAFT)
    state_reason: Mapped[str | None] = mapped_column(sa.Text)
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[int | None]
    code: Mapped[str | None] = mapped_column(sa.String(20))
    title: Mapped[str] = mapped_column(sa.String(500), default="")
    title_key: Mapped[str] = mapped_column(sa.String(TITLE_KEY_LENGTH), default="")
    summary: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[str] = mapped_column(sa.String(40), default="vi")
    topic_id: Mapped[uuid.UUID | None] = reference("topic.id", nullable=True)
    unpublished: Mapped[bool] = mapped_column(default=False)
    declared: Mapped[bool] = mapped_column(default=False)
    statements: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    supplement_until: Mapped[datetime | None] = mapped_column(Instant)
    acted_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, onupdate=clock.now)
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    proof_code: Mapped[str] = mapped_column(sa.String(32), default=new_proof_code)
    entrusted_to_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)

    authors: Mapped[list["Author"]] = relationship(
        order_by="Author.position", cascade="all, delete-orphan", back_populates="entry"
    )
    parts: Mapped[list["Part"]] = relationship(
        order_by="Part.position", cascade="all, delete-orphan", back_populates="entry"
    )
    prizes: Mapped[list["EarlierPrize"]] = relationship(
        order_by="EarlierPrize.position", cascade="all, delete-orphan", back_populates="entry"
    )
    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.position", cascade="all, delete-orphan", back_populates="entry"
    )

    @property
    def kept_by_office(self) -> bool:
        """Whether the office holds it until its author claims it."""
        return self.filled_by_id is not None and self.owner_id == self.filled_by_id

    @validates("title")
    def _keep_title_key(self, _name: str, title: str) -> str:
        self.title_key = sort_key(title)[:TITLE_KEY_LENGTH]
        return title


explain("refusal_needs_reason", say("A refusal needs a reason."), "reason")


class Author(Base):
    """One author of the work, in order; the first is the lead author unless another is marked. `share` is the part in
    the work in percent, None where the group did not say. `name_folded` follows the name; the two digests are of the
    numbers of the cards, which nobody reads from them."""

    __tablename__ = "author"
    __table_args__ = (sa.UniqueConstraint("entry_id", "position"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    position: Mapped[int]
    person_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    full_name: Mapped[str] = mapped_column(sa.String(200))
    pen_names: Mapped[str] = mapped_column(sa.String(300), default="")
    email: Mapped[str | None] = mapped_column(sa.String(320), index=True)
    phone: Mapped[str | None] = mapped_column(sa.String(40))
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    is_lead: Mapped[bool] = mapped_column(default=False)
    share: Mapped[Decimal | None] = mapped_column(Exact)
    identity_key: Mapped[str] = mapped_column(sa.String(400), index=True)
    name_folded: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    press_card_digest: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    member_card_digest: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    entry: Mapped[Entry] = relationship(back_populates="authors")

    @validates("full_name")
    def _keep_name_folded(self, _name: str, full_name: str) -> str:
        self.name_folded = fold(full_name)[:200]
        return full_name


class Part(Base):
    """One part (kỳ) of the work; `outlet_name` is what the outlet was called on the day of publication."""

    __tablename__ = "part"
    __table_args__ = (sa.UniqueConstraint("entry_id", "position"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(500), default="")
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    outlet_name: Mapped[str] = mapped_column(sa.String(200), default="")
    programme: Mapped[str] = mapped_column(sa.String(200), default="")
    published_on: Mapped[date | None]
    page: Mapped[str] = mapped_column(sa.String(60), default="")
    url: Mapped[str] = mapped_column(sa.String(2000), default="")
    minutes: Mapped[int | None]
    words: Mapped[int | None]
    entry: Mapped[Entry] = relationship(back_populates="parts")


class EarlierPrize(Base):
    """A prize that the work has won before, as its author declares it."""

    __tablename__ = "earlier_prize"
    __table_args__ = (sa.UniqueConstraint("entry_id", "position"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    position: Mapped[int]
    contest: Mapped[str] = mapped_column(sa.String(300))
    organiser: Mapped[str] = mapped_column(sa.String(300), default="")
    level: Mapped[str] = mapped_column(sa.String(120), default="")
    year: Mapped[int | None]
    entry: Mapped[Entry] = relationship(back_populates="prizes")


class Attachment(Base):
    """A stored file on an entry: for which requirement, for which part (by position), with which caption."""

    __tablename__ = "attachment"
    __table_args__ = (sa.UniqueConstraint("file_id"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    requirement_id: Mapped[uuid.UUID] = reference("file_requirement.id")
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    part_position: Mapped[int | None]
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(sa.Text, default="")
    entry: Mapped[Entry] = relationship(back_populates="attachments")


class Override(Base):
    """A check that the secretariat set aside on one entry, with the reason. `clause` is the key of the check
    (`window`, `files:trang-bao`), `part` the position that it is about. Lifting it deletes the row; the record keeps both.
    """

    __tablename__ = "check_override"
    __table_args__ = (sa.CheckConstraint("reason <> ''", name="override_needs_reason"),)

    id: Mapped[uuid.UUID] = identity()
    entry_id: Mapped[uuid.UUID] = reference("entry.id", ondelete="CASCADE")
    clause: Mapped[str] = mapped_column(sa.String(300))
    part: Mapped[int | None]
    reason: Mapped[str] = mapped_column(sa.Text)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)


explain("override_needs_reason", say("Write why the check is set aside."), "reason")
