"""Reading objections: one whole with its work and who is kept out, the office's list, the filer's page, files."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Person
from award.accounts.queries import holders
from award.accounts.states import Role
from award.audit.models import AuditEvent
from award.council.models import Objection, ObjectionFile, Prize
from award.council.queries.posting import posting
from award.council.queries.prizes import HeldPrize, prizes_of_edition
from award.council.queries.sessions import council
from award.council.states import PENDING, ObjectionState, PrizeState
from award.db import Page, db, digest_of, paged
from award.editions.models import Edition
from award.editions.queries import kept
from award.entries.models import Author, Entry
from award.files.models import StoredFile
from award.files.states import FileState
from award.judging.conflicts import conflict_of
from award.judging.queries.facts import facts_of_judges, facts_of_work


@dataclass(frozen=True)
class Case:
    """An objection with its edition and its work. `council` are all with a vote (id, name, whether they chair);
    `recused` those of them, and of the office, with a conflict with the work; `authors` the accounts of its authors and owner."""

    __tablename__ = Objection.__tablename__

    objection: Objection
    edition: Edition
    entry: Any
    authors: frozenset[uuid.UUID]
    council: list[Any] = field(default_factory=list)
    recused: frozenset[uuid.UUID] = frozenset()

    @property
    def id(self) -> uuid.UUID:
        """The objection's identity."""
        return self.objection.id

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition whose roles hold here."""
        return self.objection.edition_id

    @property
    def members(self) -> list[Any]:
        """Those with a vote and without a conflict."""
        return [one for one in self.council if one.id not in self.recused]

    @property
    def kept_out(self) -> list[Any]:
        """Those with a vote who are kept out."""
        return [one for one in self.council if one.id in self.recused]


@dataclass(frozen=True)
class CaseFile:
    """A file of an objection."""

    case: Case
    row: ObjectionFile
    file: StoredFile

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition whose roles hold here."""
        return self.case.edition_id


def case(objection_id: uuid.UUID) -> Case | None:
    """One objection whole."""
    found = db.session.get(Objection, objection_id, options=[selectinload(Objection.files)])
    return _case(found) if found else None


def _case(found: Objection) -> Case:
    edition = kept([found.edition_id])[found.edition_id]
    entry = db.session.get(Entry, found.entry_id)
    accounts = sa.select(Author.person_id).where(Author.entry_id == entry.id, Author.person_id.is_not(None))
    authors = frozenset({entry.owner_id, *db.session.scalars(accounts)})
    voting = council(edition)
    return Case(found, edition, entry, authors, voting, _conflicted(edition, entry) | authors)


def _conflicted(edition: Edition, entry: Entry) -> frozenset[uuid.UUID]:
    """Who of the council and the office has a conflict with a work."""
    people = [one.id for one in council(edition)] + _office(edition.id)
    facts = facts_of_work(entry.id, entry.owner_id)
    judged = facts_of_judges(dict.fromkeys(people), edition)
    return frozenset(person_id for person_id, one in judged.items() if conflict_of(one, facts))


def _office(edition_id: uuid.UUID) -> list[uuid.UUID]:
    return [one.id for one in office(edition_id)]


def office(edition_id: uuid.UUID) -> list[Person]:
    """The chair and the secretaries of an edition, by name."""
    found = [*holders(Role.CHAIR, edition_id), *holders(Role.SECRETARY, edition_id)]
    return list({one.id: one for one in found}.values())


def objections_page(edition_id: uuid.UUID, *, page: int) -> Page:
    """One page of an edition's objections, those that wait first, then the newest: two statements. An unconfirmed one is
    nobody's yet and is left out."""
    columns = (
        Objection.id,
        Objection.number,
        Objection.kind,
        Objection.state,
        Objection.ruling,
        Objection.filed_at,
        Objection.answer_by,
        Objection.rule_by,
        Objection.kept_out,
        Entry.code,
        Entry.title,
    )
    waits = sa.case((Objection.state.in_(PENDING), 0), else_=1)
    statement = (
        sa.select(*columns)
        .join(Entry, Entry.id == Objection.entry_id)
        .where(Objection.edition_id == edition_id, Objection.state != ObjectionState.FILED)
        .order_by(waits, Objection.number.desc())
    )
    return paged(statement, page=page)


