"""Prizes, the awards works are forwarded to, and who issues papers."""

import uuid
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.accounts.states import OrganisationKind
from award.db import Base, Exact, identity, one_of, reference
from award.editions.models.common import NAME, Configured
from award.editions.models.edition import Edition
from award.editions.money import amount
from award.editions.states import Among, Counted, Frame, PrizeKind, Unused


class PrizeLevel(Configured, Base):
    """A prize. Its money is in whole đồng, or a multiple of the base salary. `least_score` and `least_share` (percent of
    the round's scale) are floors; `themes` (codes) narrow a thematic prize; `recipients` and `counted` are of collective
    prizes, `among`, `least_age` and `below_age` of those for the oldest and youngest author."""

    __tablename__ = "prize_level"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    kind: Mapped[PrizeKind] = mapped_column(one_of(PrizeKind), default=PrizeKind.MAIN)
    money: Mapped[int | None] = mapped_column(sa.BigInteger)
    base_multiple: Mapped[Decimal | None] = mapped_column(Exact)
    least_score: Mapped[Decimal | None] = mapped_column(Exact)
    least_share: Mapped[int | None]
    unused: Mapped[Unused] = mapped_column(one_of(Unused), default=Unused.EMPTY)
    themes: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    beside_main: Mapped[bool] = mapped_column(default=True)
    recipients: Mapped[OrganisationKind | None] = mapped_column(one_of(OrganisationKind))
    counted: Mapped[Counted] = mapped_column(one_of(Counted), default=Counted.NAMED)
    among: Mapped[Among] = mapped_column(one_of(Among), default=Among.ELIGIBLE)
    least_age: Mapped[int | None]
    below_age: Mapped[int | None]
    edition: Mapped[Edition] = relationship(back_populates="prize_levels")
    places: Mapped[list["PrizePlaces"]] = relationship(
        cascade="all, delete-orphan", back_populates="level", order_by="PrizePlaces.id"
    )

    @property
    def amount(self) -> int | None:
        """The money in whole đồng, also where it is a multiple of the edition's base salary."""
        return amount(self, self.edition)


class PrizePlaces(Base):
    """How many places at most a level has in a category or for a sub-committee (neither: for the whole award)."""

    __tablename__ = "prize_places"
    __table_args__ = (
        sa.UniqueConstraint("level_id", "category_id"),
        sa.UniqueConstraint("level_id", "subcommittee_id"),
        sa.CheckConstraint("category_id IS NULL OR subcommittee_id IS NULL", name="one_scope"),
    )

    id: Mapped[uuid.UUID] = identity()
    level_id: Mapped[uuid.UUID] = reference("prize_level.id", ondelete="CASCADE")
    category_id: Mapped[uuid.UUID | None] = reference("category.id", nullable=True, ondelete="CASCADE")
    subcommittee_id: Mapped[uuid.UUID | None] = reference("subcommittee.id", nullable=True, ondelete="CASCADE")
    places: Mapped[int]
    level: Mapped[PrizeLevel] = relationship(back_populates="places")

    @property
    def scope(self) -> uuid.UUID | None:
        """The category or sub-committee whose works compete for these places; None for the whole award."""
        return self.category_id or self.subcommittee_id


class Destination(Configured, Base):
    """Where chosen works are forwarded to, and that award's rules. `categories` says what the destination calls the
    categories of this edition, by their codes; `columns` are those of its list (`editions.listing`); `wants` is what it
    wants of the chosen works in addition; `disc_size` (bytes) is the largest volume that it takes."""

    __tablename__ = "destination"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    addressee: Mapped[str] = mapped_column(NAME)
    address: Mapped[str] = mapped_column(NAME, default="")
    deadline_on: Mapped[date]
    window_from: Mapped[date]
    window_to: Mapped[date]
    places: Mapped[int | None]
    most_authors: Mapped[int | None]
    works_per_author: Mapped[int | None]
    prized_only: Mapped[bool] = mapped_column(default=True)
    media_types: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    most_parts: Mapped[int | None]
    prizes_declared: Mapped[bool] = mapped_column(default=False)
    categories: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    columns: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    wants: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    disc_size: Mapped[int | None] = mapped_column(sa.BigInteger)
    edition: Mapped[Edition] = relationship(back_populates="destinations")


class Issuer(Configured, Base):
    """A body that issues papers of the edition: `organiser` signs letters and decisions, `council` the minutes."""

    __tablename__ = "issuer"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    parent: Mapped[str | None] = mapped_column(NAME)
    symbol: Mapped[str] = mapped_column(sa.String(40))
    place: Mapped[str] = mapped_column(sa.String(120))
    frame: Mapped[Frame] = mapped_column(one_of(Frame), default=Frame.STATE)
    term: Mapped[str | None] = mapped_column(sa.String(40))
    authority: Mapped[str | None] = mapped_column(NAME)
    signer_title: Mapped[str] = mapped_column(NAME)
    signer_name: Mapped[str] = mapped_column(sa.String(200))
    recipients: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    edition: Mapped[Edition] = relationship(back_populates="issuers")
