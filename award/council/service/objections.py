"""Verbs of an objection up to the ruling: filed by anybody, confirmed, passed on without the filer, answered, dropped.

Neither the record nor any letter to others has the filer's name or address in it.
"""

import re
import uuid
from typing import Any
from urllib.parse import urlsplit

from award.audit.service import record
from award.council import queries
from award.council.models import Objection, ObjectionFile
from award.council.posting import end_of
from award.council.queries import Case, Posted
from award.council.states import OBJECTION, ObjectionKind, ObjectionState, Side
from award.db import db, digest_of, transaction
from award.editions.models import Edition
from award.editions.states import FileKind
from award.files import service as files
from award.files.models import StoredFile
from award.kit import clock
from award.kit.codes import new_proof_code, new_secret
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean, fold
from award.outbox.service import post

LONGEST = 6000
MOST_LINKS = 10
FILE_KINDS = (FileKind.PDF.value, FileKind.IMAGE.value)
LARGEST_FILE = 20_000_000
MOST_FILES = {Side.FILER: 1, Side.AUTHOR: 5}
# Days within which an address is confirmed.
CONFIRMED_WITHIN = 3


def file_objection(
    posted: Posted,
    *,
    code: str,
    kind: ObjectionKind,
    name: str,
    email: str,
    text: str,
    links: list[str],
    language: str = "vi",
) -> Objection:
    """Takes an objection to a posted work and sends a link to confirm the address; until then it is nobody's.

    Refused: outside of the days of posting, a work that is not on the list, links that are none, a text that names who
    files it.
    """
    if clock.now() > posted.until:
        raise WrongMoment(say("The days for objections ended on %(moment)s.", moment=posted.until))
    entry = next((one for one in posted.works if one.code == code), None)
    if entry is None:
        raise Refusal(say("This work is not on the posted list."), "work")
    _check(text, links)
    _check_silence(text, name, email)
    token = new_secret()
    found = Objection(
        edition_id=posted.edition.id,
        entry_id=entry.id,
        number=queries.next_objection_number(posted.edition.id),
        receipt=new_proof_code(),
        token_digest=digest_of(token),
        kind=kind,
        name=clean(name),
        email=clean(email).lower(),
        language=language,
        text=text,
        links=links,
        filed_at=clock.now(),
    )
    db.session.add(found)
    db.session.flush()
    record("objection.file", found, actor=None, after={"number": found.number, "kind": kind, "entry": entry.id})
    _tell_filer(found, posted.edition, "objection_confirm", work=entry.title, secret_token=token)
    return found


def _check(text: str, links: list[str]) -> None:
    if len(text) > LONGEST:
        raise Refusal(say("At most %(max)s characters.", max=LONGEST), "text")
    if len(links) > MOST_LINKS:
        raise Refusal(say("At most %(count)s links.", count=MOST_LINKS), "links")
    for link in links:
        parts = urlsplit(link)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(link) > 500:
            raise Refusal(say("“%(link)s” is no link.", link=link[:80]), "links")


def _check_silence(text: str, name: str, email: str) -> None:
    """Asked of the filer alone: a check on what others write would tell them whether they guessed the name."""
    full_name = r"\W+".join(re.escape(word) for word in fold(name).split())
    named = " " in name.strip() and re.search(rf"\b{full_name}\b", fold(text))
    if named or clean(email).lower() in text.lower():
        raise Refusal(say("The text has your name or address in it, and the author reads the text. Write it without."), "text")  # fmt: skip


def confirm(case: Case) -> None:
    """The filer's address is confirmed: the objection counts, and the office learns of it."""
    found = case.objection
    if found.state is not ObjectionState.FILED:
        return
    now = clock.now()
    if now > end_of(found.filed_at, CONFIRMED_WITHIN):
        raise WrongMoment(say("The link is too old; the objection was not confirmed in time."))
    found.state = OBJECTION.target("confirm", found.state)
    found.confirmed_at, found.rule_by = now, end_of(now, case.edition.ruling_days)
    keep_out(case)
    db.session.flush()
    record("objection.confirm", found, actor=None, after={"state": found.state, "until": found.rule_by})
    _tell_filer(found, case.edition, "objection_received", work=case.entry.title, until=found.rule_by)
    tell_office(case, "objection_new")


def keep_out(case: Case) -> None:
    """Notes who of the council has a conflict with the work, as the facts are now."""
    case.objection.kept_out = sorted(str(person_id) for person_id in case.recused)


def pass_on(case: Case, *, told: str, shown: set[uuid.UUID], actor: Any) -> None:
    """Passes the objection on to the authors, in the words of `told`; `shown` are the files that they may see."""
    found = case.objection
    target = OBJECTION.target("pass_on", found.state)
    told = clean(told)
    if not told:
        raise Refusal(say("Write what the author has to answer."), "told")
    found.state, found.told = target, told
    found.answer_by = end_of(clock.now(), case.edition.answer_days)
    for row in found.files:
        row.shown = row.side is Side.FILER and row.file_id in shown
    keep_out(case)
    db.session.flush()
    after = {"state": target, "until": found.answer_by, "files": sum(row.shown for row in found.files)}
    record("objection.pass_on", found, actor=actor, after=after)
    tell_authors(case, "objection_asked", until=found.answer_by)


