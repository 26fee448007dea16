"""A dossier from another installation: brought, checked with a report, taken over whole or not at all.

The worker reads the ZIP from the bucket; what it finds is tried in a savepoint by the same verb that will make the
entries, so the report says what the rules of this edition say.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from award.accounts.queries import person
from award.audit.service import record
from award.db import db, transaction
from award.editions.models import Edition
from award.editions.queries import edition_by_id, edition_whole
from award.entries import checks
from award.entries.checks import Check
from award.entries.models import Entry
from award.entries.service import ReceivedFile, receive, run_checks
from award.entries.steps import Step
from award.files import kinds
from award.files import service as files
from award.files.models import StoredFile
from award.files.queries import stored_file
from award.files.states import FileState
from award.forwarding import queries
from award.forwarding.models import Incoming, Provenance
from award.forwarding.placing import ANY_KIND, called, category_for, requirement_for
from award.forwarding.receipts import receipt_of, rows_of, signed
from award.forwarding.service.packages import batch_of, chunks_of, disc_of, discs_missing, in_bucket, looked_at
from award.forwarding.service.reporting import report_of, warnings_of
from award.forwarding.states import INCOMING, IncomingState
from award.forwarding.travelled import Travelled, TravelledFile, TravelledWork
from award.forwarding.unpacking import Faulty, Package, Progress
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import fold
from award.storage import Storage, storage

LARGEST = 200 * 1000**3
CALENDAR = {"deadline", "supplements"}


def announce(edition: Edition, *, name: Any, size: Any, head_sha256: Any, actor: Any) -> StoredFile:
    """Takes the word that a dossier's ZIP will come. The values come from a script, so they may be anything."""
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    head = head_sha256 if isinstance(head_sha256, str) else None
    file = files.begin(name=name, size=size, kinds=[kinds.DOSSIER], largest=LARGEST, owner=actor, head_sha256=head)
    found = _begun(edition, file.name, actor, file_id=file.id)
    record("dossier.announce", found, actor=actor, after={"name": file.name, "size": size})
    return file


def finish(incoming_id: uuid.UUID, *, actor_id: uuid.UUID, sha256: str | None) -> StoredFile:
    """Ends the upload, outside a transaction, since it asks the bucket; then the worker checks."""
    file = files.finish(queries.incoming(incoming_id).file_id, actor_id=actor_id, sha256=sha256)
    with transaction():
        found = queries.incoming(incoming_id)
        if found.state is IncomingState.WAITING:
            check_later(found)
    return file


def check_later(found: Incoming) -> None:
    """Puts a dossier before the worker, again if it was there."""
    found.state = INCOMING.target("check", found.state)
    db.session.flush()
    enqueue("forwarding.check", key=f"forwarding.check:{found.id}", incoming_id=str(found.id))


def check_again(found: Incoming, *, actor: Any) -> None:
    """Has it checked once more: after another disc came, or the edition was changed."""
    check_later(found)
    record("dossier.check_again", found, actor=actor)


def check_now(incoming_id: uuid.UUID, progress: Progress) -> bool:
    """Checks a dossier and writes its report. False while its file still waits to be verified."""
    found = queries.incoming(incoming_id)
    if found is None or found.state is not IncomingState.CHECKING:
        return True
    file = stored_file(found.file_id)
    if file.state is FileState.STORED:
        return False
    if file.state is not FileState.VERIFIED:
        _end_check(incoming_id, None, report_of(faults=[file.refusal_message or say("The file was given up.")]))
        return True
    try:
        packages = _opened(found)
        known, faults = looked_at(packages, progress)
    except Faulty as fault:
        _end_check(incoming_id, None, report_of(faults=[fault.message]))
        return True
    with transaction():
        found = queries.incoming(incoming_id)
        report = tried(found, known, packages, faults, actor=person(found.created_by_id))
    _end_check(incoming_id, known, report)
    return True


def tried(
    found: Incoming, known: Travelled, packages: Sequence[Package], faults: list[Message], *, actor: Any
) -> dict[str, Any]:
    """The report: faults that stand in the way, warnings, and for each work what this edition's rules say of it, found by
    making the entries in a savepoint that is taken back."""
    edition = edition_whole(edition_by_id(found.edition_id).code)
    faults = [*_standing_in_the_way(edition, known), *faults]
    missing = discs_missing(packages)
    if missing:
        faults = [say("Not all discs of the dossier are here: %(here)s. Send the others too.", here=missing)]
    sentences: dict[str, list[Message]] = {}
    if not faults:
        savepoint = db.session.begin_nested()
        try:
            for work, entry in _created(found, edition, known, actor=actor):
                found_open = checks.open_ones(run_checks(entry))
                sentences[work.code] = [_told(one) for one in found_open if one.clause not in CALENDAR]
        except Refusal as refusal:
            faults = [*getattr(refusal, "messages", [refusal.message])]
        finally:
            savepoint.rollback()
    return report_of(faults, warnings_of(edition, known), known, sentences)


