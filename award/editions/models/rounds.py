"""Sub-committees and rounds of judging."""

import uuid
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Exact, Instant, explain, identity, one_of, reference
from award.editions.criteria import Band, band
from award.editions.models.common import NAME, Configured, children
from award.editions.models.edition import Edition
from award.editions.states import BallotForm, CoverageRule, RoundMode, RoundState, TallyMethod
from award.kit.messages import say


class Subcommittee(Configured, Base):
    """A tiểu ban: which categories, and which of their genres (none named: all), it judges."""

    __tablename__ = "subcommittee"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    edition: Mapped[Edition] = relationship(back_populates="subcommittees")
    scopes: Mapped[list["SubcommitteeScope"]] = relationship(
        cascade="all, delete-orphan", back_populates="subcommittee", order_by="SubcommitteeScope.id"
    )


class SubcommitteeScope(Base):
    """One category, or one genre of it, before a sub-committee."""

    __tablename__ = "subcommittee_scope"

    id: Mapped[uuid.UUID] = identity()
    subcommittee_id: Mapped[uuid.UUID] = reference("subcommittee.id", ondelete="CASCADE")
    category_id: Mapped[uuid.UUID] = reference("category.id", ondelete="CASCADE")
    genre_id: Mapped[uuid.UUID | None] = reference("genre.id", nullable=True, ondelete="CASCADE")
    subcommittee: Mapped[Subcommittee] = relationship(back_populates="scopes")


class Round(Configured, Base):
    """A round of judging and how it is tallied. A work passes if it is among the first `pass_count` of its
    sub-committee, or reaches `pass_mark` (in a ballot: `pass_votes`); with none, all pass. A panel says it otherwise for
    one sub-committee. `ties` are the rules that separate equal scores (`editions.ties`), `trim_from` the least number
    of marks that a trimmed mean trims. A ballot has no scale, step, method or number of judges: every judge votes.
    `coverage_share` is how much of a work, in percent, a judge should have seen or heard before confirming, `feedback`
    whether authors get the remarks for them once the results are out."""

    __tablename__ = "round"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "code"),
        sa.CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        sa.CheckConstraint("scale > 0 AND step > 0", name="scale_positive"),
    )

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    state: Mapped[RoundState] = mapped_column(one_of(RoundState), default=RoundState.PLANNED)
    mode: Mapped[RoundMode] = mapped_column(one_of(RoundMode))
    calibration: Mapped[bool] = mapped_column(default=False)
    ballot: Mapped[BallotForm | None] = mapped_column(one_of(BallotForm))
    choices: Mapped[int | None]
    scale: Mapped[Decimal | None] = mapped_column(Exact)
    step: Mapped[Decimal | None] = mapped_column(Exact)
    blind: Mapped[bool]
    own_jury: Mapped[bool] = mapped_column(default=False)
    judges_per_work: Mapped[int | None]
    quorum: Mapped[int]
    method: Mapped[TallyMethod | None] = mapped_column(one_of(TallyMethod))
    pass_count: Mapped[int | None]
    pass_mark: Mapped[Decimal | None] = mapped_column(Exact)
    pass_votes: Mapped[int | None]
    trim_from: Mapped[int] = mapped_column(default=3)
    ties: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    coverage: Mapped[CoverageRule] = mapped_column(one_of(CoverageRule), default=CoverageRule.OFF)
    coverage_share: Mapped[int] = mapped_column(default=50)
    feedback: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    reminder_days: Mapped[list[int]] = mapped_column(sa.JSON, default=lambda: [3, 1, 0])
    late_reminder_days: Mapped[list[int]] = mapped_column(sa.JSON, default=lambda: [1, 3])
    edition: Mapped[Edition] = relationship(back_populates="rounds")
    criteria: Mapped[list["Criterion"]] = children("Criterion", "round")
    panels: Mapped[list["Panel"]] = children("Panel", "round")

    @property
    def is_ballot(self) -> bool:
        """Whether judges vote instead of marking."""
        return self.mode is RoundMode.BALLOT

    @property
    def has_everyone(self) -> bool:
        """Whether every judge of a sub-committee judges every work of it."""
        return self.is_ballot or self.calibration

    @property
    def wanted_judges(self) -> int:
        """How many judges a work should have: where everyone judges, the quorum."""
        return self.quorum if self.has_everyone else self.judges_per_work

    def panel(self, subcommittee: str) -> "Panel | None":
        """What the round says otherwise for the sub-committee with this code."""
        return next((one for one in self.panels if one.code == subcommittee), None)

    def passing(self, subcommittee: str) -> "Round | Panel":
        """Whose `pass_count`, `pass_mark` and `pass_votes` hold for the sub-committee."""
        own = self.panel(subcommittee)
        return own if own and (own.pass_count or own.pass_mark or own.pass_votes) else self

    def most_choices(self, subcommittee: str) -> int | None:
        """How many works of the sub-committee a judge may choose in a ballot of choices."""
        own = self.panel(subcommittee)
        return own.choices if own and own.choices else self.choices


explain("closes_after_opening", say("The round closes before it opens."), "closes_at")


class Criterion(Configured, Base):
    """One thing that judges mark, from 0 to `maximum`. The maxima add up to the round's scale; or each is the scale and
    the mark counts by its `weight` in percent. `works` and `steps` as in the edition's file (`editions.criteria`)."""

    __tablename__ = "criterion"
    __table_args__ = (sa.UniqueConstraint("round_id", "code"),)

    round_id: Mapped[uuid.UUID] = reference("round.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    guidance: Mapped[str] = mapped_column(sa.Text, default="")
    maximum: Mapped[Decimal] = mapped_column(Exact)
    weight: Mapped[int | None]
    works: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    steps: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    round: Mapped[Round] = relationship(back_populates="criteria")

    @property
    def bands(self) -> list[Band]:
        """What marks mean: from, to and the words for them, the lowest first."""
        return [band(step) for step in self.steps]


class Panel(Configured, Base):
    """What a round says otherwise for one sub-committee, whose code it bears."""

    __tablename__ = "panel"
    __table_args__ = (sa.UniqueConstraint("round_id", "code"),)

    round_id: Mapped[uuid.UUID] = reference("round.id", ondelete="CASCADE")
    pass_count: Mapped[int | None]
    pass_mark: Mapped[Decimal | None] = mapped_column(Exact)
    pass_votes: Mapped[int | None]
    choices: Mapped[int | None]
    round: Mapped[Round] = relationship(back_populates="panels")
