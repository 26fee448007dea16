"""Personal numbers, by the address of the author who gave them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from award.accounts.models import Person
from award.audit.models import AuditEvent
from award.db import Page, db, paged
from award.editions.models import Edition
from award.editions.states import PersonalNumber
from award.entries.models import Author, Entry, GivenNumber
from award.entries.numbers import masked
from award.entries.states import SENT_IN


@dataclass(frozen=True)
class MaskedNumber:
    """What a page shows of a number."""

    id: uuid.UUID
    kind: PersonalNumber
    masked: str
    bank: str
    saved_at: datetime


@dataclass(frozen=True)
class NumbersOf:
    """An author of an edition with what was given, by kind."""

    name: str
    email: str
    given: dict[PersonalNumber, MaskedNumber]


def number_of(edition_id: uuid.UUID, email: str, kind: PersonalNumber) -> GivenNumber | None:
    """One number of one author."""
    return db.session.scalar(
        sa.select(GivenNumber).where(
            GivenNumber.edition_id == edition_id, GivenNumber.email == email, GivenNumber.kind == kind
        )
    )


def personal_number(number_id: uuid.UUID) -> GivenNumber | None:
    """One number."""
    return db.session.get(GivenNumber, number_id)


def numbers_of(edition_id: uuid.UUID, email: str) -> dict[PersonalNumber, MaskedNumber]:
    """What an author gave for an edition, masked."""
    rows = db.session.scalars(
        sa.select(GivenNumber)
        .where(GivenNumber.edition_id == edition_id, GivenNumber.email == email)
        .order_by(GivenNumber.kind)
    )
    return {row.kind: _masked(row) for row in rows}


def numbers_page(edition: Edition, *, page: int) -> Page:
    """The authors of works sent in, by name, each with what was given, masked: three statements whatever the length."""
    these = (
        sa.select(Author.email, sa.func.min(Author.full_name).label("name"))
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.edition_id == edition.id, Entry.state.in_(SENT_IN), Author.email.is_not(None))
        .group_by(Author.email)
    )
    return paged(these.order_by("name", Author.email), page=page, read=lambda rows: _with_numbers(edition.id, rows))


def _with_numbers(edition_id: uuid.UUID, rows: sa.Result) -> list[NumbersOf]:
    people = rows.all()
    found: dict[str, dict[PersonalNumber, MaskedNumber]] = {row.email: {} for row in people}
    statement = sa.select(GivenNumber).where(GivenNumber.edition_id == edition_id, GivenNumber.email.in_(found))
    for row in db.session.scalars(statement.order_by(GivenNumber.id)):
        found[row.email][row.kind] = _masked(row)
    return [NumbersOf(row.name, row.email, found[row.email]) for row in people]


def _masked(row: GivenNumber) -> MaskedNumber:
    return MaskedNumber(row.id, row.kind, masked(row.number), row.bank, row.saved_at)


def masked_number(row: GivenNumber) -> MaskedNumber:
    """What a page shows of a number."""
    return _masked(row)


def name_behind(row: GivenNumber) -> str:
    """The name under which the number's giver is an author of the edition."""
    statement = (
        sa.select(Author.full_name)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.edition_id == row.edition_id, Author.email == row.email)
        .order_by(Author.id)
        .limit(1)
    )
    return db.session.scalar(statement) or row.email


def looks_at(row: GivenNumber) -> list[sa.Row]:
    """Who looked at a number in full, when and what for, the newest first, as rows of (at, name, after); nobody's name
    where the giver came by a link."""
    statement = (
        sa.select(AuditEvent.at, Person.full_name.label("name"), AuditEvent.after)
        .outerjoin(Person, Person.id == AuditEvent.actor_id)
        .where(
            AuditEvent.thing_type == GivenNumber.__tablename__,
            AuditEvent.thing_id == str(row.id),
            AuditEvent.verb == "number.reveal",
        )
        .order_by(AuditEvent.sequence.desc())
    )
    return list(db.session.execute(statement))
