"""An edition of an award, wholly as data: everything that a set of rules can say differently.

Each thing of the configuration has a `code`, unique in its parent, by which the edition's file finds it again.
"""

import uuid
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from award.db import Base, Exact, Instant, explain, identity, one_of, reference
from award.editions.clauses import Clause
from award.editions.states import (
    EditionState,
    FileKind,
    Frame,
    MediaType,
    PersonalNumber,
    PrizeKind,
    RoundMode,
    RoundState,
    Selection,
    TallyMethod,
    ThemeGroup,
)
from award.kit.codes import new_secret
from award.kit.messages import say

CODE = sa.String(40)
NAME = sa.String(300)


def _children(target: str, parent: str) -> Mapped:
    return relationship(target, order_by=f"{target}.position", cascade="all, delete-orphan", back_populates=parent)


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
    own_outlet: Mapped[bool] = mapped_column(default=True)
    own_branch: Mapped[bool] = mapped_column(default=False)
    earlier_coauthors: Mapped[bool] = mapped_column(default=False)
    judges_from_outlet: Mapped[int | None]
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
    clauses: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(Instant)
    # Changes with every change of any configuration: by it a process knows whether what it keeps still holds.
    stamp: Mapped[str] = mapped_column(sa.String(64), default="")

    barred_awards: Mapped[list["BarredAward"]] = _children("BarredAward", "edition")
    deadlines: Mapped[list["Deadline"]] = _children("Deadline", "edition")
    categories: Mapped[list["Category"]] = _children("Category", "edition")
    themes: Mapped[list["Theme"]] = _children("Theme", "edition")
    reasons: Mapped[list["Reason"]] = _children("Reason", "edition")
    subcommittees: Mapped[list["Subcommittee"]] = _children("Subcommittee", "edition")
    rounds: Mapped[list["Round"]] = _children("Round", "edition")
    prize_levels: Mapped[list["PrizeLevel"]] = _children("PrizeLevel", "edition")
    destinations: Mapped[list["Destination"]] = _children("Destination", "edition")
    issuers: Mapped[list["Issuer"]] = _children("Issuer", "edition")

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


class _Configured:
    """What every thing of the configuration has."""

    id: Mapped[uuid.UUID] = identity()
    code: Mapped[str] = mapped_column(CODE)
    position: Mapped[int]


class BarredAward(_Configured, Base):
    """An award whose prizes exclude a work from this edition; without levels every prize of it does."""

    __tablename__ = "barred_award"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    levels: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    edition: Mapped[Edition] = relationship(back_populates="barred_awards")


class Deadline(_Configured, Base):
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


class Category(_Configured, Base):
    """The bucket of competition. None in a limit means no limit. `letters` begins the codes of its works (`BI`)."""

    __tablename__ = "category"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"), sa.UniqueConstraint("edition_id", "letters"))

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    letters: Mapped[str] = mapped_column(sa.String(6))
    media_type: Mapped[MediaType] = mapped_column(one_of(MediaType))
    guidance: Mapped[str] = mapped_column(sa.Text, default="")
    deadline: Mapped[str] = mapped_column(CODE, default="entries")
    least_authors: Mapped[int | None]
    most_authors: Mapped[int | None]
    least_parts: Mapped[int | None]
    most_parts: Mapped[int | None]
    least_words: Mapped[int | None]
    most_words: Mapped[int | None]
    least_minutes: Mapped[int | None]
    most_minutes: Mapped[int | None]
    least_photos: Mapped[int | None]
    most_photos: Mapped[int | None]
    link_needed: Mapped[bool] = mapped_column(default=False)
    made_for_online: Mapped[bool] = mapped_column(default=False)
    edition: Mapped[Edition] = relationship(back_populates="categories")
    genres: Mapped[list["Genre"]] = _children("Genre", "category")
    requirements: Mapped[list["FileRequirement"]] = _children("FileRequirement", "category")


explain("uq_category_edition_id_letters", say("Two categories have the same letters."), "letters")


