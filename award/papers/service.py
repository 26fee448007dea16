"""Verbs on papers: issue with the next number, write in one from elsewhere, make void, send in a scan, reword.

The writer's lock makes each verb run as if alone, and the number of a series is unique in the database too: a number is
given once, and since it is taken in the transaction that keeps the paper, no number is lost when that fails.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from award.audit.service import record
from award.db import db, transaction
from award.documents.paper import LetterText, symbol_of
from award.editions.models import Edition, Issuer
from award.editions.states import FileKind
from award.files import service as files
from award.files.models import StoredFile
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.codes import new_proof_code
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment
from award.papers import composing, queries, texts
from award.papers.kinds import ABBREVIATIONS, PaperKind
from award.papers.models import Paper, PaperScan, PaperText
from award.papers.offering import Offer
from award.papers.scans import typed_code, verdict
from award.papers.series import Series, series_of
from award.papers.states import PAPER, PaperState

SCAN_KINDS = (FileKind.PDF.value, FileKind.IMAGE.value)
LARGEST_SCAN = 30_000_000
MOST_SCANS = 6


def draft(
    edition: Edition,
    offer: Offer,
    issuer: Issuer,
    *,
    about: str = "",
    inputs: Mapping[str, str] | None = None,
    day: date | None = None,
) -> LetterText:
    """The paper as it would be, without a number: changes nothing. Raises `WrongMoment` while its data are missing."""
    content = offer.content(edition, about)
    return composing.compose(
        offer, content, queries.text_of(offer), edition=edition, issuer=issuer, inputs=inputs or {}, day=day
    )


def issue(
    edition: Edition,
    offer: Offer,
    issuer: Issuer,
    *,
    about: str = "",
    inputs: Mapping[str, str] | None = None,
    day: date,
    first: int | None = None,
    actor: Any,
) -> Paper:
    """Gives the paper the next number of its series and keeps it as it goes out. `first` begins a series that has no
    number yet, where the body gave numbers before this program did."""
    _ask_issuer(edition, issuer)
    inputs = dict(inputs or {})
    content = offer.content(edition, about)
    text = composing.compose(
        offer, content, queries.text_of(offer), edition=edition, issuer=issuer, inputs=inputs, day=day
    )
    series = series_of(issuer.frame, issuer.name, offer.kind, day, issuer.term)
    kept = composing.kept(text)
    paper = _entered(edition, series, issuer, offer.kind, first=first, title=_begun(text.subject), day=day, actor=actor)
    paper.offer, paper.about, paper.inputs, paper.symbol = offer.code, about, inputs, text.symbol
    paper.record = kept | {"number": paper.number}
    paper.certificates = [dict(vars(one)) for one in content.certificates]
    paper.digest = composing.content_digest(content, inputs)
    paper.record_digest = composing.digest_of([paper.record, paper.certificates])
    db.session.flush()
    told = {"number": paper.number, "kind": paper.kind, "title": paper.title, "sha256": paper.record_digest}
    record("paper.issue", paper, actor=actor, after=told)
    return paper


def write_in(
    edition: Edition,
    issuer: Issuer,
    *,
    kind: PaperKind,
    title: str,
    day: date,
    first: int | None = None,
    actor: Any,
) -> Paper:
    """Writes a paper into the register that was made elsewhere, so that the series has no gap."""
    _ask_issuer(edition, issuer)
    if not title.strip():
        raise Refusal(say("Say what the paper is about."), "title")
    series = series_of(issuer.frame, issuer.name, kind, day, issuer.term)
    paper = _entered(edition, series, issuer, kind, first=first, title=title.strip(), day=day, actor=actor)
    db.session.flush()
    record("paper.write_in", paper, actor=actor, after={"number": paper.number, "kind": kind, "title": paper.title})
    return paper


def void(paper: Paper, *, reason: str, actor: Any) -> None:
    """Makes a paper void; its number is never given again."""
    target = PAPER.target("void", paper.state)
    if not reason.strip():
        raise Refusal(say("Give the reason."), "reason")
    paper.state, paper.void_reason = target, reason.strip()
    record("paper.void", paper, actor=actor, after={"reason": paper.void_reason})


def has_changed(paper: Paper, edition: Edition) -> bool | None:
    """Whether the data have changed since the paper was issued; None where there are none any more to compare."""
    offer = queries.wording(paper.offer)
    if offer is None:
        return None
    try:
        content = offer.content(edition, paper.about)
    except Refusal:
        return True
    return composing.content_digest(content, paper.inputs) != paper.digest


def begin_scan(paper: Paper, *, name: Any, size: Any, actor: Any) -> StoredFile:
    """Takes the promise of a scan of the signed paper. The values come from a script, so they may be anything."""
    if paper.state is not PaperState.ISSUED:
        raise WrongMoment(say("The paper is void; nothing of it is signed."))
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    if len(queries.files_of(paper.id)) >= MOST_SCANS:
        raise Refusal(say("There are %(count)s scans already. Remove one first.", count=MOST_SCANS), "file")
    file = files.begin(name=name, size=size, kinds=SCAN_KINDS, largest=LARGEST_SCAN, owner=actor)
    db.session.add(PaperScan(paper_id=paper.id, file_id=file.id, actor_id=actor.id, at=clock.now()))
    db.session.flush()
    record("paper.scan", paper, actor=actor, after={"file": file.name})
    return file


def finish_scan(file_id: uuid.UUID, *, actor_id: uuid.UUID, sha256: str | None = None) -> StoredFile:
    """Ends the upload of a scan, outside a transaction, since it asks the bucket; what was refused leaves the paper."""
    try:
        return files.finish(file_id, actor_id=actor_id, sha256=sha256)
    except Refusal:
        with transaction():
            row = queries.scan_of_file(file_id)
            if row is not None:
                db.session.delete(row)
        raise


def remove_scan(paper: Paper, scan: PaperScan, file: StoredFile, *, actor: Any) -> None:
    """Takes a scan off its paper and gives the file up."""
    db.session.delete(scan)
    db.session.flush()
    record("paper.unscan", paper, actor=actor, before={"file": file.name})
    files.abandon(file, actor=actor)


def type_code(paper: Paper, scan: PaperScan, *, text: str, actor: Any) -> None:
    """Compares a code that was read by eye from a scan whose QR code no program could read."""
    code = typed_code(text)
    if code is None:
        raise Refusal(say("The code has twenty letters and figures."), "code")
    hold_beside(paper, scan, code, "", typed=True)
    record("paper.compare", paper, actor=actor, after={"found": scan.verdict})


def hold_beside(paper: Paper, scan: PaperScan, code: str | None, digest: str, *, typed: bool = False) -> None:
    """Keeps what a scan's code says of the paper."""
    scan.found_code, scan.found_digest, scan.typed = code, digest, typed
    scan.verdict = verdict(code, digest, of_code=paper.proof_code, of_digest=paper.digest)
    db.session.flush()


