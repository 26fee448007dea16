"""The edition itself, its calendar, and its short lists."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Instant, explain, identity, one_of, reference
from award.editions.clauses import Clause
from award.editions.models.common import CODE, NAME, Configured, children
from award.editions.states import EditionState, MajorityOf, PersonalNumber, Rounding, Selection, ThemeGroup
from award.kit.messages import say

if TYPE_CHECKING:
    from award.editions.models.categories import Category
    from award.editions.models.prizes import Destination, Issuer, PrizeLevel
    from award.editions.models.rounds import Round, Subcommittee


class Edition(Base):
    """One year's award."""

    __tablename__ = "edition"
    __table_args__ = (sa.UniqueConstraint("code"),)

    id: Mapped[uuid.UUID] = identity()
    code: Mapped[str] = mapped_column(CODE)
    state: Mapped[EditionState] = mapped_column(one_of(EditionState), default=EditionState.PREPARING)
    title: Mapped[str] = mapped_column(NAME)
    short_title: Mapped[str] = mapped_column(sa.String(120))
    number: Mapped[str | None] = mapped_column(sa.String(20))
    year: Mapped[int]
    province: Mapped[str] = mapped_column(sa.String(120))
    organiser: Mapped[str] = mapped_column(NAME)
    contact_email: Mapped[str | None] = mapped_column(sa.String(320))
    contact_phone: Mapped[str | None] = mapped_column(sa.String(60))
    contact_address: Mapped[str | None] = mapped_column(NAME)
    rules: Mapped[str] = mapped_column(sa.Text, default="")
    rules_reference: Mapped[str | None] = mapped_column(NAME)
    window_from: Mapped[date]
    window_to: Mapped[date]
    straddling: Mapped[bool] = mapped_column(default=False)
    works_per_author: Mapped[int | None]
    most_overlap: Mapped[int | None]
    notice_days: Mapped[int | None]
    objections_first: Mapped[bool] = mapped_column(default=False)
    answer_days: Mapped[int] = mapped_column(default=5)
    ruling_days: Mapped[int] = mapped_column(default=15)
    own_outlet: Mapped[bool] = mapped_column(default=True)
    own_branch: Mapped[bool] = mapped_column(default=False)
    earlier_coauthors: Mapped[bool] = mapped_column(default=False)
    judges_from_outlet: Mapped[int | None]
    council_members: Mapped[list[str]] = mapped_column(sa.JSON, default=lambda: ["chair", "member"])
    council_quorum: Mapped[str] = mapped_column(sa.String(10), default="2/3")
    council_majority: Mapped[str] = mapped_column(sa.String(10), default="1/2")
    majority_of: Mapped[MajorityOf] = mapped_column(one_of(MajorityOf), default=MajorityOf.PRESENT)
    secret_ballots: Mapped[bool] = mapped_column(default=True)
    grace_hours: Mapped[int | None]
    authors_confirm: Mapped[bool] = mapped_column(default=False)
    outlet_confirms: Mapped[bool] = mapped_column(default=False)
    personal_numbers: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    signed_form: Mapped[bool] = mapped_column(default=False)
    reminder_days: Mapped[list[int]] = mapped_column(sa.JSON, default=lambda: [7, 2])
    topics_first: Mapped[bool] = mapped_column(default=False)
    selection: Mapped[Selection] = mapped_column(one_of(Selection), default=Selection.NONE)
    unpublished_allowed: Mapped[bool] = mapped_column(default=False)
    postmark_counts: Mapped[bool] = mapped_column(default=False)
    licensed_outlets: Mapped[bool] = mapped_column(default=False)
    portals_allowed: Mapped[bool] = mapped_column(default=False)
    other_languages: Mapped[bool] = mapped_column(default=True)
    members_only: Mapped[bool] = mapped_column(default=False)
    province_only: Mapped[bool] = mapped_column(default=False)
    discipline_declared: Mapped[bool] = mapped_column(default=False)
    prizes_in_full: Mapped[bool] = mapped_column(default=False)
    one_main_per_author: Mapped[bool] = mapped_column(default=False)
    base_salary: Mapped[int | None] = mapped_column(sa.BigInteger)
    money_round_to: Mapped[int] = mapped_column(default=1)
    money_rounding: Mapped[Rounding] = mapped_column(one_of(Rounding), default=Rounding.HALF_UP)
    clauses: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(Instant)
    # Changes with every change of any configuration: by it a process knows whether what it keeps still holds.
    stamp: Mapped[str] = mapped_column(sa.String(64), default="")

    barred_awards: Mapped[list["BarredAward"]] = children("BarredAward", "edition")
    deadlines: Mapped[list["Deadline"]] = children("Deadline", "edition")
    categories: Mapped[list["Category"]] = children("Category", "edition")
    themes: Mapped[list["Theme"]] = children("Theme", "edition")
    reasons: Mapped[list["Reason"]] = children("Reason", "edition")
    subcommittees: Mapped[list["Subcommittee"]] = children("Subcommittee", "edition")
    rounds: Mapped[list["Round"]] = children("Round", "edition")
    prize_levels: Mapped[list["PrizeLevel"]] = children("PrizeLevel", "edition")
    destinations: Mapped[list["Destination"]] = children("Destination", "edition")
    issuers: Mapped[list["Issuer"]] = children("Issuer", "edition")

    @property
    def number_kinds(self) -> list[PersonalNumber]:
        """The personal numbers that authors are asked for."""
        return [PersonalNumber(kind) for kind in self.personal_numbers]

    @property
    def articles(self) -> list[tuple[Clause, str]]:
        """Clauses with where they stand in the rules, in the order of clauses."""
        return [(clause, self.clauses[clause]) for clause in Clause if clause in self.clauses]

    def deadline(self, code: str) -> "Deadline | None":
        """The deadline with this code, for example `entries`."""
        return next((deadline for deadline in self.deadlines if deadline.code == code), None)


