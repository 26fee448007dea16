"""The signed registration form comes back as a scan: kept apart from the work's files, which judges see."""

import uuid
from collections.abc import Sequence
from typing import Any

from award.audit.service import record
from award.db import db, transaction
from award.editions.states import FileKind
from award.entries import queries
from award.entries.handing import HANDED_OVER_IN
from award.entries.models import Entry, SignedForm
from award.entries.papers import content_digest
from award.files import service as files
from award.files.models import StoredFile
from award.files.queries import stored_file
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment

KINDS = (FileKind.PDF, FileKind.IMAGE)
LARGEST = 30_000_000
MOST = 6


def begin_signed(entries: Sequence[Entry], *, name: Any, size: Any, actor: Any) -> StoredFile:
    """Takes the promise of a scan for one work, or for several that stand on one paper. The values come from a script,
    so they may be anything."""
    for entry in entries:
        _ask_moment(entry)
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    file = files.begin(name=name, size=size, kinds=[kind.value for kind in KINDS], largest=LARGEST, owner=actor)
    for entry in entries:
        attach_signed(entry, file, actor=actor)
    return file


def attach_signed(entry: Entry, file: StoredFile, *, actor: Any) -> SignedForm:
    """Puts a stored scan on a work, beside the hash of its data as they are now."""
    _ask_moment(entry)
    if len(queries.signed_files(entry.id)) >= MOST:
        raise Refusal(say("There are %(count)s scans already. Remove one first.", count=MOST), "file")
    row = SignedForm(
        entry_id=entry.id, file_id=file.id, digest=content_digest(entry), actor_id=actor.id, at=clock.now()
    )
    db.session.add(row)
    db.session.flush()
    record("entry.sign", entry, actor=actor, after={"file": file.name, "digest": row.digest})
    return row


def remove_signed(entry: Entry, file_id: uuid.UUID, *, actor: Any) -> None:
    """Takes a scan off a work; the file is given up when no other work stands on it. Gone already is no fault."""
    _ask_moment(entry)
    row = queries.signed_form(entry.id, file_id)
    if row is None:
        return
    db.session.delete(row)
    db.session.flush()
    file = stored_file(file_id)
    record("entry.unsign", entry, actor=actor, before={"file": file.name})
    if not queries.signs_others(file_id):
        files.abandon(file, actor=actor)


def finish_signed(file_id: uuid.UUID, *, actor_id: uuid.UUID, sha256: str | None = None) -> StoredFile:
    """Ends the upload of a scan, outside a transaction, since it asks the bucket; what was refused leaves the work."""
    try:
        return files.finish(file_id, actor_id=actor_id, sha256=sha256)
    except Refusal:
        with transaction():
            for row in queries.signings_given_up(file_id):
                db.session.delete(row)
        raise


def _ask_moment(entry: Entry) -> None:
    if entry.state not in HANDED_OVER_IN:
        raise WrongMoment(say("Nothing is to be signed now: the state is “%(state)s”.", state=say(entry.state.label)))
