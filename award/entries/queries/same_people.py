"""How many works of an edition a person is in, over all groups: found by every mark, compared by `identity`."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from award.db import db
from award.entries.identity import Identity, Likeness, likeness
from award.entries.models import Author, Entry
from award.entries.states import COUNTED_FOR_LIMITS

# The columns by which an author is recognised, by the marks of an identity.
MARKS = {
    "person": Author.person_id,
    "email": Author.email,
    "press_card": Author.press_card_digest,
    "member_card": Author.member_card_digest,
    "name": Author.name_folded,
}
# Of every edition, since few are of the same author: asked for one, SQLite would walk through all works of that edition.
WORKS_OF_AUTHORS = (
    sa.select(Author.entry_id, Entry.edition_id, Author.outlet_id, *MARKS.values())
    .join(Entry)
    .where(
        Entry.state.in_(COUNTED_FOR_LIMITS),
        sa.or_(*(column.in_(sa.bindparam(mark, expanding=True)) for mark, column in MARKS.items())),
    )
)


@dataclass
class OtherWorks:
    """Works sent in with the same author, and those of somebody who may be the same."""

    same: set[uuid.UUID] = field(default_factory=set)
    possible: set[uuid.UUID] = field(default_factory=set)


def identity_of(author: Any) -> Identity:
    """By what an author's row is recognised."""
    return Identity(
        person=author.person_id,
        email=author.email or None,
        press_card=author.press_card_digest,
        member_card=author.member_card_digest,
        name=author.name_folded,
        outlet=str(author.outlet_id or ""),
    )


def other_works(entries: Sequence[Entry]) -> dict[uuid.UUID, OtherWorks]:
    """Other works in the running of each author (by the author's row) in the same edition: one statement for all."""
    authors = [(entry, author, identity_of(author)) for entry in entries for author in entry.authors]
    if not authors:
        return {}
    values = {mark: list({getattr(known, mark) for _, _, known in authors} - {None, ""}) for mark in MARKS}
    by_mark: dict[tuple, list[tuple[uuid.UUID, Identity]]] = defaultdict(list)
    for row in db.session.execute(WORKS_OF_AUTHORS, values):
        found = identity_of(row)
        for key in _keys(found):
            by_mark[row.edition_id, *key].append((row.entry_id, found))
    return {
        author.id: _works(known, [one for key in _keys(known) for one in by_mark[entry.edition_id, *key]], entry.id)
        for entry, author, known in authors
    }


def _keys(known: Identity) -> Iterator[tuple[str, Any]]:
    return ((mark, value) for mark in MARKS if (value := getattr(known, mark)))


def _works(known: Identity, candidates: list[tuple[uuid.UUID, Identity]], own: uuid.UUID) -> OtherWorks:
    works = OtherWorks()
    for entry_id, other in candidates:
        like = likeness(known, other) if entry_id != own else Likeness.DIFFERENT
        if like is Likeness.SAME:
            works.same.add(entry_id)
        elif like is Likeness.POSSIBLE:
            works.possible.add(entry_id)
    works.possible -= works.same
    return works
