"""What the checks need to know of a work and of the rules, as plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from award.accounts.states import Role
from award.editions.states import Selection
from award.entries.calendar import Term
from award.entries.confirmations import PeopleFacts
from award.evidence.states import Fault
from award.files.states import FileState
from award.kit.text import fold


@dataclass(frozen=True)
class AuthorFacts:
    """An author; `other_works` counts the works sent in with this author in the same edition, in whatever group;
    `barred_as` is a role there that does not go with entering."""

    name: str
    is_lead: bool = False
    other_works: int = 0
    barred_as: Role | None = None
    share: Decimal | None = None

    @property
    def about(self) -> str:
        """By what a check on this author is told from the same check on another: an override is for one person."""
        return fold(self.name)


@dataclass(frozen=True)
class PartFacts:
    """One part of the work; minutes and words are whole numbers, None where nothing was written; `link_fault` is why
    no copy of its page could be kept, if so."""

    position: int
    outlet: str = ""
    published_on: date | None = None
    url: str = ""
    minutes: int | None = None
    words: int | None = None
    link_fault: Fault | None = None


@dataclass(frozen=True)
class FileFacts:
    """A file on the work, for which requirement and which part."""

    requirement_id: UUID
    state: FileState
    part: int | None = None
    caption: str = ""


@dataclass(frozen=True)
class OverrideFacts:
    """A check that the secretariat has set aside, and why; `clause` is the key of the check."""

    clause: str
    part: int | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class WorkFacts:
    """A work as it stands at the instant `at`; `sent_at` is when it was sent in, if it was."""

    title: str = ""
    genre: str = ""
    theme: str = ""
    declared: bool = False
    authors: tuple[AuthorFacts, ...] = ()
    parts: tuple[PartFacts, ...] = ()
    files: tuple[FileFacts, ...] = ()
    overrides: tuple[OverrideFacts, ...] = ()
    people: PeopleFacts = field(default_factory=PeopleFacts)
    sent_at: datetime | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class RequirementRules:
    """Files that a work needs, once or for each part."""

    id: UUID
    name: str
    least: int
    most: int
    per_part: bool = False
    captioned: bool = False
    code: str = ""


@dataclass(frozen=True)
class PeopleRules:
    """Whose word, numbers and signature a work needs, and until when: a work may be sent in before they are there, and
    is complete with them. `until` of None sets no end."""

    authors_confirm: bool = False
    outlet_confirms: bool = False
    signed_form: bool = False
    numbers: bool = False
    selection: Selection = Selection.NONE
    until: Term | None = None


@dataclass(frozen=True)
class WorkRules:
    """The limits that hold for one work: its edition's, its category's and its genre's. None means no limit."""

    window_from: date
    window_to: date
    broadcast: bool = False
    genres: bool = True
    themes: bool = True
    most_authors: int | None = None
    works_per_author: int | None = None
    most_parts: int | None = None
    most_words: int | None = None
    most_minutes: int | None = None
    link_needed: bool = False
    requirements: tuple[RequirementRules, ...] = ()
    term: Term | None = None
    people: PeopleRules = field(default_factory=PeopleRules)


@dataclass(frozen=True)
class Dossier:
    """A work's facts beside the rules that hold for it."""

    facts: WorkFacts
    rules: WorkRules = field(repr=False)