class Genre(_Configured, Base):
    """A genre of a category, with limits of its own on minutes and photos where the rules set them."""

    __tablename__ = "genre"
    __table_args__ = (sa.UniqueConstraint("category_id", "code"),)

    category_id: Mapped[uuid.UUID] = reference("category.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    least_minutes: Mapped[int | None]
    most_minutes: Mapped[int | None]
    least_photos: Mapped[int | None]
    most_photos: Mapped[int | None]
    category: Mapped[Category] = relationship(back_populates="genres")


class FileRequirement(_Configured, Base):
    """Files that a work of the category needs: how many, of what kinds, how large (bytes), for each part or once; only
    from works of some genres (by code), or only from those not in Vietnamese."""

    __tablename__ = "file_requirement"
    __table_args__ = (sa.UniqueConstraint("category_id", "code"),)

    category_id: Mapped[uuid.UUID] = reference("category.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    hint: Mapped[str] = mapped_column(sa.Text, default="")
    kinds: Mapped[list[str]] = mapped_column(sa.JSON)
    least: Mapped[int]
    most: Mapped[int]
    per_part: Mapped[bool] = mapped_column(default=False)
    captioned: Mapped[bool] = mapped_column(default=False)
    genres: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    translation: Mapped[bool] = mapped_column(default=False)
    photos: Mapped[bool] = mapped_column(default=False)
    largest: Mapped[int] = mapped_column(sa.BigInteger)
    category: Mapped[Category] = relationship(back_populates="requirements")

    @property
    def file_kinds(self) -> list[FileKind]:
        """The kinds accepted."""
        return [FileKind(kind) for kind in self.kinds]


class Theme(_Configured, Base):
    """A theme of the plan."""

    __tablename__ = "theme"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    group: Mapped[ThemeGroup] = mapped_column(one_of(ThemeGroup))
    name: Mapped[str] = mapped_column(NAME)
    edition: Mapped[Edition] = relationship(back_populates="themes")


class Reason(_Configured, Base):
    """Why screening sends a work back or refuses it: its name in lists, and the sentence that the author reads. An
    edition without any uses the usual ones."""

    __tablename__ = "reason"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    text: Mapped[str] = mapped_column(sa.Text)
    edition: Mapped[Edition] = relationship(back_populates="reasons")


class Subcommittee(_Configured, Base):
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


class Round(_Configured, Base):
    """A round of judging and how it is tallied. A work passes if it is among the first `pass_count` of its
    sub-committee, or reaches `pass_mark`; with neither, all pass. `ties` are the rules that separate equal scores
    (`editions.ties`), `trim_from` the least number of marks that a trimmed mean trims."""

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
    scale: Mapped[Decimal] = mapped_column(Exact)
    step: Mapped[Decimal] = mapped_column(Exact)
    blind: Mapped[bool]
    judges_per_work: Mapped[int]
    quorum: Mapped[int]
    method: Mapped[TallyMethod] = mapped_column(one_of(TallyMethod))
    pass_count: Mapped[int | None]
    pass_mark: Mapped[Decimal | None] = mapped_column(Exact)
    trim_from: Mapped[int] = mapped_column(default=3)
    ties: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    edition: Mapped[Edition] = relationship(back_populates="rounds")
    criteria: Mapped[list["Criterion"]] = _children("Criterion", "round")


explain("closes_after_opening", say("The round closes before it opens."), "closes_at")


class Criterion(_Configured, Base):
    """One thing that judges mark, from 0 to `maximum`; the maxima of a round add up to its scale."""

    __tablename__ = "criterion"
    __table_args__ = (sa.UniqueConstraint("round_id", "code"),)

    round_id: Mapped[uuid.UUID] = reference("round.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    guidance: Mapped[str] = mapped_column(sa.Text, default="")
    maximum: Mapped[Decimal] = mapped_column(Exact)
    round: Mapped[Round] = relationship(back_populates="criteria")


class PrizeLevel(_Configured, Base):
    """A prize and its money in whole đồng."""

    __tablename__ = "prize_level"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    kind: Mapped[PrizeKind] = mapped_column(one_of(PrizeKind), default=PrizeKind.MAIN)
    money: Mapped[int | None] = mapped_column(sa.BigInteger)
    edition: Mapped[Edition] = relationship(back_populates="prize_levels")
    places: Mapped[list["PrizePlaces"]] = relationship(
        cascade="all, delete-orphan", back_populates="level", order_by="PrizePlaces.id"
    )


class PrizePlaces(Base):
    """How many places at most a level has in a category (None: for the whole award)."""

    __tablename__ = "prize_places"
    __table_args__ = (sa.UniqueConstraint("level_id", "category_id"),)

    id: Mapped[uuid.UUID] = identity()
    level_id: Mapped[uuid.UUID] = reference("prize_level.id", ondelete="CASCADE")
    category_id: Mapped[uuid.UUID | None] = reference("category.id", nullable=True, ondelete="CASCADE")
    places: Mapped[int]
    level: Mapped[PrizeLevel] = relationship(back_populates="places")


class Destination(_Configured, Base):
    """Where chosen works are forwarded to, and that award's rules."""

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
    edition: Mapped[Edition] = relationship(back_populates="destinations")


class Issuer(_Configured, Base):
    """A body that issues papers of the edition: `organiser` signs letters and decisions, `council` the minutes."""

    __tablename__ = "issuer"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    parent: Mapped[str | None] = mapped_column(NAME)
    symbol: Mapped[str] = mapped_column(sa.String(40))
    place: Mapped[str] = mapped_column(sa.String(120))
    frame: Mapped[Frame] = mapped_column(one_of(Frame), default=Frame.STATE)
    authority: Mapped[str | None] = mapped_column(NAME)
    signer_title: Mapped[str] = mapped_column(NAME)
    signer_name: Mapped[str] = mapped_column(sa.String(200))
    recipients: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    edition: Mapped[Edition] = relationship(back_populates="issuers")


@event.listens_for(Session, "after_flush")
def _stamp(session: Session, _context: object) -> None:
    """In the transaction that changes anything here, every edition gets a new stamp: they are few, and seldom change."""
    if any(isinstance(thing, OWN) for thing in (*session.new, *session.dirty, *session.deleted)):
        stamp = new_secret()
        session.connection().execute(sa.update(Edition.__table__).values(stamp=stamp))
        for thing in (*session.new, *session.identity_map.values()):
            if isinstance(thing, Edition):
                set_committed_value(thing, "stamp", stamp)


OWN = tuple(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__module__ == __name__)
