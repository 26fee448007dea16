"""Letters before a deadline, to those who still have something to do; and after it was moved."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from award.accounts.queries import person
from award.db import db
from award.editions import service as editions
from award.editions.models import Deadline, DeadlineExtension, Edition
from award.entries import checks, queries
from award.entries.models import Entry
from award.entries.models.reminding import Reminder
from award.entries.queries import dossiers, term_of
from award.entries.reminding import DayMark, mark_of
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.messages import Message, say
from award.outbox.service import post

# A letter names what is missing, not everything that could be said.
MOST_LACKS = 8


def remind_of_drafts(edition: Edition) -> int:
    """Writes to everybody with drafts on the mornings that the edition names, once each, and answers how many letters
    that were. A draft begun after the morning waits for the next one."""
    term = term_of(edition.deadline("entries"))
    mark = mark_of(term.shown_at, edition.reminder_days, clock.now()) if term else None
    if mark is None:
        return 0
    drafts = queries.drafts_before(edition.id, mark.at)
    return _write_to_all(edition, "reminder", drafts, mark, mark.key("entries", term.shown_at), term.shown_at)


def remind_of_supplement(edition: Edition, entry: Entry, *, answer_by: datetime, reason: str) -> int:
    """The same for a work that waits for a supplement until its own day."""
    mark = mark_of(answer_by, edition.reminder_days, clock.now())
    if mark is None:
        return 0
    key = mark.key(f"supplement:{entry.id}", answer_by)
    return _write_to_all(edition, "supplement_reminder", [entry], mark, key, answer_by, reason=reason)


def _write_to_all(
    edition: Edition,
    template: str,
    found: Sequence[Entry],
    mark: DayMark,
    key: str,
    until: datetime,
    **values: Any,
) -> int:
    owners = defaultdict(list)
    for entry in found:
        owners[entry.owner_id].append(entry)
    reminded = queries.reminded(edition.id, key)
    waiting = {owner: entries for owner, entries in owners.items() if owner not in reminded}
    lacks = _lacks([entry for entries in waiting.values() for entry in entries])
    for owner_id, entries in waiting.items():
        _write(edition, template, owner_id, [_told(entry, lacks) for entry in entries], until=until, **values)
        db.session.add(Reminder(person_id=owner_id, edition_id=edition.id, mark=key, at=clock.now()))
    db.session.flush()
    return len(waiting)


def _lacks(found: Sequence[Entry]) -> dict[uuid.UUID, list[Message]]:
    known = dossiers(found)
    return {
        entry_id: [check.sentence for check in checks.open_ones(checks.run(dossier.facts, dossier.rules))]
        for entry_id, dossier in known.items()
    }


def _told(entry: Entry, lacks: Mapping[uuid.UUID, list[Message]]) -> dict[str, Any]:
    missing = lacks[entry.id]
    return {
        "entry_id": entry.id,
        "code": entry.code,
        "title": entry.title or say("Work without a title yet"),
        "lacks": missing[:MOST_LACKS],
        "more": max(0, len(missing) - MOST_LACKS),
    }


def _write(edition: Edition, template: str, owner_id: uuid.UUID, works: list[dict[str, Any]], **values: Any) -> None:
    owner = person(owner_id)
    if owner is None or owner.closed_at:
        return
    post(
        f"entries/{template}",
        to=owner,
        edition=edition,
        name=owner.full_name,
        award=edition.title,
        works=works,
        contact_email=edition.contact_email,
        contact_phone=edition.contact_phone,
        **values,
    )


def note_extension(deadline: Deadline, extension: DeadlineExtension) -> None:
    """A deadline was moved: the worker writes to those whom it concerns."""
    if deadline.code in ("entries", "supplements"):
        enqueue("entries.tell_of_extension", deadline_id=str(deadline.id), before=extension.shown_before.isoformat())


def tell_of_extension(deadline: Deadline, before: datetime) -> int:
    """Writes to everybody with drafts (or supplements to send) that there is more time; once for each new instant."""
    edition, key = deadline.edition, f"extended:{deadline.code}:{deadline.shown_at.isoformat()}"
    concerned = queries.owners_waiting(edition.id, supplements=deadline.code == "supplements")
    concerned -= queries.reminded(edition.id, key)
    for owner_id in sorted(concerned):
        _write(edition, "extended", owner_id, [], deadline=deadline.name, before=before, until=deadline.shown_at)
        db.session.add(Reminder(person_id=owner_id, edition_id=edition.id, mark=key, at=clock.now()))
    db.session.flush()
    return len(concerned)


editions.TOLD_OF_EXTENSIONS.append(note_extension)
