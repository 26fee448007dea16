"""People, their roles, and the organisations whose names change in the middle of a year."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.accounts.states import Carrier, OrganisationKind, Role
from award.accounts.tokens import state_of
from award.db import Base, Instant, Sealed, explain, identity, one_of, one_while, reference
from award.kit.messages import say
from award.kit.text import fold, name_key


class Organisation(Base):
    """An outlet, a body or a branch; what it is called depends on the day. An outlet's licence holds from the one day
    to the other, where they are known."""

    __tablename__ = "organisation"

    id: Mapped[uuid.UUID] = identity()
    kind: Mapped[OrganisationKind] = mapped_column(one_of(OrganisationKind), index=True)
    licensed: Mapped[bool] = mapped_column(default=True)
    carrier: Mapped[Carrier] = mapped_column(one_of(Carrier), default=Carrier.PRESS)
    licence_no: Mapped[str] = mapped_column(sa.String(120), default="")
    licensed_from: Mapped[date | None]
    licensed_until: Mapped[date | None]
    media_types: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    successor_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    names: Mapped[list["OrganisationName"]] = relationship(
        order_by="OrganisationName.valid_from",
        cascade="all, delete-orphan",
        lazy="selectin",
        back_populates="organisation",
    )

    def name_on(self, day: date) -> str:
        """What it was called on that day; before its first name, the first one."""
        fitting = [name for name in self.names if name.valid_from <= day] or self.names[:1]
        return fitting[-1].name if fitting else ""

    @property
    def name(self) -> str:
        """Its newest name."""
        return self.names[-1].name if self.names else ""


class OrganisationName(Base):
    """A name and the first day it holds; it ends where the next one begins."""

    __tablename__ = "organisation_name"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "valid_from"),)

    id: Mapped[uuid.UUID] = identity()
    organisation_id: Mapped[uuid.UUID] = reference("organisation.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(sa.String(200))
    short_name: Mapped[str | None] = mapped_column(sa.String(60))
    valid_from: Mapped[date]
    organisation: Mapped[Organisation] = relationship(back_populates="names")


explain(
    "uq_organisation_name_organisation_id_valid_from",
    say("There is a name that begins on this day already."),
    "valid_from",
)


class Person(Base, UserMixin):
    """Somebody who can sign in, with the profile that is filled once."""

    __tablename__ = "person"
    __table_args__ = (sa.UniqueConstraint("email"),)

    id: Mapped[uuid.UUID] = identity()
    email: Mapped[str] = mapped_column(sa.String(320))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    session_key: Mapped[str] = mapped_column(sa.String(64))
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    demo: Mapped[bool] = mapped_column(default=False, index=True)
    language: Mapped[str] = mapped_column(sa.String(8), default="vi")

    full_name: Mapped[str] = mapped_column(sa.String(200))
    name_key: Mapped[str] = mapped_column(sa.String(1200), index=True)
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    pen_names: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    phone: Mapped[str | None] = mapped_column(sa.String(40))
    position: Mapped[str | None] = mapped_column(sa.String(200))
    is_member: Mapped[bool] = mapped_column(default=False)
    # Every request reads its person; the two numbers are read (and deciphered) only where they are shown.
    press_card_no: Mapped[str | None] = mapped_column(Sealed, deferred=True, deferred_group="cards")
    member_card_no: Mapped[str | None] = mapped_column(Sealed, deferred=True, deferred_group="cards")
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    branch_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)

    outlet: Mapped[Organisation | None] = relationship(foreign_keys=[outlet_id])
    branch: Mapped[Organisation | None] = relationship(foreign_keys=[branch_id])
    grants: Mapped[list["RoleGrant"]] = relationship(
        primaryjoin="and_(Person.id == RoleGrant.person_id, RoleGrant.revoked_at.is_(None))",
        foreign_keys="RoleGrant.person_id",
        viewonly=True,
        order_by="RoleGrant.granted_at",
    )
    consents: Mapped[list["Consent"]] = relationship(order_by="Consent.given_at", back_populates="person")

    def get_id(self) -> str:
        """What the session cookie holds: a new key (a new password, a sign-out everywhere) ends every session."""
        return f"{self.id}/{self.session_key}"

    @property
    def link_state(self) -> str:
        """What links in letters are bound to; it changes when one is used."""
        return state_of(self.email, self.session_key, self.email_confirmed_at)

    def has_role(self, *roles: Role, edition_id: uuid.UUID | None = None) -> bool:
        """Whether the person holds one of the roles in this edition, or for the whole installation."""
        return any(grant.role in roles and grant.edition_id in (edition_id, None) for grant in self.grants)

    def roles_in(self, edition_id: uuid.UUID) -> set[Role]:
        """All roles that hold in this edition."""
        return {grant.role for grant in self.grants if grant.edition_id in (edition_id, None)}

    def contact_of(self, edition_id: uuid.UUID) -> set[uuid.UUID]:
        """The outlets and branches whose contact the person is in this edition."""
        held = [g for g in self.grants if g.role is Role.CONTACT and g.edition_id in (edition_id, None)]
        return {grant.outlet_id for grant in held} - {None}

    @property
    def is_administrator(self) -> bool:
        """Whether the person administers the installation."""
        return any(grant.role is Role.ADMINISTRATOR for grant in self.grants)


@event.listens_for(Person, "before_insert")
@event.listens_for(Person, "before_update")
def _keep_keys(_mapper, _connection, person: Person) -> None:
    """What lists sort and search by follows the name, whoever changes it."""
    person.name_key = name_key(person.full_name)
    person.search_text = fold(" ".join([person.full_name, *(person.pen_names or []), person.email]))


explain("uq_person_email", say("There is an account with this address already."), "email")


class RoleGrant(Base):
    """A role given to a person in an edition (None: everywhere); taken back by a date, never deleted."""

    __tablename__ = "role_grant"
    __table_args__ = (one_while("revoked_at IS NULL", "uq_role_grant_open", "person_id", "edition_id", "role"),)

    id: Mapped[uuid.UUID] = identity()
    person_id: Mapped[uuid.UUID] = reference("person.id")
    edition_id: Mapped[uuid.UUID | None] = reference("edition.id", nullable=True)
    role: Mapped[Role] = mapped_column(one_of(Role))
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    granted_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    granted_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


explain("uq_role_grant_open", say("This person holds this role already."), "role")


class Consent(Base):
    """A person's agreement to one purpose, with the version of the text that was shown."""

    __tablename__ = "consent"

    id: Mapped[uuid.UUID] = identity()
    person_id: Mapped[uuid.UUID] = reference("person.id")
    purpose: Mapped[str] = mapped_column(sa.String(64))
    text_version: Mapped[str] = mapped_column(sa.String(20))
    given_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    person: Mapped[Person] = relationship(back_populates="consents")
