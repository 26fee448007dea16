"""Works that are alike: candidates by their keys, traits of a few works at once, pairs to look at."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Category, Edition
from award.entries.models import Attachment, Author, Entry, Part
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.files.states import FileState
from award.screening.likeness import Kind, Traits, from_text
from award.screening.models import Pair, Sketch, Trace
from award.screening.states import Judgement

# A title shares two syllables with many; this share of its pairs of syllables makes another title worth reading.
LEAST_OF_A_TITLE = 0.4
MOST_CANDIDATES = 60


def candidates(entry_id: uuid.UUID, keys: Collection[tuple[Kind, str]]) -> list[uuid.UUID]:
    """Works of all editions with a key in common, those with a file, link, picture or text first; at most 60, found by
    index whatever the number of works."""
    by_kind = defaultdict(list)
    for kind, value in keys:
        by_kind[kind].append(value)
    if not by_kind:
        return []
    least = max(1, round(len(by_kind[Kind.TITLE]) * LEAST_OF_A_TITLE))
    shared = sa.func.count()
    strong = sa.case((Trace.kind == Kind.TITLE, 1), else_=0)
    statement = (
        sa.select(Trace.entry_id, Trace.kind)
        .where(
            Trace.entry_id != entry_id,
            sa.or_(*(sa.and_(Trace.kind == kind, Trace.value.in_(values)) for kind, values in by_kind.items())),
        )
        .group_by(Trace.entry_id, Trace.kind)
        .having(sa.or_(Trace.kind != Kind.TITLE, shared >= least))
        .order_by(strong, shared.desc(), Trace.entry_id)
        .limit(MOST_CANDIDATES)
    )
    return list(dict.fromkeys(row.entry_id for row in db.session.execute(statement)))


def traits_of(entry_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Traits]:
    """What is compared of these works, without those that were taken back; five statements whatever their number."""
    titles = dict(
        db.session.execute(
            sa.select(Entry.id, Entry.title).where(Entry.id.in_(entry_ids), Entry.state != EntryState.WITHDRAWN)
        ).all()
    )
    authors = _grouped(Author.entry_id, Author.full_name, order=Author.position, of=titles)
    links = _grouped(Part.entry_id, Part.url, order=Part.position, of=titles)
    sketches = _grouped(Sketch.entry_id, Sketch.hashes, order=Sketch.source, of=titles)
    files = _files(titles)
    return {
        identity: Traits(
            title,
            tuple(name for (name,) in authors[identity]),
            tuple(url for (url,) in links[identity] if url),
            {digest: name for name, digest, _probe in files[identity] if digest},
            tuple((int(probe["dhash"], 16), name) for name, _digest, probe in files[identity] if probe.get("dhash")),
            tuple(from_text(hashes) for (hashes,) in sketches[identity]),
        )
        for identity, title in titles.items()
    }


def _grouped(owner: Any, *columns: Any, order: Any, of: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[tuple]]:
    found = defaultdict(list)
    statement = sa.select(owner, *columns).where(owner.in_(list(of))).order_by(owner, order)
    for identity, *values in db.session.execute(statement):
        found[identity].append(tuple(values))
    return found


def _files(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[tuple]]:
    found = defaultdict(list)
    rows = db.session.execute(
        sa.select(Attachment.entry_id, StoredFile.name, StoredFile.sha256, StoredFile.probe)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(Attachment.entry_id.in_(list(entry_ids)), StoredFile.state == FileState.VERIFIED)
        .order_by(Attachment.entry_id, Attachment.position)
    )
    for identity, *values in rows:
        found[identity].append(tuple(values))
    return found


def files_being_checked(entry_id: uuid.UUID) -> bool:
    """Whether a file of the work has not been read to its end yet."""
    waiting = (
        sa.select(StoredFile.id)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .where(Attachment.entry_id == entry_id, StoredFile.state.in_([FileState.WAITING, FileState.STORED]))
    )
    return db.session.scalar(sa.select(waiting.exists()))


def verified_files(entry_id: uuid.UUID) -> list[uuid.UUID]:
    """The work's files that can be read, by identity."""
    return list(
        db.session.scalars(
            sa.select(StoredFile.id)
            .join(Attachment, Attachment.file_id == StoredFile.id)
            .where(Attachment.entry_id == entry_id, StoredFile.state == FileState.VERIFIED)
            .order_by(StoredFile.id)
        )
    )


def traces(entry_id: uuid.UUID) -> set[tuple[str, str]]:
    """The keys that are kept of a work."""
    rows = db.session.execute(sa.select(Trace.kind, Trace.value).where(Trace.entry_id == entry_id))
    return {tuple(row) for row in rows}


def sketches(entry_id: uuid.UUID) -> dict[str, Sketch]:
    """The sketches that are kept of a work, by their source."""
    rows = db.session.scalars(sa.select(Sketch).where(Sketch.entry_id == entry_id))
    return {row.source: row for row in rows}