class BarredAward(Configured, Base):
    """An award whose prizes exclude a work from this edition; without levels every prize of it does."""

    __tablename__ = "barred_award"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    levels: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    edition: Mapped[Edition] = relationship(back_populates="barred_awards")


class Deadline(Configured, Base):
    """Two instants: the one that is shown and the one after which nothing is taken (grace). Codes in use: `entries`
    (works are received until then, where their category names no other), `supplements` (corrections asked for by the
    secretariat), `topics` (topics are registered until then)."""

    __tablename__ = "deadline"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "code"),
        sa.CheckConstraint("hard_at >= shown_at", name="hard_not_before_shown"),
    )

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    shown_at: Mapped[datetime] = mapped_column(Instant)
    hard_at: Mapped[datetime] = mapped_column(Instant)
    edition: Mapped[Edition] = relationship(back_populates="deadlines")
    extensions: Mapped[list["DeadlineExtension"]] = relationship(
        order_by="DeadlineExtension.at", cascade="all, delete-orphan", back_populates="deadline"
    )


explain("hard_not_before_shown", say("The last instant lies before the one that is shown."), "hard_at")


class DeadlineExtension(Base):
    """A deadline moved while running: from when to when, by whom and why."""

    __tablename__ = "deadline_extension"

    id: Mapped[uuid.UUID] = identity()
    deadline_id: Mapped[uuid.UUID] = reference("deadline.id", ondelete="CASCADE")
    shown_before: Mapped[datetime] = mapped_column(Instant)
    hard_before: Mapped[datetime] = mapped_column(Instant)
    shown_after: Mapped[datetime] = mapped_column(Instant)
    hard_after: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[Deadline] = relationship(back_populates="extensions")


class Theme(Configured, Base):
    """A theme of the plan."""

    __tablename__ = "theme"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    group: Mapped[ThemeGroup] = mapped_column(one_of(ThemeGroup))
    name: Mapped[str] = mapped_column(NAME)
    edition: Mapped[Edition] = relationship(back_populates="themes")


class Reason(Configured, Base):
    """Why screening sends a work back or refuses it: its name in lists, and the sentence that the author reads. An
    edition without any uses the usual ones."""

    __tablename__ = "reason"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    text: Mapped[str] = mapped_column(sa.Text)
    edition: Mapped[Edition] = relationship(back_populates="reasons")
