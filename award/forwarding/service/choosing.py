"""What is done with a batch: opened, filled, ordered, frozen. A frozen batch never changes."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from award.audit.service import record
from award.db import db
from award.documents.paper import PaperProof
from award.editions.queries import edition_by_id
from award.forwarding import queries
from award.forwarding.destination_rules import WorkFacts, faults, named, whole_faults
from award.forwarding.models import Batch, BatchItem
from award.forwarding.papers import LETTER, MINUTES
from award.forwarding.record import fingerprint, record_of
from award.forwarding.service.asking import cancel
from award.forwarding.states import BATCH, BatchState, RequestState
from award.forwarding.wholes import WorkWhole
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.papers import service as papers
from award.papers.composing import address_with
from award.papers.offering import OFFERS
from award.papers.queries import text_of


def open_batch(destination: Any, *, actor: Any) -> Batch:
    """Begins a batch for the destination. Raises `WrongMoment` while another one is being chosen for it."""
    if queries.open_batch_of(destination.id):
        raise WrongMoment(say("A batch is being chosen for this destination already."))
    batch = Batch(
        destination_id=destination.id,
        edition_id=destination.edition_id,
        state=BatchState.OPEN,
        created_by_id=actor.id,
        created_at=clock.now(),
    )
    db.session.add(batch)
    db.session.flush()
    record("batch.open", batch, actor=actor, after={"destination": destination.code})
    return batch


def choose(batch: Batch, entry_ids: Sequence[uuid.UUID], *, actor: Any) -> None:
    """Puts works at the end of the batch. Raises `NotReady` with every rule that any of them breaks; then none is
    put in."""
    BATCH.target("choose", batch.state)
    destination = queries.destination(batch.destination_id)
    wanted = queries.works(list(dict.fromkeys(entry_ids)), batch.edition_id)
    if not wanted:
        raise Refusal(say("Choose at least one work."))
    inside = [item.entry_id for item in batch.items]
    company = queries.works([*_earlier(batch), *inside], batch.edition_id)
    refused = _refused(wanted, queries.terms_of(destination), company)
    if refused:
        raise NotReady(refused)
    place = max((item.position for item in batch.items), default=0)
    for offset, work in enumerate(wanted, 1):
        batch.items.append(BatchItem(entry_id=work.entry_id, position=place + offset))
    db.session.flush()
    record("batch.choose", batch, actor=actor, after={"added": [work.code for work in wanted]})


def remove(batch: Batch, entry_id: uuid.UUID, *, actor: Any) -> None:
    """Takes a work out of the batch. Raises `Refusal` for one that is not in it."""
    BATCH.target("choose", batch.state)
    item = _item(batch, entry_id)
    batch.items.remove(item)
    cancel(batch, entry_id, actor=actor)
    for place, left in enumerate(batch.items, 1):
        left.position = place
    db.session.flush()
    record("batch.remove", batch, actor=actor, before={"entry": str(entry_id)})


def move(batch: Batch, entry_id: uuid.UUID, *, up: bool, actor: Any) -> None:
    """Moves a work one place up or down; at the end of the list nothing happens."""
    BATCH.target("choose", batch.state)
    items = list(batch.items)
    place = items.index(_item(batch, entry_id))
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    for position, item in enumerate(items, 1):
        item.position = position
    db.session.flush()
    db.session.expire(batch, ["items"])
    record("batch.move", batch, actor=actor, after={"entry": str(entry_id), "place": other + 1})


def freeze(
    batch: Batch,
    *,
    letter_number: int | None,
    letter_day: date,
    from_register: bool = False,
    prove: Callable[[str], str] | None = None,
    actor: Any,
) -> None:
    """Checks everything once more, numbers the batch under its destination and takes the record that its dossier is
    made from; with `from_register` its letter is issued with the next number of the body's papers, and `prove` gives the
    address of the page that proves the paper with a code. Raises `NotReady` with all that is in the way."""
    target = BATCH.target("freeze", batch.state)
    destination, edition = queries.destination(batch.destination_id), edition_by_id(batch.edition_id)
    issuer = queries.issuer_of_letters(batch.edition_id)
    entry_ids = [item.entry_id for item in batch.items]
    wholes = _with_answers(batch, entry_ids)
    in_the_way = [*_issuer_faults(issuer), *_freezing_faults(batch, destination, entry_ids), *_file_faults(wholes)]
    in_the_way += _request_faults(batch, wholes)
    if in_the_way:
        raise NotReady(in_the_way)
    batch.number = queries.last_number(destination.id) + 1
    batch.record = record_of(
        batch.id,
        edition,
        destination,
        issuer,
        wholes,
        number=batch.number,
        letter_number=letter_number,
        letter_day=letter_day,
        frozen_on=clock.today(),
        wordings={code: text_of(OFFERS[code]) for code in (LETTER, MINUTES)},
    )
    batch.state, batch.frozen_at, batch.frozen_by_id = target, clock.now(), actor.id
    db.session.flush()
    if from_register:
        _issue_letter(batch, edition, issuer, letter_day, prove, actor)
    kept = {"number": batch.number, "works": len(wholes), "record": fingerprint(batch.record)}
    record("batch.freeze", batch, actor=actor, after=kept)


def _issue_letter(
    batch: Batch, edition: Any, issuer: Any, day: date, prove: Callable[[str], str] | None, actor: Any
) -> None:
    """The letter in the register of its body; the dossier's own gets that number and the same QR code."""
    paper = papers.issue(edition, OFFERS[LETTER], issuer, about=str(batch.id), day=day, actor=actor)
    letter = {**batch.record["letter"], "number": paper.number}
    if prove is not None:
        proof = PaperProof(address_with(prove(paper.proof_code), paper.digest), paper.proof_code, paper.digest)
        letter["proof"] = asdict(proof)
    batch.record = {**batch.record, "letter": letter}
    db.session.flush()


