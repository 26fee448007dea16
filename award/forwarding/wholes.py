"""What a work is when it is frozen, as plain values: everything that its place in the dossier is made from."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class AuthorWhole:
    """One author with the names and ways to reach them of that day."""

    name: str
    pen_names: str
    unit: str
    branch: str
    phone: str
    email: str
    lead: bool


@dataclass(frozen=True)
class PartWhole:
    """One part as it appeared."""

    title: str
    outlet: str
    programme: str
    published_on: date | None
    page: str
    url: str
    minutes: int | None
    words: int | None


@dataclass(frozen=True)
class EarlierPrizeWhole:
    """A prize that the work won elsewhere."""

    contest: str
    organiser: str
    level: str
    year: int | None


@dataclass(frozen=True)
class FileWhole:
    """One file: where its bytes are, what they must be, what it is for."""

    key: str
    name: str
    size: int
    sha256: str | None
    crc32: int | None
    verified: bool
    requirement: str
    part: int | None
    caption: str


@dataclass(frozen=True)
class PageWhole:
    """The published page of a part as it was kept: its readable text by lines, and where its bytes (WARC) are."""

    part: int
    url: str
    fetched_at: datetime
    body_sha256: str
    lines: tuple[str, ...]
    key: str
    size: int
    sha256: str


@dataclass(frozen=True)
class WorkWhole:
    """One work; `rank` is its place in the last closed round, `given` says what its authors gave in addition,
    `statements` what they declared, by the values of `Statement`."""

    code: str
    title: str
    summary: str
    language: str
    category: str
    genre: str
    theme: str
    authors: tuple[AuthorWhole, ...]
    parts: tuple[PartWhole, ...]
    prizes: tuple[str, ...]
    earlier_prizes: tuple[EarlierPrizeWhole, ...]
    files: tuple[FileWhole, ...]
    pages: tuple[PageWhole, ...] = ()
    category_code: str = ""
    media_type: str = ""
    rank: int | None = None
    given: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
