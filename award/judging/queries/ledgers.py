"""Whether the ledgers of marks hold, and what a hash of them stands for."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from award.audit import queries as audit
from award.db import db
from award.editions.models import Edition, Round
from award.judging import ledger
from award.judging.ledger import Link
from award.judging.models import RoundClosing, ScoreEvent

STEP = 2000
COLUMNS = [getattr(ScoreEvent, name) for name in Link.__dataclass_fields__]


def links(round_id: uuid.UUID) -> Iterator[Any]:
    """The events of a round as plain rows, from the first, read in steps."""
    statement = sa.select(*COLUMNS).where(ScoreEvent.round_id == round_id).order_by(ScoreEvent.sequence)
    # Who finds a fault reads no further: the cursor is closed all the same.
    with db.session.execute(statement.execution_options(yield_per=STEP)) as rows:
        yield from rows


def broken_at(round_id: uuid.UUID) -> int | None:
    """The number of the first event of a round that does not fit, or None. Where the round is closed its ledger must
    also end in the head that was kept at closing: 0 says that events at the end are gone or were added."""
    found = ledger.first_break(links(round_id))
    if found is not None:
        return found
    head = db.session.scalar(sa.select(RoundClosing.ledger_head).where(RoundClosing.round_id == round_id))
    return None if head is None or head == ledger.head_of(last_hash(round_id)) else 0


def last_hash(round_id: uuid.UUID) -> str | None:
    """The hash of the last event of a round; None before the first."""
    statement = sa.select(ScoreEvent.hash).where(ScoreEvent.round_id == round_id)
    return db.session.scalar(statement.order_by(ScoreEvent.sequence.desc()).limit(1))


def every_ledger() -> Iterator[tuple[str, int | None]]:
    """(edition/round, where it breaks or None) of every round: what `flask audit verify` asks besides its own chain."""
    named = sa.select(Round.id, Edition.code, Round.code).join(Edition, Edition.id == Round.edition_id)
    for round_id, edition, code in db.session.execute(named.order_by(Edition.code, Round.position)).all():
        yield f"{edition}/{code}", broken_at(round_id)


audit.OTHERS.append(every_ledger)


@dataclass(frozen=True)
class Comparison:
    """What a hash from a letter or a paper stands for: `head` where it is the head of the round as it is closed, else
    the number and the instant of the event that has it, else neither. `broken` says where the ledger does not hold."""

    head: bool
    sequence: int | None
    at: datetime | None
    broken: int | None


def compare(round_id: uuid.UUID, typed: str) -> Comparison:
    """Compares a hash, however it was copied, with the round's ledger, which is counted through for it."""
    wanted = "".join(typed.split()).lower()
    kept = db.session.scalar(sa.select(RoundClosing.ledger_head).where(RoundClosing.round_id == round_id))
    event = db.session.execute(
        sa.select(ScoreEvent.sequence, ScoreEvent.at).where(ScoreEvent.round_id == round_id, ScoreEvent.hash == wanted)
    ).one_or_none()
    sequence, at = event or (None, None)
    return Comparison(kept == wanted, sequence, at, broken_at(round_id))
