"""How the bytes of an entry's files come: opened, addressed, declared, promised, ended. What the bucket does is in
`files`; here is what the entry and its calendar have to say."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from award.audit.service import record
from award.db import db, transaction
from award.entries import promises, queries
from award.entries.models import Entry
from award.entries.service.ground import tell_office, write
from award.entries.states import ENTRY, SENT_IN
from award.files import service as files
from award.files.models import StoredFile
from award.files.promises import is_digest, other_file_fault
from award.files.queries import stored_file
from award.files.states import FileState
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment


def ask_going_on(entry: Entry, file: StoredFile) -> None:
    """Raises `WrongMoment` where no byte of the file may come any more: the work can no longer be edited, its deadline
    is over, and the file was not promised or its time is over too."""
    if ENTRY.allows("edit", entry.state) or file.state in (FileState.STORED, FileState.VERIFIED):
        return
    place, now = queries.setting(entry), clock.now()
    if place.term is None or now <= place.term.hard_at:
        return
    end = promises.end_of_bytes(place.term, place.edition.grace_hours)
    if promises.holds(file.promised_until, end, now):
        return
    until = promises.until_when(file.promised_until, end)
    if until:
        raise WrongMoment(
            say("The time for the bytes of “%(name)s” ended on %(moment)s.", name=file.name, moment=until)
        )
    raise WrongMoment(say("The time to send files ended on %(moment)s.", moment=place.term.shown_at))


def identity_of(name: Any, size: Any, head_sha256: Any) -> dict[str, Any]:
    """By what a file is known again; the values come from a script, so they may be anything."""
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    return {"name": name, "size": size, "head_sha256": head_sha256 if is_digest(head_sha256) else None}


def go_on(entry: Entry, file: StoredFile, chosen: Mapping[str, Any], *, actor: Any) -> None:
    """Before an upload is opened: refuses a file (`chosen`: name, size, head_sha256) that is not the one waited for,
    and opens the place of a promised one again whose bytes were not the declared ones."""
    ask_going_on(entry, file)
    fault = other_file_fault(file, **identity_of(**chosen))
    if fault:
        raise Refusal(fault, "file")
    if file.can_be_sent_again:
        files.send_again(file, actor=actor)


def declare_bytes(entry: Entry, file: StoredFile, sha256: str, *, actor: Any) -> StoredFile:
    """Keeps the hash that the browser read of the whole file. Before the hard instant, where the edition grants a time
    for the bytes, this is a promise, by this server's clock alone."""
    ask_going_on(entry, file)
    place = queries.setting(entry)
    term, grace = place.term_of(entry), place.edition.grace_hours
    until = promises.end_of_bytes(term, grace) if promises.may_promise(term, grace, clock.now()) else None
    new = until is not None and file.promised_at is None
    files.declare(file, sha256=sha256, until=until, actor=actor)
    if new:
        _look_at_the_end(file, until)
    return file


def finish_upload(entry_id: uuid.UUID, file_id: uuid.UUID, *, actor_id: uuid.UUID, sha256: str | None) -> StoredFile:
    """Ends an upload, outside a transaction, since it asks the bucket. What cannot be kept leaves the entry as it was
    before: the refusal takes the file off again."""
    try:
        return files.finish(file_id, actor_id=actor_id, sha256=sha256)
    except Refusal:
        with transaction():
            _forget_given_up(entry_id, file_id)
        raise


def _forget_given_up(entry_id: uuid.UUID, file_id: uuid.UUID) -> None:
    entry, file = queries.entry_whole(entry_id), stored_file(file_id)
    if entry is None or file is None or file.state is not FileState.ABANDONED:
        return
    for held in [held for held in entry.attachments if held.file_id == file_id]:
        entry.attachments.remove(held)
        db.session.flush()
        record("entry.detach", entry, actor=None, before={"file": file.name, "part": held.part_position})


def end_promise(file_id: uuid.UUID) -> None:
    """At the end of a promise: where the bytes did not come, who entered the work and the secretariat are told, once.
    A deadline that was extended meanwhile moves this too."""
    file, entry = stored_file(file_id), queries.entry_with_file(file_id)
    if file is None or entry is None or file.promised_until is None or file.state is not FileState.WAITING:
        return
    place = queries.setting(entry)
    until = promises.until_when(
        file.promised_until, promises.end_of_bytes(place.term_of(entry), place.edition.grace_hours)
    )
    if clock.now() <= until:
        _look_at_the_end(file, until)
    elif entry.state in SENT_IN:
        record("entry.promise_over", entry, actor=None, after={"file": file.name})
        write("promise_over", entry, file=file.name, until=until)
        tell_office("promise_over_office", entry, file=file.name, until=until)


def _look_at_the_end(file: StoredFile, until: datetime) -> None:
    """The last instant still belongs to the time before."""
    after = until + timedelta(seconds=1)
    enqueue("entries.promise_over", key=f"entries.promise_over:{file.id}", run_after=after, file_id=str(file.id))
