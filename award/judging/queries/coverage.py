"""What judges have seen of their works."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.editions.models import Round
from award.editions.states import CoverageRule
from award.entries.models import Attachment, Entry
from award.files.models import StoredFile
from award.files.states import FileState, RenditionKind
from award.judging import viewing
from award.judging.models import Assignment, Coverage
from award.judging.states import TaskState


def _countable() -> sa.Select:
    copy = sa.orm.aliased(StoredFile)
    pages = (
        sa.select(sa.func.count())
        .where(copy.parent_id == StoredFile.id, copy.rendition == RenditionKind.PAGE, copy.state == FileState.VERIFIED)
        .correlate(StoredFile)
        .scalar_subquery()
    )
    return (
        sa.select(Attachment.entry_id, StoredFile.id, StoredFile.type_found, StoredFile.probe, pages.label("pages"))
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(
            Attachment.entry_id.in_(sa.bindparam("entry_ids", expanding=True)), StoredFile.state == FileState.VERIFIED
        )
        .order_by(Attachment.entry_id, StoredFile.id)
    )


COUNTABLE = _countable()


def units_of(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    """What counts of each work, as `viewing.wholes`; works with nothing to count are missing. One statement."""
    wanted, files = list(entry_ids), defaultdict(list)
    for entry_id, file_id, kind, probe, pages in db.session.execute(COUNTABLE, {"entry_ids": wanted}) if wanted else ():
        seconds = (probe or {}).get("seconds")
        files[entry_id].append(viewing.Countable(str(file_id), kind or "", seconds and str(seconds), pages))
    found = {entry_id: viewing.wholes(own) for entry_id, own in files.items()}
    return {entry_id: units for entry_id, units in found.items() if units}


def share_seen(task: Any) -> int | None:
    """The share in percent of a task's work that its judge has seen; None where nothing can be counted."""
    if task.coverage is not None:
        return viewing.share(task.coverage.seen, task.coverage.whole)
    return 0 if units_of([task.entry.id]) else None


@dataclass(frozen=True)
class Unseen:
    """A confirmed sheet on a work of which its judge saw too little: `share` in percent."""

    task_id: uuid.UUID
    judge_id: uuid.UUID
    judge: str
    entry_id: uuid.UUID
    code: str
    title: str
    share: int


def unseen(round_id: uuid.UUID) -> list[Unseen]:
    """The confirmed sheets of a round whose judge saw less of the work than the round asks for; where it asks for
    nothing, those on works of which nothing was seen. By judge and code; three statements at most."""
    round_ = db.session.get(Round, round_id)
    least = 1 if round_.coverage is CoverageRule.OFF else round_.coverage_share
    rows = db.session.execute(
        sa.select(
            *(
                Assignment.id,
                Assignment.judge_id,
                Person.full_name,
                Entry.id.label("entry_id"),
                Entry.code,
                Entry.title,
            ),
            *(Coverage.seen, Coverage.whole),
        )
        .join(Person, Person.id == Assignment.judge_id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(
            Coverage, sa.and_(Coverage.person_id == Assignment.judge_id, Coverage.entry_id == Assignment.entry_id)
        )
        .where(Assignment.round_id == round_id, Assignment.state == TaskState.SCORED)
        .order_by(Person.name_key, Person.id, Entry.code, Entry.id)
    ).all()
    countable = units_of({row.entry_id for row in rows if row.whole is None})
    found = []
    for *about, seen, whole in rows:
        share = viewing.share(seen, whole) if whole is not None else (0 if about[3] in countable else None)
        if share is not None and share < least:
            found.append(Unseen(*about, share))
    return found
