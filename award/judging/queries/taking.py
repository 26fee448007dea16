"""What a judge takes along to mark without a line: the own works of an open round, each with the files that its page
shows, and no file that only the way back to the line needs."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.editions.models import Category, Round
from award.editions.states import RoundState
from award.entries.models import Attachment, Entry
from award.files.models import StoredFile
from award.files.queries import Rendition, Renditions, renditions_of
from award.files.states import FileState
from award.files.without import is_without
from award.judging.models import Assignment, ScoreSheet
from award.judging.queries.blinding import hides_names, names_of
from award.judging.queries.queues import MINE, as_seen, hidden_tasks, values_of
from award.judging.queries.works import without_labels
from award.judging.states import LEFT, TaskState
from award.judging.visibility import Matter, Viewer, phase_of, sees
from award.kit import clock

# An original without a light copy goes along up to this many bytes.
MOST_OF_ORIGINAL = 20_000_000


class TakenFile(NamedTuple):
    """A file of a work as the judge may have it; `plays` says that it is sound or film."""

    id: uuid.UUID
    size: int
    plays: bool


@dataclass(frozen=True)
class TakenWork:
    """A judge's task as it goes along; `stamp` changes with the state, the version of the sheet and the files, so that who
    keeps it knows when to fetch it again. `left` says that it is still to be marked."""

    id: uuid.UUID
    code: str
    title: str
    category: str
    stamp: str
    left: bool
    files: Sequence[TakenFile]


ROWS = (
    sa.select(
        Assignment.id,
        Assignment.state,
        Assignment.later,
        Assignment.entry_id,
        Entry.code,
        Entry.title,
        Category.name.label("category"),
        ScoreSheet.version,
    )
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(Category, Category.id == Entry.category_id)
    .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
    .where(MINE, Assignment.state.in_([*LEFT, TaskState.SCORED]))
    .order_by(Assignment.position, Assignment.id)
)
FILES = (
    sa.select(Attachment.entry_id, StoredFile.id, StoredFile.type_found, StoredFile.size)
    .join(StoredFile, StoredFile.id == Attachment.file_id)
    .where(Attachment.entry_id.in_(sa.bindparam("entries", expanding=True)), StoredFile.state == FileState.VERIFIED)
    .order_by(Attachment.entry_id, Attachment.part_position, Attachment.position, StoredFile.id)
)


def may_be_taken(round_: Round) -> bool:
    """Whether works of the round may be on a device: it is open, takes marks, and its closing instant has not come."""
    return round_.state is RoundState.OPEN and not round_.is_ballot and clock.now() < round_.closes_at


def works_to_take(person: Person, round_: Round) -> list[TakenWork]:
    """The judge's works of the round in the order of the queue, those not marked by their judge left out; none unless
    `may_be_taken`. As many statements for many works as for few."""
    if not may_be_taken(round_):
        return []
    rows = db.session.execute(ROWS, values_of(person, round_, hidden_tasks(person, round_)))
    works = as_seen(round_, list(rows))
    files = _files(round_, [row.entry_id for row in works])
    return [_work(row, files[row.entry_id]) for row in works]


def _work(row: sa.Row, files: list[TakenFile]) -> TakenWork:
    seen = crc32(b"".join(file.id.bytes for file in files))
    stamp = f"{row.state.value}.{row.version or 0}.{int(row.later)}.{seen:x}"
    return TakenWork(row.id, row.code, row.title, row.category, stamp, row.state in LEFT, files)


def _files(round_: Round, entry_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[TakenFile]]:
    originals = sees(Viewer.JUDGE, Matter.ORIGINALS, phase_of(round_.state), blind=hides_names(round_))
    names = {} if originals else names_of(entry_ids)
    rows = db.session.execute(FILES, {"entries": entry_ids}).all() if entry_ids else []
    copies = renditions_of(row.id for row in rows)
    found: dict[uuid.UUID, list[TakenFile]] = defaultdict(list)
    for entry_id, file_id, kind, size in rows:
        if originals:
            found[entry_id] += _light(file_id, kind or "", size, copies[file_id])
        elif (one := copies[file_id].blind) and is_without(one.probe, names[entry_id].spelled):
            found[entry_id] += _light(file_id, one.type, one.size, without_labels(kind, copies[file_id]))
    return found


def _light(file_id: uuid.UUID, kind: str, size: int, copies: Renditions) -> Iterator[TakenFile]:
    """The copies that the page shows of a file; where there are none the file itself, unless it is large."""
    plays = kind.startswith(("audio/", "video/"))
    shown: list[Rendition | None] = copies.pages
    if plays:
        shown = [copies.light]
    elif kind.startswith("image/"):
        shown = [copies.small, copies.large]
    made = [one for one in shown if one]
    if not made and size <= MOST_OF_ORIGINAL:
        yield TakenFile(file_id, size, plays)
    yield from (TakenFile(one.id, one.size, plays) for one in made)
    if copies.thumbnail and not copies.pages:
        yield TakenFile(copies.thumbnail.id, copies.thumbnail.size, False)
