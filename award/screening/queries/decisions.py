"""One work as it is screened: the whole of it, what was decided on it, what is awaited, what happened to it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Person
from award.audit.models import AuditEvent
from award.db import db
from award.editions.models import Reason
from award.entries import queries as entries
from award.entries.models import Entry
from award.entries.states import EntryState
from award.screening.content import Content
from award.screening.models import Screening
from award.screening.reasons import Choice, choices_of
from award.screening.states import Verdict


def entry_sent_in(entry_id: uuid.UUID) -> Entry | None:
    """A work with everything on it; None for a draft, which is nobody's business but its owner's."""
    parts = (Entry.authors, Entry.parts, Entry.prizes, Entry.attachments)
    statement = sa.select(Entry).where(Entry.id == entry_id, Entry.code.is_not(None))
    return db.session.scalar(statement.options(*(selectinload(part) for part in parts)))


REASONS = (
    sa.select(Reason.code, Reason.name, Reason.text)
    .where(Reason.edition_id == sa.bindparam("edition_id"))
    .order_by(Reason.position)
)


def reasons(edition_id: uuid.UUID) -> list[Choice]:
    """The reasons that can be chosen in an edition."""
    return choices_of(db.session.execute(REASONS, {"edition_id": edition_id}))


def decisions(entry_id: uuid.UUID) -> list[Any]:
    """Every decision on the entry with the name of who took it, the newest first."""
    statement = (
        sa.select(
            Screening.id,
            Screening.verdict,
            Screening.reasons,
            Screening.note,
            Screening.clauses,
            Screening.content,
            Screening.items,
            Screening.at,
            Screening.answer_by,
            Screening.late_reason,
            Person.full_name,
        )
        .join(Person, Person.id == Screening.actor_id)
        .where(Screening.entry_id == entry_id)
        .order_by(Screening.at.desc(), Screening.id.desc())
    )
    return list(db.session.execute(statement))


@dataclass(frozen=True)
class Request:
    """A supplement that is awaited: the decision that asks for it, and the work."""

    entry: Entry
    decision: Screening

    @property
    def until(self) -> datetime | None:
        """Its last instant, which may have been put off since."""
        return self.entry.supplement_until


def request_for(entry_id: uuid.UUID) -> Request | None:
    """What is asked for on a work that was sent back; None for any other."""
    entry = entries.entry(entry_id)
    if entry is None or entry.state is not EntryState.RETURNED:
        return None
    statement = (
        sa.select(Screening)
        .where(Screening.entry_id == entry_id, Screening.verdict == Verdict.RETURNED)
        .order_by(Screening.at.desc(), Screening.id.desc())
        .limit(1)
    )
    decision = db.session.scalar(statement)
    return Request(entry, decision) if decision is not None else None


def content_of(entry: Entry) -> Content:
    """The work as plain values: what a decision keeps, so that a later look can say what has changed."""
    place = entries.setting(entry)
    genre, theme = place.genre(entry.genre_id), place.theme(entry.theme_id)
    files = entries.attachments_with_files([entry.id])[entry.id]
    return {
        "title": entry.title,
        "category": place.category.name,
        "genre": genre.name if genre else "",
        "theme": theme.name if theme else "",
        "language": entry.language,
        "summary": entry.summary,
        "declared": "✓" if entry.declared else "",
        "authors": [_author(author) for author in entry.authors],
        "parts": [_part(part) for part in entry.parts],
        "prizes": [", ".join(str(x) for x in (p.contest, p.organiser, p.level, p.year) if x) for p in entry.prizes],
        "files": [{"name": file.name, "sha256": file.sha256, "caption": file.caption} for file in files],
    }


def _author(author: Any) -> str:
    name = f"{author.full_name} ({author.pen_names})" if author.pen_names else author.full_name
    return f"{name} ★" if author.is_lead else name


def _part(part: Any) -> dict[str, Any]:
    return {
        "title": part.title,
        "outlet": part.outlet_name,
        "programme": part.programme,
        "published_on": f"{part.published_on:%d/%m/%Y}" if part.published_on else "",
        "page": part.page,
        "url": part.url,
        "minutes": part.minutes,
        "words": part.words,
    }


def with_names(events: list[AuditEvent]) -> list[tuple[AuditEvent, str | None]]:
    """Events, the newest first, with the name of who acted (None: the system itself)."""
    actors = {event.actor_id for event in events if event.actor_id}
    rows = db.session.execute(sa.select(Person.id, Person.full_name).where(Person.id.in_(actors))) if actors else ()
    names = dict(tuple(row) for row in rows)
    return [(event, names.get(event.actor_id)) for event in reversed(events)]
