"""Reading kept copies."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload, undefer

from award.db import db
from award.evidence.differences import Passage, compare
from award.evidence.models import Capture, Look
from award.evidence.states import CaptureState, Fault, advice
from award.evidence.texts import Readable, from_json, to_json
from award.kit.messages import Message

STEP = 500


@dataclass(frozen=True)
class KeptCopy:
    """A link's evidence as a page shows it: the first copy, and what became of the page since. `fetched_at` and what
    follows are None where no copy is kept; `kept_text` only where it was asked for."""

    id: uuid.UUID
    url: str
    state: CaptureState
    fault: Fault | None
    asked_at: datetime
    looked_at: datetime | None
    changed_at: datetime | None
    next_look_at: datetime | None
    fetched_at: datetime | None
    final_url: str | None
    body_sha256: str | None
    text_sha256: str | None
    warc_size: int | None
    kept_text: dict[str, Any] | None = None

    @cached_property
    def text(self) -> Readable:
        return from_json(self.kept_text)

    def without_names(self, masked: Callable[[str], str]) -> "KeptCopy":
        """The copy for who may not know where the page stands and who wrote it."""
        text = to_json(self.text.without_names(masked)) if self.kept_text else None
        return replace(self, url="", final_url="", kept_text=text)

    @property
    def advice(self) -> Message | None:
        """What can be done where the page was not seen."""
        return advice(self.fault) if self.fault else None


@dataclass(frozen=True)
class CopyOf:
    """A capture with its looks, the look that kept its first copy, and the one that kept its newest. Where it is
    `masked`, neither the link nor the site is shown, and the text as that function leaves it."""

    capture: Capture
    first: Look | None
    newest: Look | None
    masked: Callable[[str], str] | None = None

    @cached_property
    def text(self) -> Readable:
        return self._read(self.first)

    def _read(self, look: Look | None) -> Readable:
        found = from_json(look.text if look else None)
        return found.without_names(self.masked) if self.masked else found

    def without_names(self, masked: Callable[[str], str]) -> "CopyOf":
        """The copy for who may not know where the page stands and who wrote it."""
        return replace(self, masked=masked)

    @cached_property
    def differences(self) -> list[Passage]:
        """What changed between the first copy and the newest; empty where nothing did."""
        if self.newest is self.first:
            return []
        return compare(self.text, self._read(self.newest))

    @property
    def advice(self) -> Message | None:
        """What can be done where the page was not seen."""
        return advice(self.capture.fault) if self.capture.fault else None

    def kept(self, number: int) -> Look | None:
        """The look that kept the copy with this number."""
        return next((look for look in self.capture.looks if look.number == number), None)


SUBJECT = sa.bindparam("subject_id")
SHOWN = (
    Capture.id,
    Capture.url,
    Capture.state,
    Capture.fault,
    Capture.asked_at,
    Capture.looked_at,
    Capture.changed_at,
    Capture.next_look_at,
    Look.at,
    Look.final_url,
    Look.body_sha256,
    Look.text_sha256,
    Look.warc_size,
)
FIRST_COPY = sa.and_(Look.capture_id == Capture.id, Look.number == 1)
COPIES = sa.select(*SHOWN).outerjoin(Look, FIRST_COPY).where(Capture.subject_id == SUBJECT).order_by(Capture.id)
FAILED = sa.select(Capture.subject_id, Capture.url, Capture.fault).where(
    Capture.subject_id.in_(sa.bindparam("subjects", expanding=True)), Capture.state == CaptureState.FAILED
)
COPIES_WITH_TEXT = COPIES.add_columns(Look.text)


def copies_of(subject_id: uuid.UUID, *, with_text: bool = False) -> dict[str, KeptCopy]:
    """The evidence for a thing's links, by link: one statement."""
    rows = db.session.execute(COPIES_WITH_TEXT if with_text else COPIES, {"subject_id": subject_id})
    return {row.url: KeptCopy(*row) for row in rows}


def faults_of(subject_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Fault]:
    """Why links of these things have no copy, by thing and link; links that are fine or not looked at are missing."""
    rows = db.session.execute(FAILED, {"subjects": list(subject_ids)})
    return {(subject_id, url): fault for subject_id, url, fault in rows}


def first_copies(subject_ids: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, str, Look]]:
    """The first copy of every page that these things link to, with its text: (thing, link, look); one statement."""
    statement = sa.select(Capture.subject_id, Capture.url, Look).join(Look, FIRST_COPY)
    wanted = statement.where(Capture.subject_id.in_(list(subject_ids))).options(undefer(Look.text))
    return [tuple(row) for row in db.session.execute(wanted.order_by(Capture.subject_id, Capture.id))]


def capture(capture_id: uuid.UUID) -> Capture | None:
    """One capture's own row."""
    return db.session.get(Capture, capture_id)


def capture_of(subject_id: uuid.UUID, url_hash: str) -> Capture | None:
    """The capture for one link of a thing."""
    return db.session.scalar(sa.select(Capture).where(Capture.subject_id == subject_id, Capture.url_hash == url_hash))


def newest_copy(capture_id: uuid.UUID) -> Look | None:
    """The look that kept the newest copy."""
    return db.session.scalar(
        sa.select(Look)
        .where(Look.capture_id == capture_id, Look.number.is_not(None))
        .order_by(Look.number.desc())
        .limit(1)
    )


def copy_of(capture_id: uuid.UUID, subject_id: uuid.UUID) -> CopyOf | None:
    """A capture of this very thing with all its looks and the two texts that are compared."""
    found = db.session.scalar(
        sa.select(Capture)
        .where(Capture.id == capture_id, Capture.subject_id == subject_id)
        .options(selectinload(Capture.looks))
    )
    if found is None:
        return None
    ends = {1, found.copies}
    texts = sa.select(Look).where(Look.capture_id == capture_id, Look.number.in_(ends)).options(undefer(Look.text))
    by_number = {look.number: look for look in db.session.scalars(texts.execution_options(populate_existing=True))}
    return CopyOf(found, by_number.get(1), by_number.get(found.copies))


def asked_by(person_id: uuid.UUID, since: datetime) -> int:
    """How many copies the person has asked for since."""
    return db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Capture)
        .where(Capture.asked_by_id == person_id, Capture.asked_at > since)
    )


def overdue(before: datetime, most: int) -> list[Capture]:
    """Captures that should have been looked at before the instant, the longest waiting first."""
    statement = sa.select(Capture).where(Capture.next_look_at < before).order_by(Capture.next_look_at, Capture.id)
    return list(db.session.scalars(statement.limit(most)))


def warcs() -> list[tuple[str, int, str]]:
    """Key, size (bytes) and SHA-256 of every WARC that must be in the bucket, oldest first."""
    statement = sa.select(Look.warc_key, Look.warc_size, Look.warc_sha256).where(Look.warc_key.is_not(None))
    return [tuple(row) for row in db.session.execute(statement.order_by(Look.id))]


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of the bucket's keys that a look refers to."""
    return set(db.session.scalars(sa.select(Look.warc_key).where(Look.warc_key.in_(list(keys)))))