def frozen_record(batch: Batch) -> dict[str, Any]:
    """The record of a frozen batch; raises `WrongMoment` while it can still change."""
    BATCH.target("build", batch.state)
    return batch.record


def _earlier(batch: Batch) -> list[uuid.UUID]:
    return queries.earlier_entry_ids(batch.destination_id, batch.id)


def _item(batch: Batch, entry_id: uuid.UUID) -> BatchItem:
    for item in batch.items:
        if item.entry_id == entry_id:
            return item
    raise Refusal(say("This work is not in the batch any more."))


def _refused(wanted: list[WorkFacts], terms: Any, company: list[WorkFacts]) -> list[Message]:
    """Every rule that one of the wanted works breaks beside those before it; a work cannot go twice."""
    present = {work.entry_id: work for work in company}
    refused = []
    for work in wanted:
        if work.entry_id in present:
            refused.append(named(work, say("The work goes to this destination already.")))
            continue
        found = [named(work, fault) for fault in faults(work, terms, company)]
        refused += found
        if not found:
            company = [*company, work]
    return refused


def _freezing_faults(batch: Batch, destination: Any, entry_ids: list[uuid.UUID]) -> list[Message]:
    if not entry_ids:
        return [say("No work has been chosen yet.")]
    works = queries.works(entry_ids, batch.edition_id)
    earlier = queries.works(_earlier(batch), batch.edition_id)
    return whole_faults(works, queries.terms_of(destination), earlier)


def _issuer_faults(issuer: Any) -> list[Message]:
    if issuer is None:
        return [say("The edition names no body “organiser” that signs its letters; add it to the edition's file.")]
    return []


def _with_answers(batch: Batch, entry_ids: list[uuid.UUID]) -> list[WorkWhole]:
    """The works with what their people gave in addition."""
    given = queries.given_for(batch.id)
    return [
        replace(work, given=given[entry_id][0], files=(*work.files, *given[entry_id][1])) if entry_id in given else work
        for entry_id, work in zip(entry_ids, queries.wholes(entry_ids, clock.today()), strict=True)
    ]


def _request_faults(batch: Batch, wholes: Sequence[WorkWhole]) -> list[Message]:
    known = queries.requests_of(batch.id)
    return [
        say("%(code)s: what the destination wants in addition has not been given yet.", code=work.code)
        for item, work in zip(batch.items, wholes, strict=True)
        if item.entry_id in known and known[item.entry_id].state is RequestState.ASKED
    ]


def _file_faults(wholes: Sequence[WorkWhole]) -> list[Message]:
    return [
        say("%(code)s: the file “%(file)s” has not been checked yet.", code=work.code, file=file.name)
        for work in wholes
        for file in work.files
        if not file.verified
    ]
