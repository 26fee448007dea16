"""Whose word stands behind works, read in the same number of statements for one work and for a page of them."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Person
from award.db import db
from award.editions.models import Edition
from award.entries.confirmations import (
    AuthorWord,
    Kind,
    PartWord,
    PeopleFacts,
    Standing,
    Word,
    authorship,
    carriage,
    standing_of,
)
from award.entries.models import Confirmation, Entry, GivenNumber, Part, SignedForm
from award.entries.papers import content_digest, signing_of
from award.files.models import StoredFile
from award.files.states import FileState


def authorship_of(entry: Entry, position: int) -> str:
    """The digest of what the author at a place confirms."""
    return authorship(entry.title, [(one.full_name, one.share) for one in entry.authors], position)


def carriage_of(part: Part, title: str) -> str:
    """The digest of what an outlet confirms of a part of a work with this title."""
    outlet = str(part.outlet_id) if part.outlet_id else part.outlet_name
    return carriage(part.title or title, outlet, part.programme, part.published_on, [part.page, part.url])


def asks_people(edition: Edition) -> bool:
    """Whether the edition asks for anybody's word, number or signature."""
    return bool(
        edition.authors_confirm
        or edition.outlet_confirms
        or edition.signed_form
        or edition.personal_numbers
        or edition.selection != "none"
    )


def people_facts(entries: Sequence[Entry], editions: dict[uuid.UUID, Edition]) -> dict[uuid.UUID, PeopleFacts]:
    """What people have said and given, for entries whose editions ask for it; others are left out."""
    asked = [one for one in entries if asks_people(editions[one.edition_id])]
    if not asked:
        return {}
    words, owners = _words([one.id for one in asked]), _owner_addresses(asked)
    signed = newest_signed([one.id for one in asked if editions[one.edition_id].signed_form])
    _load_for_digest([one.id for one in asked if one.id in signed])
    numbers = _numbers_given([one for one in asked if editions[one.edition_id].personal_numbers])
    return {
        one.id: PeopleFacts(
            authors=author_words(one, words[one.id], owners.get(one.owner_id)),
            parts=part_words(one, words[one.id]),
            **_selection(words[one.id]),
            signing=signing_of(signed.get(one.id), lambda one=one: content_digest(one)),
            lacking=_lacking(one, editions[one.edition_id].personal_numbers, numbers),
        )
        for one in asked
    }


@dataclass(frozen=True)
class Words:
    """How the words of a work's authors and of its outlets stand."""

    authors: tuple[AuthorWord, ...]
    parts: tuple[PartWord, ...]


def words_of(entries: Sequence[Entry]) -> dict[uuid.UUID, Words]:
    """How the words on works stand, by work; whatever the edition asks for. Load authors and parts with them."""
    words, owners = _words([one.id for one in entries]), _owner_addresses(entries)
    return {
        one.id: Words(author_words(one, words[one.id], owners.get(one.owner_id)), part_words(one, words[one.id]))
        for one in entries
    }


def words_on(entry: Entry) -> Words:
    """How the words on one work stand."""
    return words_of([entry])[entry.id]


def author_words(entry: Entry, words: dict[tuple[Kind, str], Word], owner_email: str | None) -> tuple[AuthorWord, ...]:
    """How each author's word stands; who enters the work says it by entering."""
    found = []
    for author in entry.authors:
        word = words.get((Kind.AUTHOR, author.email or ""))
        if author.person_id == entry.owner_id or (author.email and author.email == owner_email):
            standing = Standing.SENDER
        elif not author.email:
            standing = Standing.NO_ADDRESS
        else:
            standing = standing_of(word, authorship_of(entry, author.position))
        said = word or Word()
        found.append(
            AuthorWord(author.position, author.full_name, standing, said.sentence, said.asked_at, said.answered_at)
        )
    return tuple(found)


def part_words(entry: Entry, words: dict[tuple[Kind, str], Word]) -> tuple[PartWord, ...]:
    """How the outlet's word on each part stands."""
    earlier = {word.part_position for (kind, _), word in words.items() if kind is Kind.OUTLET}
    found = []
    for part in entry.parts:
        digest = carriage_of(part, entry.title)
        word = words.get((Kind.OUTLET, digest))
        standing = standing_of(word, digest)
        if word is None and part.position in earlier:
            standing = Standing.STALE
        said = word or Word()
        found.append(PartWord(part.position, part.outlet_name, standing, said.sentence, said.answered_at))
    return tuple(found)


def _selection(words: dict[tuple[Kind, str], Word]) -> dict:
    answers = [word for (kind, _), word in words.items() if kind is Kind.SELECTION and word.answer]
    newest = max(answers, key=lambda word: word.answered_at, default=None)
    if newest is None:
        return {}
    return {"selection": Standing(newest.answer.value), "selection_sentence": newest.sentence}


def _words(entry_ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[tuple[Kind, str], Word]]:
    found = defaultdict(dict)
    rows = db.session.scalars(
        sa.select(Confirmation).where(Confirmation.entry_id.in_(entry_ids)).order_by(Confirmation.id)
    )
    for row in rows:
        found[row.entry_id][row.kind, row.subject] = word_of(row)
    return found


def word_of(row: Confirmation) -> Word:
    """A row as plain values."""
    return Word(row.asked_at, row.answer, row.sentence, row.digest, row.answered_at, row.part_position)


def _owner_addresses(entries: Sequence[Entry]) -> dict[uuid.UUID, str]:
    rows = db.session.execute(
        sa.select(Person.id, Person.email).where(Person.id.in_({entry.owner_id for entry in entries}))
    )
    return dict(rows.all())


def _numbers_given(entries: Sequence[Entry]) -> set[tuple]:
    emails = {author.email for entry in entries for author in entry.authors if author.email}
    if not emails:
        return set()
    rows = db.session.execute(
        sa.select(GivenNumber.edition_id, GivenNumber.email, GivenNumber.kind).where(
            GivenNumber.email.in_(emails), GivenNumber.edition_id.in_({entry.edition_id for entry in entries})
        )
    )
    return {tuple(row) for row in rows}


def _lacking(entry: Entry, wanted: Sequence[str], given: set[tuple]) -> tuple[str, ...]:
    return tuple(
        author.full_name
        for author in entry.authors
        if any((entry.edition_id, author.email, kind) not in given for kind in wanted)
    )


def _load_for_digest(entry_ids: list[uuid.UUID]) -> None:
    """Reads what the hash of works covers beyond authors and parts: a statement each for all of them."""
    if entry_ids:
        whole = (selectinload(Entry.prizes), selectinload(Entry.attachments))
        db.session.scalars(sa.select(Entry).where(Entry.id.in_(entry_ids)).options(*whole)).all()


def newest_signed(entry_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The hash under the newest scan of each work that was not refused; works without one are left out."""
    if not entry_ids:
        return {}
    rows = db.session.execute(
        sa.select(SignedForm.entry_id, SignedForm.digest)
        .join(StoredFile, StoredFile.id == SignedForm.file_id)
        .where(SignedForm.entry_id.in_(entry_ids), StoredFile.state.in_((FileState.STORED, FileState.VERIFIED)))
        .order_by(SignedForm.at, SignedForm.id)
    )
    return dict(rows.all())
