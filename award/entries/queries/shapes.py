"""The shapes in which entries are read."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from award.editions.models import Category, Deadline, Edition, Genre, Theme
from award.entries.calendar import Term, own_term
from award.entries.models import Entry
from award.entries.states import EntryState
from award.entries.steps import Step
from award.evidence.models import Look
from award.evidence.queries import CopyOf
from award.files.models import StoredFile
from award.files.sentences import from_json
from award.files.states import FileState
from award.kit.messages import Message


@dataclass(frozen=True)
class AttachedFile:
    """A file on an entry, with what it is for and what it was found to be."""

    attachment_id: uuid.UUID
    entry_id: uuid.UUID
    file_id: uuid.UUID
    requirement_id: uuid.UUID
    requirement: str
    part_position: int | None
    position: int
    caption: str
    name: str
    size: int
    state: FileState
    type_found: str | None
    sha256: str | None
    probe: dict[str, Any]
    refusal: dict[str, Any] | None

    @property
    def refusal_message(self) -> Message | None:
        """Why it was not accepted."""
        return from_json(self.refusal) if self.refusal else None


@dataclass(frozen=True)
class Setting:
    """The edition and category that an entry stands in, with what its form and its checks need of them."""

    edition: Edition
    category: Category

    @property
    def term(self) -> Term | None:
        """The deadline for works of the category."""
        return term_of_category(self.edition, self.category)

    @property
    def supplements(self) -> Term | None:
        """The deadline for supplements."""
        return term_of(self.edition.deadline("supplements"))

    def term_of(self, entry: Entry) -> Term | None:
        """The deadline that a work goes by now: that of its supplement while one is awaited."""
        if entry.state is EntryState.RETURNED:
            return own_term(entry.supplement_until, self.supplements)
        return self.term

    def genre(self, genre_id: uuid.UUID | None) -> Genre | None:
        """The category's genre with this identity."""
        return next((genre for genre in self.category.genres if genre.id == genre_id), None)

    def theme(self, theme_id: uuid.UUID | None) -> Theme | None:
        """The edition's theme with this identity."""
        return next((theme for theme in self.edition.themes if theme.id == theme_id), None)


@dataclass(frozen=True)
class AtStep:
    """An entry at one step of its form."""

    entry: Entry
    step: Step


@dataclass(frozen=True)
class HeldFile:
    """A file on an entry."""

    entry: Entry
    file: StoredFile


@dataclass(frozen=True)
class HeldCopy:
    """A kept copy of a page that an entry links to, or linked to once."""

    entry: Entry
    copy: CopyOf


@dataclass(frozen=True)
class NumberedCopy:
    """One of the copies of such a page: the look that kept it."""

    entry: Entry
    look: Look


@dataclass
class MyWork:
    """A line of the list of one's own works. `open_count` is how many clauses stand in the way of sending in."""

    id: uuid.UUID
    code: str | None
    title: str
    state: EntryState
    state_reason: str | None
    saved_at: datetime
    submitted_at: datetime | None
    category: str
    edition: str
    edition_code: str
    edition_id: uuid.UUID
    edition_stamp: str
    owned: bool
    term: Term | None = None
    supplements: Term | None = None
    open_count: int | None = field(default=None)


def term_of(deadline: Deadline | None) -> Term | None:
    """A deadline's two instants."""
    return Term(deadline.shown_at, deadline.hard_at) if deadline else None


def term_of_category(edition: Edition, category: Category) -> Term | None:
    """Until when works of the category are received."""
    return term_of(edition.deadline(category.deadline))


def last_term(edition: Edition) -> Term | None:
    """The latest of the terms of all categories: after it nothing is received. None where one has no end."""
    terms = [term_of_category(edition, category) for category in edition.categories]
    return max(terms, key=lambda term: term.hard_at) if terms and all(terms) else None