def own_objections(person_id: uuid.UUID) -> list[Any]:
    """Objections to works of a person that were passed on, the newest first, as (id, code, title, state, until)."""
    mine = sa.or_(
        Entry.owner_id == person_id,
        sa.exists().where(Author.entry_id == Entry.id, Author.person_id == person_id),
    )
    statement = (
        sa.select(Objection.id, Entry.code, Entry.title, Objection.state, Objection.answer_by)
        .join(Entry, Entry.id == Objection.entry_id)
        .where(mine, Objection.state.in_([ObjectionState.ASKED, ObjectionState.ANSWERED, ObjectionState.RULED]))
        .order_by(Objection.number.desc())
    )
    return list(db.session.execute(statement))


@dataclass(frozen=True)
class Posted:
    """An edition whose list is posted now, with the works on it as (identity, code, title)."""

    __tablename__ = Edition.__tablename__

    edition: Edition
    works: list[Any]
    until: Any

    @property
    def id(self) -> uuid.UUID:
        """The edition, which rules ask about."""
        return self.edition.id


def posted(code: str) -> Posted | None:
    """The posted list of an edition, over or not."""
    edition = db.session.scalar(sa.select(Edition).where(Edition.code == code))
    found = posting(edition.id) if edition else None
    if found is None:
        return None
    statement = (
        sa.select(Entry.id, Entry.code, Entry.title)
        .where(sa.exists().where(Prize.entry_id == Entry.id, Prize.state.in_([PrizeState.POSTED, PrizeState.RELEASED])))
        .where(Entry.edition_id == edition.id)
        .order_by(Entry.code)
    )
    return Posted(edition, list(db.session.execute(statement)), found.ends_at)


def by_token(token: str) -> Case | None:
    """The objection whose address is confirmed by this word."""
    found = db.session.scalar(sa.select(Objection).where(Objection.token_digest == digest_of(token)))
    return _case(found) if found else None


def by_receipt(receipt: str) -> Case | None:
    """The objection that a receipt's code belongs to."""
    found = db.session.scalar(sa.select(Objection).where(Objection.receipt == receipt.strip().lower()))
    return _case(found) if found else None


def receipt_file(receipt: str, file_id: uuid.UUID) -> CaseFile | None:
    """A file that the filer of this receipt gave."""
    found = by_receipt(receipt)
    return _file(found, file_id) if found else None


def case_file(objection_id: uuid.UUID, file_id: uuid.UUID) -> CaseFile | None:
    """A file of this very objection."""
    found = case(objection_id)
    return _file(found, file_id) if found else None


def _file(found: Case, file_id: uuid.UUID) -> CaseFile | None:
    row = next((one for one in found.objection.files if one.file_id == file_id), None)
    return CaseFile(found, row, db.session.get(StoredFile, file_id)) if row else None


def files_of(objection_id: uuid.UUID) -> list[Any]:
    """The files of an objection with their rows, the oldest first; those given up are left out."""
    statement = (
        sa.select(ObjectionFile, StoredFile)
        .join(StoredFile, StoredFile.id == ObjectionFile.file_id)
        .where(ObjectionFile.objection_id == objection_id, StoredFile.state != FileState.ABANDONED)
        .order_by(ObjectionFile.at, ObjectionFile.id)
    )
    return list(db.session.execute(statement))


def next_objection_number(edition_id: uuid.UUID) -> int:
    """The number of the next objection of an edition."""
    last = sa.select(sa.func.max(Objection.number)).where(Objection.edition_id == edition_id)
    return (db.session.scalar(last) or 0) + 1


def prizes_of_work(found: Case) -> list[HeldPrize]:
    """The public prizes of the work that an objection is about."""
    held = prizes_of_edition(found.edition_id)
    return [one for one in held if one.entry_id == found.entry.id and one.state is not PrizeState.PREPARED]


def clocks() -> list[Objection]:
    """The objections whose clocks run, in the order of their coming."""
    statement = sa.select(Objection).where(Objection.state.in_([*PENDING]))
    return list(db.session.scalars(statement.order_by(Objection.filed_at, Objection.id)))


def looks_at_filer(objection_id: uuid.UUID) -> list[Any]:
    """Who looked at the filer's name, when and why, the newest first."""
    statement = (
        sa.select(AuditEvent.at, Person.full_name, AuditEvent.after)
        .join(Person, Person.id == AuditEvent.actor_id)
        .where(AuditEvent.verb == "objection.reveal", AuditEvent.thing_id == str(objection_id))
        .order_by(AuditEvent.sequence.desc())
    )
    return list(db.session.execute(statement))
