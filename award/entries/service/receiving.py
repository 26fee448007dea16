"""A work that another installation sent on: whole, numbered and sent in at once, kept by the office until its author
claims it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Category, Edition
from award.editions.states import EditionState
from award.entries import queries
from award.entries.codes import code_of, next_number
from award.entries.models import Attachment, Entry
from award.entries.service.filling import fill_whole
from award.entries.service.ground import search_text
from award.entries.service.sending import WATCHERS
from award.entries.states import EntryState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import WrongMoment


@dataclass(frozen=True)
class ReceivedFile:
    """A file of the work that is in the bucket already: for which requirement and part, with which caption."""

    file_id: uuid.UUID
    requirement_id: uuid.UUID
    part: int | None
    caption: str


def receive(
    edition: Edition,
    category: Category,
    work: Mapping[str, Any],
    files: Sequence[ReceivedFile],
    *,
    arrived_at: datetime,
    actor: Any,
) -> Entry:
    """Makes an entry of a work (`filling.fill_whole` says what it holds, and `language` and `statements`). The calendar of
    entering is not asked: a sending association keeps its own, and its authors gave it their declaration. Raises
    `WrongMoment` where the edition is not open."""
    if edition.state is not EditionState.OPEN:
        raise WrongMoment(say("Works are taken over while the edition is open."))
    now = clock.now()
    entry = Entry(
        edition_id=edition.id,
        category_id=category.id,
        owner_id=actor.id,
        filled_by_id=actor.id,
        arrived_at=arrived_at,
        state=EntryState.SUBMITTED,
        version=1,
        language=work["language"],
        declared=True,
        statements=list(work["statements"]),
        created_at=now,
        saved_at=now,
        submitted_at=now,
    )
    entry.number = next_number(queries.highest_number(category.id))
    entry.code = code_of(category.letters, entry.number)
    outlets = queries.outlets({row["outlet_id"] for row in (*work["authors"], *work["parts"]) if row["outlet_id"]})
    emails = {row["email"] for row in work["authors"] if row["email"]}
    fill_whole(entry, work, queries.identities(emails), outlets)
    entry.attachments = [_attachment(file, place) for place, file in enumerate(files, 1)]
    entry.search_text = search_text(entry)
    db.session.add(entry)
    db.session.flush()
    record("entry.receive", entry, actor=actor, after={"code": entry.code, "category": category.code})
    for tell in WATCHERS:
        tell(entry)
    return entry


def _attachment(file: ReceivedFile, place: int) -> Attachment:
    return Attachment(
        file_id=file.file_id,
        requirement_id=file.requirement_id,
        part_position=file.part,
        position=place,
        caption=file.caption,
    )