def answer(case: Case, text: str, *, actor: Any) -> None:
    """The author's answer, once, within its days."""
    found = case.objection
    target = OBJECTION.target("answer", found.state)
    if clock.now() > found.answer_by:
        raise WrongMoment(say("The days for the answer ended on %(moment)s.", moment=found.answer_by))
    if not text:
        raise Refusal(say("Write the answer."), "answer")
    if len(text) > LONGEST:
        raise Refusal(say("At most %(max)s characters.", max=LONGEST), "answer")
    found.state, found.answer, found.answered_at = target, text, clock.now()
    db.session.flush()
    record("objection.answer", found, actor=actor, after={"state": target})
    tell_office(case, "objection_answered")


def drop(case: Case) -> None:
    """Whoever filed it takes it back."""
    found = case.objection
    before, found.state = found.state, OBJECTION.target("drop", found.state)
    db.session.flush()
    record("objection.drop", found, actor=None, before={"state": before}, after={"state": found.state})
    if before is ObjectionState.ASKED:
        tell_authors(case, "objection_dropped")


def reveal(case: Case, *, reason: str, actor: Any) -> tuple[str, str]:
    """The filer's name and address, on the record with the reason of who looks."""
    reason = clean(reason)
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    record("objection.reveal", case.objection, actor=actor, after={"reason": reason})
    return case.objection.name, case.objection.email


def begin_file(case: Case, side: Side, *, name: Any, size: Any, actor: Any = None) -> StoredFile:
    """Takes the promise of a file, by values of a script. A filer's file gets a name that tells nobody."""
    found = case.objection
    wanted = {Side.FILER: (ObjectionState.RECEIVED,), Side.AUTHOR: (ObjectionState.ASKED,)}[side]
    if found.state not in wanted:
        raise WrongMoment(say("Files are not taken now."))
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    own = [row for row, _file in queries.files_of(found.id) if row.side is side]
    if len(own) >= MOST_FILES[side]:
        raise Refusal(say("At most %(most)s files.", most=MOST_FILES[side]), "file")
    if side is Side.FILER:
        name = f"chung-cu-{found.number}.{name.rpartition('.')[2][:8]}"
    file = files.begin(name=name, size=size, kinds=FILE_KINDS, largest=LARGEST_FILE, owner=actor)
    db.session.add(ObjectionFile(objection_id=found.id, file_id=file.id, side=side, at=clock.now()))
    db.session.flush()
    record("objection.add_file", found, actor=actor, after={"file": file.name})
    return file


def finish_evidence(file_id: uuid.UUID, *, actor_id: uuid.UUID | None, sha256: str | None = None) -> StoredFile:
    """Ends the upload of a filer's file. Whoever is signed in meanwhile is not told to the record: it may be the filer."""
    return finish_file(file_id, actor_id=None, sha256=sha256)


def finish_file(file_id: uuid.UUID, *, actor_id: uuid.UUID | None, sha256: str | None = None) -> StoredFile:
    """Ends the upload, outside a transaction, since it asks the bucket; what was refused leaves the objection."""
    try:
        return files.finish(file_id, actor_id=actor_id, sha256=sha256)
    except Refusal:
        with transaction():
            for row in db.session.query(ObjectionFile).filter_by(file_id=file_id):
                db.session.delete(row)
        raise


def remove_file(found: queries.CaseFile, *, actor: Any) -> None:
    """Takes a file back while files are taken. The record names the author, never who filed the objection."""
    if found.row.side is Side.FILER:
        actor = None
    wanted = {Side.FILER: ObjectionState.RECEIVED, Side.AUTHOR: ObjectionState.ASKED}[found.row.side]
    if found.case.objection.state is not wanted:
        raise WrongMoment(say("Files are not taken now."))
    db.session.delete(found.row)
    db.session.flush()
    record("objection.remove_file", found.case.objection, actor=actor, before={"file": found.file.name})
    files.abandon(found.file, actor=actor)


def tell_filer(case: Case, template: str, **values: Any) -> None:
    """A letter to whoever filed it."""
    _tell_filer(case.objection, case.edition, template, work=case.entry.title, **values)


def _tell_filer(found: Objection, edition: Edition, template: str, **values: Any) -> None:
    post(
        f"council/{template}",
        to=found.email,
        edition=edition,
        language=found.language,
        sealed=True,
        award=edition.title,
        organiser=edition.organiser,
        number=found.number,
        secret_receipt=found.receipt,
        **values,
    )


def tell_authors(case: Case, template: str, **values: Any) -> None:
    """A letter to each author of the work who can be reached."""
    for one in queries.addressees([case.entry.id])[case.entry.id]:
        _tell(case, template, one, one.name, **values)


def tell_office(case: Case, template: str, **values: Any) -> None:
    """A letter to the chair and the secretaries without a conflict."""
    for one in queries.office(case.edition_id):
        if one.id not in case.recused:
            _tell(case, template, one, one.full_name, **values)


def _tell(case: Case, template: str, to: Any, name: str, **values: Any) -> None:
    post(
        f"council/{template}",
        to=to,
        edition=case.edition,
        name=name,
        award=case.edition.title,
        organiser=case.edition.organiser,
        number=case.objection.number,
        work=case.entry.title,
        code=case.entry.code,
        kind=case.objection.kind,
        objection_id=case.id,
        **values,
    )