def _told(check: Check) -> Message:
    """The sentence of an open clause, without what its author could do about it: nobody here enters the work."""
    undeclared = check.step is Step.DECLARATION and check.verdict is checks.Verdict.MISSING
    advice = say("The dossier does not say it; the sender can be asked.") if undeclared else None
    return replace(check, advice=advice).sentence


def take(found: Incoming, *, actor: Any) -> None:
    """Has the worker take the works over. Pressed again it changes nothing."""
    if found.state in (IncomingState.TAKING, IncomingState.TAKEN):
        return
    found.state = INCOMING.target("take", found.state)
    found.taken_by_id = actor.id
    db.session.flush()
    record("dossier.take", found, actor=actor, after={"works": found.works})
    enqueue("forwarding.take", key=f"forwarding.take:{found.id}", incoming_id=str(found.id))


def take_now(incoming_id: uuid.UUID, progress: Progress) -> None:
    """Brings the files into the bucket, then makes every entry in one transaction; repeated it changes nothing."""
    found = queries.incoming(incoming_id)
    if found is None or found.state is not IncomingState.TAKING:
        return
    try:
        packages = _opened(found)
        known, faults = looked_at(packages, progress)
        if faults:
            raise Faulty(faults[0])
        carry(incoming_id, known, packages, storage(), progress)
        with transaction():
            take_over(queries.incoming(incoming_id), known)
    except (Faulty, Refusal) as fault:
        with transaction():
            found = queries.incoming(incoming_id)
            found.state = INCOMING.target("give_up", found.state)
            found.report = report_of(faults=[fault.message])


def carry(
    incoming_id: uuid.UUID, known: Travelled, packages: Sequence[Package], bucket: Storage, progress: Progress
) -> None:
    """Puts the works' files into the bucket, each at the place that its path always has, so that a second try writes the
    same objects."""
    edition_id = queries.incoming(incoming_id).edition_id
    db.session.rollback()
    wanted = [file for work in known.works for file in work.files]
    for done, file in enumerate(wanted):
        key = files.key_of(_file_id(edition_id, known, file))
        there = bucket.head(key)
        if there is None or there.size != file.size:
            bucket.put_stream(key, chunks_of(file, packages), "application/octet-stream")
        progress(done + 1, len(wanted))


def take_over(found: Incoming, known: Travelled) -> list[Entry]:
    """Makes all entries with where they come from, and the receipt; or raises `Refusal`, and none is made."""
    edition, actor = edition_whole(edition_by_id(found.edition_id).code), person(found.taken_by_id)
    in_the_way = _standing_in_the_way(edition, known)
    if in_the_way:
        raise Refusal(in_the_way[0])
    made = list(_created(found, edition, known, actor=actor))
    found.number = queries.last_receipt_number(edition.id) + 1
    found.state, found.taken_at = INCOMING.target("end", found.state), clock.now()
    codes = {work.code: entry.code for work, entry in made}
    found.receipt = receipt_of(found, known, edition, {code: (here, None, "") for code, here in codes.items()})
    for disc in queries.discs_beside(edition.id, found.id, known.batch):
        disc.state, disc.receipt, disc.taken_at = found.state, found.receipt, found.taken_at
    db.session.flush()
    record("dossier.taken", found, actor=actor, after={"number": found.number, "codes": list(codes.values())})
    return [entry for _, entry in made]


def bring_here(edition: Edition, name: str, *, actor: Any) -> Incoming:
    """A dossier that lies on this machine (`flask forwarding receive`): its row, being checked."""
    found = _begun(edition, name, actor, state=IncomingState.CHECKING)
    record("dossier.announce", found, actor=actor, after={"name": name})
    return found


def end_check(found: Incoming, known: Travelled | None, report: dict[str, Any]) -> None:
    """Keeps what the check found."""
    if known is not None:
        found.batch, found.source, found.works = known.batch, known.source, len(known.works)
    found.report = report
    found.state = INCOMING.target("find_faulty" if report["faults"] else "find_ready", found.state)
    db.session.flush()
    record("dossier.checked", found, actor=None, after={"state": found.state})


def _end_check(incoming_id: uuid.UUID, known: Travelled | None, report: dict[str, Any]) -> None:
    with transaction():
        found = queries.incoming(incoming_id)
        if found.state is IncomingState.CHECKING:
            end_check(found, known, report)


def _begun(edition: Edition, name: str, actor: Any, **more: Any) -> Incoming:
    found = Incoming(
        edition_id=edition.id, name=name[:300], created_by_id=actor.id, created_at=clock.now(), report={}, **more
    )
    db.session.add(found)
    db.session.flush()
    return found


