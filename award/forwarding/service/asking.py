"""What the destination wants in addition: asked of the chosen works only, given by their authors or outlet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.queries import edition_by_id
from award.editions.states import FileKind, Want
from award.entries.queries import owner
from award.entries.service import give_number as keep_number
from award.files import service as files
from award.files.models import StoredFile
from award.forwarding import queries
from award.forwarding.models import Batch, Request, RequestFile
from award.forwarding.states import BATCH, REQUEST, RequestState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal
from award.kit.text import clean
from award.outbox.service import post

LARGEST = 5 * 1000**3
MOST_FILES = 10
KINDS = {Want.ORIGINAL_FILE: list(FileKind), Want.SIGNED_FORM: [FileKind.PDF, FileKind.IMAGE]}


def ask(batch: Batch, *, wants: Iterable[Want], due_at: datetime, note: str = "", actor: Any) -> int:
    """Asks the people of every chosen work that was not asked yet, and writes to them; the number of works asked."""
    BATCH.target("choose", batch.state)
    wanted = list(dict.fromkeys(wants))
    if not wanted:
        raise Refusal(say("Tick what is wanted."), "wants")
    if due_at <= clock.now():
        raise Refusal(say("This day is over already."), "due_on")
    known, count = queries.requests_of(batch.id), 0
    for item in batch.items:
        request = known.get(item.entry_id)
        if request is None:
            request = Request(batch_id=batch.id, edition_id=batch.edition_id, entry_id=item.entry_id)
            db.session.add(request)
        elif request.state is not RequestState.CANCELLED:
            continue
        request.state, request.wants, request.note = RequestState.ASKED, [one.value for one in wanted], clean(note)
        request.due_at, request.asked_at, request.asked_by_id = due_at, clock.now(), actor.id
        db.session.flush()
        _write(request)
        count += 1
    if count:
        record("batch.ask", batch, actor=actor, after={"wants": wanted, "until": due_at, "works": count})
    return count


def begin_file(request: Request, *, want: Any, name: Any, size: Any, head_sha256: Any, actor: Any) -> StoredFile:
    """Takes the word that a file will come. The values come from a script, so they may be anything."""
    REQUEST.target("fill", request.state)
    if want not in request.wants or Want(want) not in KINDS:
        raise Refusal(say("This is not asked for."), "file")
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    if len(request.files) >= MOST_FILES:
        raise Refusal(say("There are %(count)s files already. Remove one first.", count=MOST_FILES), "file")
    head = head_sha256 if isinstance(head_sha256, str) else None
    kinds = [kind.value for kind in KINDS[Want(want)]]
    file = files.begin(name=name, size=size, kinds=kinds, largest=LARGEST, owner=actor, head_sha256=head)
    request.files.append(RequestFile(want=Want(want), file_id=file.id))
    db.session.flush()
    record("request.add_file", request, actor=actor, after={"file": file.name})
    return file


def remove_file(request: Request, file: StoredFile, *, actor: Any) -> None:
    """Takes a file back."""
    REQUEST.target("fill", request.state)
    for held in [one for one in request.files if one.file_id == file.id]:
        request.files.remove(held)
    db.session.flush()
    record("request.remove_file", request, actor=actor, before={"file": file.name})
    files.abandon(file, actor=actor)


def give_number(found: Any, want: str, *, number: str, bank: str, agreed: bool, actor: Any) -> None:
    """Keeps a number of the acting author, sealed as in an entry. Raises `Refusal` for what is not asked for, and for
    somebody who is no author of the work."""
    REQUEST.target("fill", found.request.state)
    kind = Want(want).number
    if want not in found.request.wants or kind is None:
        raise Refusal(say("This is not asked for."), "want")
    if actor.email not in {author.email for author in found.entry.authors}:
        raise Refusal(say("Each author gives the own number."), "number")
    given = {"number": number, "bank": bank, "agreed": agreed, "asked_elsewhere": True}
    keep_number(edition_by_id(found.edition_id), actor.email, kind, **given, actor=actor)


def answer(request: Request, *, actor: Any) -> None:
    """Says that everything is given. Raises `NotReady` with each thing that is lacking."""
    target = REQUEST.target("answer", request.state)
    lacking = queries.asked(request.id).lacking
    if lacking:
        raise NotReady(
            [
                say("Still lacking: %(want)s (%(name)s).", want=say(want.label), name=name)
                if name
                else say("Still lacking: %(want)s.", want=say(want.label))
                for want, name in lacking
            ]
        )
    request.state, request.answered_at, request.answered_by_id = target, clock.now(), actor.id
    db.session.flush()
    record("request.answer", request, actor=actor, after={"state": request.state})


def waive(request: Request, *, reason: str, actor: Any) -> None:
    """Lets the work go without it."""
    target, reason = REQUEST.target("waive", request.state), clean(reason or "")
    if not reason:
        raise Refusal(say("Write why the work goes without it."), "reason")
    request.waived_because, request.state = reason, target
    db.session.flush()
    record("request.waive", request, actor=actor, after={"reason": reason})


def ask_again(request: Request, *, due_at: datetime, note: str = "", actor: Any) -> None:
    """Asks once more what was answered or given up, while the batch is still being chosen; what was given stays, and the
    people are written to. Raises `WrongMoment`, and `Refusal` for a day that is over."""
    BATCH.target("choose", queries.batch(request.batch_id).state)
    target, before = REQUEST.target("ask_again", request.state), {"state": request.state}
    if due_at <= clock.now():
        raise Refusal(say("This day is over already."), "due_on")
    request.state, request.note, request.due_at = target, clean(note), due_at
    request.asked_at, request.asked_by_id, request.waived_because = clock.now(), actor.id, ""
    db.session.flush()
    record("request.ask_again", request, actor=actor, before=before, after={"state": request.state, "until": due_at})
    _write(request)


def cancel(batch: Batch, entry_id: Any, *, actor: Any) -> None:
    """Takes the request back when its work leaves the batch."""
    request = queries.requests_of(batch.id).get(entry_id)
    if request is not None and REQUEST.allows("cancel", request.state):
        request.state = REQUEST.target("cancel", request.state)
        db.session.flush()
        record("request.cancel", request, actor=actor)


def _write(request: Request) -> None:
    found = queries.asked(request.id)
    edition, entry = edition_by_id(request.edition_id), found.entry
    known = {"code": entry.code, "title": entry.title, "award": edition.title, "note": request.note}
    known |= {"wants": [Want(one) for one in request.wants], "due": request.due_at, "request_id": request.id}
    contact = {"contact_email": edition.contact_email, "contact_phone": edition.contact_phone}
    person = owner(entry)
    letters = {} if entry.kept_by_office else {person.email: (person, person.full_name)}
    letters |= {a.email: (a.email, a.full_name) for a in entry.authors if a.email and a.email not in letters}
    for to, name in letters.values():
        post("forwarding/asked", to=to, edition=edition, name=name, **known, **contact)
