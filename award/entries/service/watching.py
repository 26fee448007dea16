"""What packages below ask or tell of: whether works already in would survive a change of the rules, whether somebody
with works may judge, and that a file of a work was not accepted."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Person
from award.accounts.service import roles
from award.accounts.states import BARRED_FROM_ENTERING, Role
from award.db import db
from award.editions import service as editions
from award.editions.models import Edition
from award.entries import checks, queries
from award.entries.models import Entry
from award.entries.queries import dossiers
from award.entries.service import sending
from award.entries.service.ground import write
from award.entries.service.linking import copies_of_what_is_sent_in, is_still_linked
from award.entries.states import COUNTED_FOR_LIMITS, EntryState
from award.evidence import service as evidence
from award.files import service as files
from award.files.models import StoredFile
from award.kit.messages import Message, say

STEP = 500
LATENESS = frozenset({"deadline", "supplements"})


def broken_rules(edition: Edition) -> list[tuple[str, Message]]:
    """Every clause that a work in the running breaks, with the work's code. Lateness is no matter of the rules' text."""
    statement = (
        sa.select(Entry)
        .where(Entry.edition_id == edition.id, Entry.state.in_(COUNTED_FOR_LIMITS))
        .options(selectinload(Entry.authors), selectinload(Entry.parts))
        .order_by(Entry.code)
        .execution_options(populate_existing=True)
    )
    entries = list(db.session.scalars(statement))
    found = []
    for start in range(0, len(entries), STEP):
        step = entries[start : start + STEP]
        known = dossiers(step)
        for entry in step:
            open_ones = checks.open_ones(checks.run(known[entry.id].facts, known[entry.id].rules))
            found += [(entry.code, check.sentence) for check in open_ones if check.clause not in LATENESS]
    return found


def works_in_the_way(person: Person, role: Role, edition_id: uuid.UUID | None) -> Message | None:
    """Why the person may not judge or organise the edition: works that were sent in; None without any."""
    codes = queries.codes_of(person, edition_id) if role in BARRED_FROM_ENTERING and edition_id else []
    if not codes:
        return None
    return say("%(name)s has works in this edition (%(codes)s).", name=person.full_name, codes=codes)


def tell_of_refused(file: StoredFile) -> None:
    """Writes to who entered the work: its owner believed the file received. A draft's page says it by itself."""
    entry = queries.entry_with_file(file.id)
    if entry is not None and entry.state in (EntryState.SUBMITTED, EntryState.ELIGIBLE):
        write("file_refused", entry, file=file.name, why=file.refusal_message)


editions.WATCHERS.append(broken_rules)
roles.WATCHERS.append(works_in_the_way)
files.WATCHERS.append(tell_of_refused)
sending.WATCHERS.append(copies_of_what_is_sent_in)
evidence.WANTED.append(is_still_linked)