def pairs_of(entry_id: uuid.UUID) -> list[Pair]:
    """Every pair that the work belongs to."""
    return list(
        db.session.scalars(
            sa.select(Pair).where(sa.or_(Pair.earlier_id == entry_id, Pair.later_id == entry_id)).order_by(Pair.id)
        )
    )


def came_in(entry_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When works were sent in."""
    return dict(db.session.execute(sa.select(Entry.id, Entry.submitted_at).where(Entry.id.in_(list(entry_ids)))).all())


@dataclass
class Other:
    """A work beside another: a pair with what they share, or simply one of the same person (no pair)."""

    id: uuid.UUID
    code: str
    title: str
    state: EntryState
    category: str
    edition: str
    edition_id: uuid.UUID
    pair_id: uuid.UUID | None = None
    judgement: Judgement | None = None
    likeness: list[dict[str, Any]] = field(default_factory=list)


OTHER_COLUMNS = (
    Entry.id,
    Entry.code,
    Entry.title,
    Entry.state,
    Category.name,
    Edition.short_title,
    Entry.edition_id,
)


def alike(entry_id: uuid.UUID) -> list[Other]:
    """The works that this one is like, those not looked at first."""
    here = sa.or_(Pair.earlier_id == entry_id, Pair.later_id == entry_id)
    other = sa.case((Pair.earlier_id == entry_id, Pair.later_id), else_=Pair.earlier_id)
    statement = (
        sa.select(*OTHER_COLUMNS, Pair.id, Pair.judgement, Pair.likeness)
        .select_from(Pair)
        .join(Entry, Entry.id == other)
        .join(Category, Category.id == Entry.category_id)
        .join(Edition, Edition.id == Entry.edition_id)
        .where(here)
        .order_by(Pair.judgement != Judgement.OPEN, Pair.found_at, Pair.id)
        .limit(20)
    )
    return [Other(*row) for row in db.session.execute(statement)]


def of_same_people(entry: Entry) -> list[Other]:
    """Other works sent in by any of its authors, in this edition first, then in earlier ones."""
    keys = [author.identity_key for author in entry.authors]
    emails = [author.email for author in entry.authors if author.email]
    theirs = sa.select(Author.entry_id).where(sa.or_(Author.identity_key.in_(keys), Author.email.in_(emails)))
    statement = (
        sa.select(*OTHER_COLUMNS)
        .join(Category, Category.id == Entry.category_id)
        .join(Edition, Edition.id == Entry.edition_id)
        .where(Entry.id.in_(theirs), Entry.id != entry.id, Entry.code.is_not(None))
        .order_by(Entry.edition_id != entry.edition_id, Entry.submitted_at.desc(), Entry.id)
        .limit(12)
    )
    return [Other(*row) for row in db.session.execute(statement)]


def pair(pair_id: uuid.UUID) -> Pair | None:
    """One pair."""
    return db.session.get(Pair, pair_id)


def judge_of(found: Pair) -> str | None:
    """The name of who judged the pair."""
    return db.session.scalar(sa.select(Person.full_name).where(Person.id == found.actor_id)) if found.actor_id else None


def pairs(edition_id: uuid.UUID, judgement: Judgement, number: int) -> Page:
    """One page of the edition's pairs as rows of (id, likeness, found_at, reason, and code, title, edition of both)."""
    earlier, later = orm.aliased(Entry), orm.aliased(Entry)
    statement = (
        sa.select(
            Pair.id,
            Pair.likeness,
            Pair.found_at,
            Pair.reason,
            earlier.code.label("earlier_code"),
            earlier.title.label("earlier_title"),
            Edition.short_title.label("earlier_edition"),
            Edition.id.label("earlier_edition_id"),
            later.code.label("later_code"),
            later.title.label("later_title"),
        )
        .join(earlier, earlier.id == Pair.earlier_id)
        .join(later, later.id == Pair.later_id)
        .join(Edition, Edition.id == earlier.edition_id)
        .where(Pair.edition_id == edition_id, Pair.judgement == judgement)
        .order_by(Pair.found_at.desc(), Pair.id)
    )
    count = (
        sa.select(sa.func.count()).select_from(Pair).where(Pair.edition_id == edition_id, Pair.judgement == judgement)
    )
    return paged(statement, page=number, count=count)


def entries_to_compare(edition_id: uuid.UUID) -> list[uuid.UUID]:
    """Every work that was sent in and not taken back, the earliest first."""
    statement = (
        sa.select(Entry.id)
        .where(Entry.edition_id == edition_id, Entry.code.is_not(None), Entry.state != EntryState.WITHDRAWN)
        .order_by(Entry.submitted_at, Entry.id)
    )
    return list(db.session.scalars(statement))
