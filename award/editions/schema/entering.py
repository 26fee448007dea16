# ruff: noqa: RUF009 (each call in a class body makes a dataclass field, which the linter cannot see)
"""Who can enter what until when: contact, calendar, limits, deadlines, categories, themes, the rules as text."""

from dataclasses import dataclass
from datetime import date, datetime

from award.editions import kinds as of
from award.editions.schema.keys import key, tables
from award.editions.states import FileKind, MediaType, PersonalNumber, Selection, ThemeGroup


@dataclass(kw_only=True)
class Contact:
    """Where people turn to."""

    email: str | None = key(of.email(), None)
    phone: str | None = key(of.text(60), None)
    address: str | None = key(of.text(), None)


@dataclass(kw_only=True)
class Calendar:
    """In which days a work must have been published; for how many days results are posted for objections.

    `straddling`: parts of a series before the first day count, if a part lies within and they were not entered before.
    """

    window_from: date = key(of.day())
    window_to: date = key(of.day())
    straddling: bool = key(of.flag(), False)
    notice_days: int | None = key(of.whole(0, 365), None)


@dataclass(kw_only=True)
class Limits:
    """Limits over the whole award; left out: no limit. `most_overlap` is the share of its text, in percent, that a work
    may have in common with another one."""

    works_per_author: int | None = key(of.whole(1, 1000), None)
    most_overlap: int | None = key(of.whole(1, 100), None)


@dataclass(kw_only=True)
class Entering:
    """How works are entered: who confirms, what is asked of authors, what is promised before the deadline.

    `grace_hours`: how long after the hard instant promised bytes may still arrive; left out: there are no promises.
    `reminder_days`: how many days before the deadline for works authors with drafts are reminded.
    `postmark_counts`: a work sent by post counts as received on the day of its postmark.
    `licensed_outlets`: only what a press outlet with a licence carried; `portals_allowed`: portals and bulletins with a
    licence count too. `other_languages`: works in other languages than Vietnamese are taken, with a translation where a
    requirement of the category asks for it. `prizes_in_full`: earlier prizes with contest, organiser and level.
    """

    grace_hours: int | None = key(of.whole(1, 240), None)
    authors_confirm: bool = key(of.flag(), False)
    outlet_confirms: bool = key(of.flag(), False)
    personal_numbers: list[str] = key(of.choices(PersonalNumber), [])
    signed_form: bool = key(of.flag(), False)
    reminder_days: list[int] = key(of.wholes(0, 90), [7, 2])
    topics_first: bool = key(of.flag(), False)
    selection: Selection = key(of.choice(Selection), Selection.NONE)
    unpublished_allowed: bool = key(of.flag(), False)
    postmark_counts: bool = key(of.flag(), False)
    licensed_outlets: bool = key(of.flag(), False)
    portals_allowed: bool = key(of.flag(), False)
    other_languages: bool = key(of.flag(), True)
    members_only: bool = key(of.flag(), False)
    province_only: bool = key(of.flag(), False)
    discipline_declared: bool = key(of.flag(), False)
    prizes_in_full: bool = key(of.flag(), False)


@dataclass(kw_only=True)
class BarredAward:
    """An award whose prizes exclude a work: all of them, or the levels named."""

    code: str = key(of.code())
    name: str = key(of.text())
    levels: list[str] = key(of.texts(0, 120), [])


@dataclass(kw_only=True)
class Deadline:
    """The instant that is shown, and the last one at which something is taken."""

    code: str = key(of.code())
    name: str = key(of.text())
    shown_at: datetime = key(of.moment())
    hard_at: datetime = key(of.moment())


@dataclass(kw_only=True)
class Genre:
    """A genre of a category."""

    code: str = key(of.code())
    name: str = key(of.text())
    least_minutes: int | None = key(of.whole(), None)
    most_minutes: int | None = key(of.whole(), None)
    least_photos: int | None = key(of.whole(1, 500), None)
    most_photos: int | None = key(of.whole(1, 500), None)


@dataclass(kw_only=True)
class FileRequirement:
    """Files that a work of the category needs. `genres`: only works of these; `translation`: only works that are not in
    Vietnamese; `photos`: each file is a photo of the work and is counted; `least_pixels`: how long the longer side of a
    picture must be."""

    code: str = key(of.code())
    name: str = key(of.text())
    hint: str = key(of.lines(2000), "")
    kinds: list[str] = key(of.choices(FileKind, least=1))
    least: int = key(of.whole(0, 500))
    most: int = key(of.whole(1, 500))
    per_part: bool = key(of.flag(), False)
    captioned: bool = key(of.flag(), False)
    genres: list[str] = key(of.texts(0, 40), [])
    translation: bool = key(of.flag(), False)
    photos: bool = key(of.flag(), False)
    least_pixels: int | None = key(of.whole(1, 30_000), None)
    largest: int = key(of.size())


@dataclass(kw_only=True)
class Category:
    """A bucket of competition with its limits. `deadline` names the deadline until which its works are received;
    `made_for_online`: authors declare that the work was made for online."""

    code: str = key(of.code())
    name: str = key(of.text())
    letters: str = key(of.letters())
    media_type: MediaType = key(of.choice(MediaType))
    guidance: str = key(of.lines(4000), "")
    deadline: str = key(of.code(), "entries")
    least_authors: int | None = key(of.whole(1, 100), None)
    most_authors: int | None = key(of.whole(1, 100), None)
    least_parts: int | None = key(of.whole(1, 100), None)
    most_parts: int | None = key(of.whole(1, 100), None)
    least_words: int | None = key(of.whole(), None)
    most_words: int | None = key(of.whole(), None)
    least_minutes: int | None = key(of.whole(), None)
    most_minutes: int | None = key(of.whole(), None)
    least_photos: int | None = key(of.whole(1, 500), None)
    most_photos: int | None = key(of.whole(1, 500), None)
    link_needed: bool = key(of.flag(), False)
    made_for_online: bool = key(of.flag(), False)
    genres: list[Genre] = tables(Genre)
    requirements: list[FileRequirement] = tables(FileRequirement)


@dataclass(kw_only=True)
class Theme:
    """A theme of the plan."""

    code: str = key(of.code())
    group: ThemeGroup = key(of.choice(ThemeGroup))
    name: str = key(of.text())


@dataclass(kw_only=True)
class Reason:
    """A reason of screening: its name in lists and statistics, and the sentence that the author reads."""

    code: str = key(of.code())
    name: str = key(of.text())
    text: str = key(of.lines(2000))


@dataclass(kw_only=True)
class Rules:
    """The rules as people read them."""

    reference: str | None = key(of.text(), None)
    text: str = key(of.lines(200_000), "")