def reword(offer: Offer, *, text: str, version: int, actor: Any) -> PaperText:
    """Puts the association's own wording in place of ours. Raises `NotReady` with everything that is wrong with it."""
    wrong = texts.faults(text, offer.every_place, offer.blocks)
    if wrong:
        raise NotReady(wrong)
    row = queries.own_text(offer.code)
    if version != (row.version if row else 0):
        raise Stale(say("Somebody changed this wording in between."))
    if row is None:
        row = PaperText(offer=offer.code, version=0)
        db.session.add(row)
    row.text, row.version = text, row.version + 1
    row.changed_by_id, row.changed_at = actor.id, clock.now()
    db.session.flush()
    record("paper_text.change", row, actor=actor, after={"name": offer.code, "version": row.version})
    return row


def take_ours(offer: Offer, *, actor: Any) -> None:
    """Goes back to the wording that comes with the program; where it is in force already nothing happens."""
    row = queries.own_text(offer.code)
    if row is None:
        return
    record("paper_text.drop", row, actor=actor, before={"name": offer.code, "text": row.text})
    db.session.delete(row)
    db.session.flush()


def _begun(subject: str) -> str:
    """The subject of a letter goes on after "V/v" in small letters; in the register it begins."""
    return subject[:1].upper() + subject[1:]


def _entered(
    edition: Edition,
    series: Series,
    issuer: Issuer,
    kind: PaperKind,
    *,
    first: int | None,
    title: str,
    day: date,
    actor: Any,
) -> Paper:
    last = queries.last_number(series.key)
    if first is not None and last:
        raise Refusal(say("The series has numbers already, up to %(last)s; the next one follows.", last=last), "first")
    if first is not None and first < 1:
        raise Refusal(say("Numbers begin with 1."), "first")
    paper = Paper(
        edition_id=edition.id,
        series=series.key,
        series_name=series.name,
        number=first or last + 1,
        symbol=symbol_of(issuer.frame.value, ABBREVIATIONS[kind], issuer.symbol),
        kind=kind,
        body=issuer.name,
        title=title,
        day=day,
        signer=issuer.signer_name,
        frame=issuer.frame.value,
        proof_code=new_proof_code(),
        issued_by_id=actor.id,
        issued_at=clock.now(),
    )
    db.session.add(paper)
    return paper


def _ask_issuer(edition: Edition, issuer: Issuer) -> None:
    if issuer.edition_id != edition.id:
        raise Refusal(say("This body issues no papers of this edition."), "body")


def _look_for_the_code(file: StoredFile) -> None:
    """A scan that was found to be good is looked through for its QR code."""
    if queries.scan_of_file(file.id):
        enqueue("papers.read_scan", key=f"papers.read_scan:{file.id}", file_id=str(file.id))


files.WELCOMERS.append(_look_for_the_code)
