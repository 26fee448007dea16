"""What the checks need to know of a work and of the rules, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from award.accounts.states import Carrier, Role
from award.editions.states import Selection
from award.entries.calendar import Term
from award.entries.confirmations import PeopleFacts
from award.entries.states import Statement, TopicState
from award.evidence.states import Fault
from award.files.states import FileState
from award.kit.text import fold

VIETNAMESE = "vi"


@dataclass(frozen=True)
class AuthorFacts:
    """An author; `other_works` counts the works sent in with this author in the same edition, in whatever group, and
    `possible_works` those of somebody who may be the same; `barred_as` is a role there that does not go with entering.
    `is_member` is None where nobody knows."""

    name: str
    is_lead: bool = False
    other_works: int = 0
    barred_as: Role | None = None
    possible_works: int = 0
    is_member: bool | None = None
    share: Decimal | None = None

    @property
    def about(self) -> str:
        """By what a check on this author is told from the same check on another: an override is for one person."""
        return fold(self.name)


@dataclass(frozen=True)
class LicenceFacts:
    """The licence of an outlet as the association knows it."""

    licensed: bool = True
    carrier: Carrier = Carrier.PRESS
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PartFacts:
    """One part of the work; minutes and words are whole numbers, None where nothing was written. `licence` is None for an
    outlet that is not in the list. `entered_in` is the code of a work of an earlier edition that held this part.
    `link_fault` is why no copy of its page could be kept, if so."""

    position: int
    outlet: str = ""
    published_on: date | None = None
    url: str = ""
    minutes: int | None = None
    words: int | None = None
    licence: LicenceFacts | None = None
    entered_in: str = ""
    link_fault: Fault | None = None


@dataclass(frozen=True)
class FileFacts:
    """A file on the work, for which requirement and which part; one that was promised may arrive `promised_until`;
    `seconds` is the measured length of sound or video, `pixels` the longer side of a picture."""

    requirement_id: UUID
    state: FileState
    part: int | None = None
    caption: str = ""
    promised_until: datetime | None = None
    seconds: Decimal | None = None
    pixels: int | None = None


@dataclass(frozen=True)
class PrizeFacts:
    """A prize that the work has won, as declared."""

    contest: str
    organiser: str = ""
    level: str = ""


@dataclass(frozen=True)
class TopicFacts:
    """The topic that the work names."""

    title: str
    state: TopicState


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
    """A work as it stands at the instant `at`; `sent_at` is when it was sent in, if it was; `returned` while a supplement
    is awaited. `overlap` is the largest share of its text that another work has too, None while no text is known."""

    title: str = ""
    genre: str = ""
    genre_code: str = ""
    theme: str = ""
    language: str = VIETNAMESE
    unpublished: bool = False
    topic: TopicFacts | None = None
    declared: bool = False
    statements: frozenset[Statement] = frozenset()
    overlap: Fraction | None = None
    authors: tuple[AuthorFacts, ...] = ()
    parts: tuple[PartFacts, ...] = ()
    files: tuple[FileFacts, ...] = ()
    prizes: tuple[PrizeFacts, ...] = ()
    overrides: tuple[OverrideFacts, ...] = ()
    people: PeopleFacts = field(default_factory=PeopleFacts)
    sent_at: datetime | None = None
    at: datetime | None = None
    returned: bool = False


@dataclass(frozen=True)
class RequirementRules:
    """Files that a work needs, once or for each part; of works of some genres only, or only of those not in Vietnamese."""

    id: UUID
    name: str
    least: int
    most: int
    per_part: bool = False
    captioned: bool = False
    code: str = ""
    genres: frozenset[str] = frozenset()
    translation: bool = False
    photos: bool = False
    least_pixels: int | None = None

    def holds_for(self, genre: str, language: str) -> bool:
        """Whether a work of the genre (its code) in the language needs these files."""
        return (not self.genres or genre in self.genres) and (not self.translation or language != VIETNAMESE)


@dataclass(frozen=True)
class BarredAwardRules:
    """An award whose prizes exclude a work: all, or these levels."""

    name: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Range:
    """From the least to the most; None is no limit."""

    least: int | None = None
    most: int | None = None

    def __bool__(self) -> bool:
        return self.least is not None or self.most is not None


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
    """The limits that hold for one work: its edition's, its category's and its genre's. `bytes_until` is until when
    promised bytes may arrive; None where nothing can be promised. `articles` says where clauses stand in the rules."""

    window_from: date
    window_to: date
    straddling: bool = False
    broadcast: bool = False
    genres: bool = True
    themes: bool = True
    topics_first: bool = False
    other_languages: bool = True
    unpublished_allowed: bool = False
    authors: Range = Range()
    works_per_author: int | None = None
    members_only: bool = False
    parts: Range = Range()
    words: Range = Range()
    minutes: Range = Range()
    photos: Range = Range()
    link_needed: bool = False
    licensed_outlets: bool = False
    portals_allowed: bool = False
    requirements: tuple[RequirementRules, ...] = ()
    prizes_in_full: bool = False
    barred_awards: tuple[BarredAwardRules, ...] = ()
    most_overlap: int | None = None
    statements: frozenset[Statement] = frozenset()
    term: Term | None = None
    people: PeopleRules = field(default_factory=PeopleRules)
    supplements: Term | None = None
    articles: Mapping[str, str] = field(default_factory=dict)
    bytes_until: datetime | None = None


@dataclass(frozen=True)
class Dossier:
    """A work's facts beside the rules that hold for it."""

    facts: WorkFacts
    rules: WorkRules = field(repr=False)
