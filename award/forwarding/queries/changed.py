"""What became of works after their batch was frozen: the dossier does not follow, so the office must know."""

import uuid
from dataclasses import dataclass, field

import sqlalchemy as sa

from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.models import PrizeLevel
from award.entries.models import Entry
from award.entries.states import EntryState
from award.forwarding.models import Batch, BatchItem, Outcome
from award.forwarding.states import Stage

# Nothing more can come of the work there.
ENDED = (Stage.PRIZED, Stage.NOT_CHOSEN)


@dataclass
class Fallen:
    """A work that is not any more what its dossier says: its state where it takes part no longer, and its prizes that
    were withdrawn since."""

    state: EntryState | None
    prizes: list[str] = field(default_factory=list)


_OUT = Entry.state != EntryState.ELIGIBLE
_WITHDRAWN = sa.and_(
    Prize.entry_id == Entry.id, Prize.state == PrizeState.WITHDRAWN, Prize.withdrawn_at >= Batch.frozen_at
)


def fallen_since(batch_id: uuid.UUID) -> dict[uuid.UUID, Fallen]:
    """By work of a frozen batch: what was withdrawn after the freezing. One statement."""
    statement = (
        sa.select(Entry.id, Entry.state, PrizeLevel.name)
        .join(BatchItem, BatchItem.entry_id == Entry.id)
        .join(Batch, Batch.id == BatchItem.batch_id)
        .outerjoin(Prize, _WITHDRAWN)
        .outerjoin(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .where(Batch.id == batch_id, Batch.frozen_at.is_not(None), sa.or_(_OUT, Prize.id.is_not(None)))
        .order_by(BatchItem.position, PrizeLevel.position, PrizeLevel.name)
    )
    found: dict[uuid.UUID, Fallen] = {}
    for entry_id, state, prize in db.session.execute(statement):
        one = found.setdefault(entry_id, Fallen(None if state is EntryState.ELIGIBLE else state))
        one.prizes += [prize] if prize and prize not in one.prizes else []
    return found


def fallen_batches(edition_id: uuid.UUID) -> list[tuple[uuid.UUID, int]]:
    """Frozen batches of an edition with the number of their works that fell since, in the order of freezing. A work of
    which the end is noted counts no more. One statement."""
    ended = sa.exists().where(Outcome.batch_id == Batch.id, Outcome.entry_id == Entry.id, Outcome.stage.in_(ENDED))
    statement = (
        sa.select(Batch.id, sa.func.count())
        .join(BatchItem, BatchItem.batch_id == Batch.id)
        .join(Entry, Entry.id == BatchItem.entry_id)
        .where(
            Batch.edition_id == edition_id,
            Batch.frozen_at.is_not(None),
            sa.or_(_OUT, sa.exists().where(_WITHDRAWN)),
            ~ended,
        )
        .group_by(Batch.id, Batch.frozen_at)
        .order_by(Batch.frozen_at, Batch.id)
    )
    return [tuple(row) for row in db.session.execute(statement)]
