"""What comes back from a destination: its receipt, how far each work came."""

import uuid
from typing import Any

from award.audit.service import record
from award.db import db
from award.forwarding import queries, receipts
from award.forwarding.models import Batch, Outcome
from award.forwarding.states import BATCH, Stage
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean


def take_receipt(batch: Batch, body: bytes, *, actor: Any) -> None:
    """Takes the file that the destination sent back: the batch is *received*, under the number given there, and each work
    stands where the file says. A later file of the same dossier brings the later standing; the same or an older one
    changes nothing. Raises `Refusal` for a file of another dossier."""
    target = BATCH.target("take_receipt", batch.state)
    receipt, values = receipts.read(body)
    if receipt.batch != str(batch.id):
        raise Refusal(say("This receipt belongs to another dossier: “%(name)s”.", name=receipt.name), "receipt")
    if batch.receipt is not None and batch.receipt["made_at"] >= values["made_at"]:
        return
    before = {"state": batch.state}
    batch.state, batch.receipt, batch.received_at = target, values, receipt.received_at
    by_code = {work["code"]: item for work, item in zip(batch.record["works"], batch.items, strict=True)}
    known = queries.outcomes_of(batch.id)
    for code, answered in receipt.works.items():
        if code in by_code:
            row = _row(batch, by_code[code].entry_id, known)
            row.stage, row.prize = answered.stage, answered.prize if answered.stage is Stage.PRIZED else ""
            row.code_there, row.noted_at, row.noted_by_id = answered.code_there, clock.now(), actor.id
    db.session.flush()
    after = {"state": batch.state, "number": receipt.number, "works": len(receipt.works)}
    record("batch.receipt", batch, actor=actor, before=before, after=after)


def note_outcome(batch: Batch, entry_id: uuid.UUID, *, stage: Stage, prize: str = "", actor: Any) -> Outcome:
    """Writes down how far one work came, for a destination that answers by letter only."""
    BATCH.target("take_receipt", batch.state)
    if entry_id not in {item.entry_id for item in batch.items}:
        raise Refusal(say("This work is not in the batch."))
    prize = clean(prize or "")[:200]
    if stage is Stage.PRIZED and not prize:
        raise Refusal(say("Write which prize it won."), "prize")
    row = _row(batch, entry_id, queries.outcomes_of(batch.id))
    before = {"state": row.stage, "prizes": row.prize} if row.id else {}
    row.stage, row.prize = stage, prize if stage is Stage.PRIZED else ""
    row.noted_at, row.noted_by_id = clock.now(), actor.id
    db.session.flush()
    after = {"entry": str(entry_id), "state": stage, "prizes": row.prize}
    record("batch.outcome", batch, actor=actor, before=before, after=after)
    return row


def _row(batch: Batch, entry_id: uuid.UUID, known: dict[uuid.UUID, Outcome]) -> Outcome:
    row = known.get(entry_id)
    if row is None:
        row = Outcome(batch_id=batch.id, entry_id=entry_id, stage=Stage.RECEIVED, noted_at=clock.now())
        db.session.add(row)
    return row
