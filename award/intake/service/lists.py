"""Lists of works: read and looked through at once, then taken over as drafts, all of them or none."""

import hashlib
import uuid
from datetime import date
from typing import IO, Any

from award.accounts.queries import person
from award.accounts.rules import is_secretary
from award.audit.service import record
from award.db import db, transaction
from award.documents.xlsx_in import Cell, Kind, Read, Unreadable, read
from award.editions.models import Edition
from award.editions.queries import edition_by_id
from award.entries import service as entries
from award.intake import queries, rules
from award.intake.importing import MOST_COLUMNS, MOST_ROWS, Fault, works_of
from award.intake.models import WorkList
from award.intake.states import ListState
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.values import packed

# So many drafts are made while the page waits; more are made by the worker.
AT_ONCE = 50


def bring(edition: Edition, *, name: str, body: IO[bytes], actor: Any) -> WorkList:
    """Reads a workbook and looks through it; no work is made yet. Raises `Refusal` for what is no workbook."""
    try:
        sheet = read(body, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    except Unreadable as fault:
        raise Refusal(fault.message, "file") from fault
    body.seek(0)
    found = WorkList(
        edition_id=edition.id,
        owner_id=actor.id,
        name=name[:300],
        sha256=hashlib.file_digest(body, "sha256").hexdigest(),
        cells=_kept(sheet),
        created_at=clock.now(),
    )
    db.session.add(found)
    db.session.flush()
    _look_through(found, edition, actor)
    record("list.bring", found, actor=actor, after={"name": found.name, "sha256": found.sha256, "works": found.total})
    return found


def take_over(found: WorkList, *, actor: Any) -> None:
    """Makes drafts of the list, at once or, where it is long, by the worker. Asked again it changes nothing."""
    if found.state in (ListState.WORKING, ListState.DONE):
        return
    _look_through(found, queries.edition_to_fill(edition_by_id(found.edition_id).code), person(found.owner_id))
    if found.state is ListState.FAULTY:
        raise WrongMoment(say("The list has faults. Mend them in the workbook and bring it again."))
    if not found.total:
        raise WrongMoment(say("Every work of the list is there already; nothing is left to take over."))
    if found.total > AT_ONCE:
        found.state, found.began_at = ListState.WORKING, clock.now()
        enqueue("intake.take_over", key=f"intake.take_over:{found.id}", list_id=str(found.id), actor_id=str(actor.id))
        return
    _make(found, actor)


def take_over_now(list_id: uuid.UUID, actor_id: uuid.UUID) -> None:
    """The worker's part: all drafts in one transaction. What is refused stands in the list, and nothing was made."""
    try:
        with transaction():
            found, actor = queries.work_list(list_id), person(actor_id)
            if found.state is not ListState.WORKING:
                return
            _look_through(found, queries.edition_to_fill(edition_by_id(found.edition_id).code), person(found.owner_id))
            if found.state is ListState.READY:
                _make(found, actor)
    except Refusal as refusal:
        with transaction():
            found = queries.work_list(list_id)
            found.state, found.finished_at = ListState.FAILED, clock.now()
            found.faults = [*found.faults, _plain(Fault("", 0, refusal.message))]


def _look_through(found: WorkList, edition: Edition, owner: Any) -> None:
    office = is_secretary(owner, edition)
    known = queries.known_for(edition, None if office else rules.outlets_of(owner, edition.id))
    reading = works_of(_sheet(found.cells), known)
    found.works, found.faults = reading.works, [_plain(fault) for fault in reading.faults]
    found.total = sum(1 for work in reading.works if not work["left_out"])
    found.state = ListState.FAULTY if reading.broken else ListState.READY
    db.session.flush()


def _make(found: WorkList, actor: Any) -> None:
    edition = queries.edition_to_fill(edition_by_id(found.edition_id).code)
    categories = {str(category.id): category for category in edition.categories}
    owner = person(found.owner_id)
    filler = owner if is_secretary(owner, edition) else None
    works = [(categories[work["category"]], _values(work)) for work in found.works if not work["left_out"]]
    entries.bring_in(edition, works, owner=owner, filler=filler)
    found.made = found.total
    found.state, found.finished_at = ListState.DONE, clock.now()
    db.session.flush()
    record("list.take_over", found, actor=actor, after={"works": found.made})


def _values(work: dict[str, Any]) -> dict[str, Any]:
    """A work of the list as the verb takes it; its authors are of the outlet that carried the first part."""
    parts = [_part(part) for part in work["parts"]]
    genre_id, theme_id = (uuid.UUID(work[name]) if work[name] else None for name in ("genre", "theme"))
    return {
        "title": work["title"],
        "summary": work["summary"],
        "genre_id": genre_id,
        "theme_id": theme_id,
        "parts": parts,
        "authors": [{**author, "outlet_id": parts[0]["outlet_id"]} for author in work["authors"]],
        "prizes": [{"contest": name[:300]} for name in work["prizes"]],
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    day = part["published_on"]
    return part | {
        "published_on": date.fromisoformat(day) if day else None,
        "outlet_id": uuid.UUID(part["outlet_id"]) if part["outlet_id"] else None,
    }


def _plain(fault: Fault) -> dict[str, Any]:
    return {"cell": fault.cell, "row": fault.row, "message": packed(fault.message), "warning": fault.warning}


def _kept(sheet: Read) -> dict[str, Any]:
    rows = [[n, [[c, cell.kind.value, cell.value] for c, cell in cells.items()]] for n, cells in sheet.rows.items()]
    return {"rows": rows, "more": sheet.more, "merged": list(sheet.merged)}


def _sheet(cells: dict[str, Any]) -> Read:
    rows = {n: {c: Cell(Kind(kind), value) for c, kind, value in row} for n, row in cells["rows"]}
    return Read(rows, cells["more"], tuple(cells["merged"]))