def _opened(found: Incoming) -> list[Package]:
    """The packages of the dossier: its own, and of each other disc what was brought last, so that a damaged one can be
    brought again. Ends the transaction, since the bucket is read. Raises `Faulty`."""
    place, own = (found.edition_id, found.id), stored_file(found.file_id)
    key, size = own.key, own.size
    db.session.rollback()
    package = in_bucket(storage(), key, size)
    known = {disc_of(package): package}
    if None in known:
        return [package]
    beside = [stored_file(one.file_id) for one in reversed(queries.discs_beside(*place, batch_of(package)))]
    wanted = [(file.key, file.size) for file in beside if file.state is FileState.VERIFIED]
    db.session.rollback()
    for place_of_disc in wanted:
        other = in_bucket(storage(), *place_of_disc)
        known.setdefault(disc_of(other), other)
    return list(known.values())


def _standing_in_the_way(edition: Edition, known: Travelled) -> list[Message]:
    before = queries.taken_before(edition.id, known.batch)
    if before is not None:
        return [
            say(
                "This dossier was taken over on %(moment)s already, under the number %(number)s.",
                moment=before.taken_at,
                number=before.number or 0,
            )
        ]
    found = [_homeless(work) for work in known.works if category_for(work, edition.categories) is None]
    here = queries.sent_before(edition.id, known.source, known.edition, [work.code for work in known.works])
    return found + [
        say("%(code)s came with an earlier dossier and is here as %(here)s.", code=code, here=mine)
        for code, mine in sorted(here.items())
    ]


def _homeless(work: TravelledWork) -> Message:
    return say(
        "%(code)s “%(title)s”: this edition has no category “%(category)s”.",
        code=work.code,
        title=work.title,
        category=work.category,
    )


def _created(
    found: Incoming, edition: Edition, known: Travelled, *, actor: Any
) -> Iterable[tuple[TravelledWork, Entry]]:
    outlets = queries.outlets_by_name()
    arrived = clock.now()
    for work in known.works:
        category = category_for(work, edition.categories)
        values = {**work.values, **_placed(work, category, edition, outlets)}
        brought = [
            _brought(file, category, edition, known, actor=actor) for file in work.files if category.requirements
        ]
        entry = receive(edition, category, values, brought, arrived_at=arrived, actor=actor)
        db.session.add(
            Provenance(
                entry_id=entry.id,
                edition_id=edition.id,
                incoming_id=found.id,
                source=known.source,
                source_edition=known.edition,
                batch=known.batch,
                code=work.code,
                prizes=list(work.prizes),
                hashes={file.path: file.sha256 for file in work.files},
            )
        )
        db.session.flush()
        yield work, entry


def _placed(work: TravelledWork, category: Any, edition: Edition, outlets: dict[str, Any]) -> dict[str, Any]:
    genre, theme = called(work.genre, category.genres), called(work.theme, edition.themes)
    known = [{**row, "outlet_id": outlets.get(fold(row["outlet_name"]))} for row in work.values["authors"]]
    parts = [{**row, "outlet_id": outlets.get(fold(row["outlet_name"]))} for row in work.values["parts"]]
    return {
        "authors": known,
        "parts": parts,
        "genre_id": genre.id if genre else None,
        "theme_id": theme.id if theme else None,
    }


def _brought(file: TravelledFile, category: Any, edition: Edition, known: Travelled, *, actor: Any) -> ReceivedFile:
    need = requirement_for(file, category.requirements, kinds.accepts_name)
    row = files.take_in(
        file_id=_file_id(edition.id, known, file),
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        kinds=ANY_KIND,
        actor=actor,
    )
    return ReceivedFile(row.id, need.id, file.part, file.caption)


def _file_id(edition_id: uuid.UUID, known: Travelled, file: TravelledFile) -> uuid.UUID:
    """The same file of the same dossier has the same place; other bytes under its name have another, whoever sends them."""
    return uuid.uuid5(uuid.UUID(known.batch), f"{edition_id}/{file.path}/{file.sha256}")


def answer_of(found: Incoming) -> dict[str, Any]:
    """The receipt as it is now: with how far each work has come since. Raises `WrongMoment` before the taking over."""
    if found.receipt is None:
        raise WrongMoment(say("The receipt comes with the taking over."))
    rows = queries.provenances(found.edition_id, found.batch)
    stages = queries.stages_of(found.edition_id, [row.entry_id for row in rows])
    works = {row.code: (row.here, *stages.get(row.entry_id, (None, ""))) for row in rows}
    return signed({**found.receipt, "made_at": clock.now().isoformat(), "works": rows_of(works)})
