"""The texts of works beside each other, for the rule on overlap. A file never changes, so what was compared once is kept
by the process: the same files give the same share."""

import uuid
from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from award.db import db
from award.entries.models import Attachment, Entry
from award.entries.overlap import largest_share, shingles
from award.entries.queries.shapes import Setting
from award.entries.states import SENT_IN
from award.files.models import FileText
from award.files.queries import texts_of

MOST_KEPT = 2_000
WITH_TEXT = (
    sa.select(Entry.id, Entry.edition_id, Entry.state, Attachment.file_id)
    .join(Attachment, Attachment.entry_id == Entry.id)
    .join(FileText, FileText.file_id == Attachment.file_id)
    .where(
        sa.or_(
            Entry.id.in_(sa.bindparam("entries", expanding=True)),
            sa.and_(Entry.edition_id.in_(sa.bindparam("editions", expanding=True)), Entry.state.in_(SENT_IN)),
        )
    )
    .order_by(Entry.id, Attachment.file_id)
)

_shingles: OrderedDict[uuid.UUID, array] = OrderedDict()
_shares: OrderedDict[Any, Fraction | None] = OrderedDict()


def overlaps(entries: Sequence[Entry], places: dict[uuid.UUID, Setting]) -> dict[uuid.UUID, Fraction | None]:
    """The largest share of each work's text that another work of its edition has, where the edition limits it: two
    statements, whatever the number of works."""
    asked = [entry for entry in entries if places[entry.category_id].edition.most_overlap is not None]
    if not asked:
        return {}
    values = {"entries": [entry.id for entry in asked], "editions": list({entry.edition_id for entry in asked})}
    files: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    sent: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for entry_id, edition_id, state, file_id in db.session.execute(WITH_TEXT, values):
        files[entry_id].append(file_id)
        if state in SENT_IN:
            sent[edition_id].add(entry_id)
    keys = {
        entry.id: (tuple(files[entry.id]), frozenset(tuple(files[one]) for one in sent[entry.edition_id] - {entry.id}))
        for entry in asked
    }
    known = _read({file for own, others in keys.values() if (own, others) not in _shares for file in _all(own, others)})
    return {entry_id: _share(own, others, known) for entry_id, (own, others) in keys.items()}


def _all(own: tuple, others: frozenset) -> set[uuid.UUID]:
    return {*own, *(file for group in others for file in group)}


def _read(wanted: set[uuid.UUID]) -> dict[uuid.UUID, array]:
    known = {file_id: _shingles[file_id] for file_id in wanted if file_id in _shingles}
    missing = wanted - known.keys()
    for file_id, text in (texts_of(missing) if missing else {}).items():
        known[file_id] = shingles(text)
        _keep(_shingles, file_id, known[file_id])
    return known


def _share(own: tuple, others: frozenset, known: dict[uuid.UUID, array]) -> Fraction | None:
    if (own, others) in _shares:
        return _shares[own, others]
    found = largest_share(_joined(own, known), (_joined(group, known) for group in others))
    _keep(_shares, (own, others), found)
    return found


def _joined(files: Sequence[uuid.UUID], known: dict[uuid.UUID, array]) -> set[int]:
    return {number for file in files for number in known.get(file, ())}


def _keep(store: OrderedDict, key: Any, value: Any) -> None:
    store[key] = value
    while len(store) > MOST_KEPT:
        store.popitem(last=False)
