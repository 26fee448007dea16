"""The demo's dossiers: one that went upward and what came back, one being chosen whose authors are asked, one that came
in from a branch and waits to be taken over."""

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from award.db import db, transaction
from award.editions.queries import edition_whole
from award.editions.states import Want
from award.entries.queries import entry_whole
from award.files import kinds
from award.files.service import store_bytes
from award.forwarding import queries, service
from award.forwarding.dossier import dossier
from award.forwarding.states import Stage as Reached
from award.kit import clock
from award.storage import storage

if TYPE_CHECKING:
    from award.demo.making import Stage

SENT = 3
CAME_BACK = ((Reached.PRIZED, "Giải C"), (Reached.SHORTLISTED, ""), (Reached.NOT_CHOSEN, ""))
NOTE = "Cơ quan thường trực đề nghị gửi bản gốc để trưng bày và phiếu đăng ký có chữ ký."


def forward(last: "Stage", held: list[Any]) -> None:
    """Freezes some of last year's prized works for the destination; the first and what is left are being chosen."""
    first, *others = held
    sent = _of_different_authors(others)[:SENT]
    left = _of_different_authors([first, *(one for one in others if one not in sent)])
    at = last.edition.rounds[0].closes_at + timedelta(days=8)
    with clock.at(at), transaction():
        batch = _chosen(last, sent)
        service.freeze(batch, letter_number=None, letter_day=clock.today(), from_register=True, actor=last.chair)
    with clock.at(at + timedelta(days=60)), transaction():
        for entry_id, (stage, prize) in zip(sent, CAME_BACK, strict=False):
            service.note_outcome(batch, entry_id, stage=stage, prize=prize, actor=last.secretary)
    with clock.at(clock.now() - timedelta(days=1)), transaction():
        asking = _chosen(last, left)
        due, wants = clock.now() + timedelta(days=8), (Want.ORIGINAL_FILE, Want.SIGNED_FORM)
        service.ask(asking, wants=wants, due_at=due, note=NOTE, actor=last.secretary)


def _of_different_authors(entry_ids: list[Any]) -> list[Any]:
    """Works in their order without those of an author before: the destination takes one of each. A small demo has few."""
    seen: set[str] = set()
    found = []
    for entry_id in entry_ids:
        names = {author.full_name for author in entry_whole(entry_id).authors}
        if not names & seen:
            found.append(entry_id)
            seen |= names
    return found


def take_in(stage: "Stage", last_code: str) -> None:
    """A branch of the association sends works of this year to the edition; they wait for the secretary."""
    with transaction():
        edition = edition_whole(stage.edition.code)
        destination = queries.destinations(edition_whole(last_code).id)[0]
        record = _of_a_branch(queries.numbered(last_code, 1, destination.code)[0].record, edition)
    body = b"".join(dossier(record, storage().read))
    with transaction():
        name = f"{record['name']}.zip"
        file = store_bytes(name=name, body=body, kinds=[kinds.DOSSIER], owner=stage.secretary)
        found = service.bring_here(edition, name, actor=stage.secretary)
        found.file_id = file.id
        db.session.flush()
        incoming_id = found.id
    service.check_now(incoming_id, lambda _done, _total: None)


def _chosen(last: "Stage", entry_ids: list[Any]) -> Any:
    destination = queries.destinations(last.edition.id)[0]
    batch = service.open_batch(destination, actor=last.secretary)
    service.choose(batch, entry_ids, actor=last.secretary)
    return batch


def _of_a_branch(record: dict[str, Any], edition: Any) -> dict[str, Any]:
    """The record as if a branch had sent these works this year."""
    branch = "Chi hội Nhà báo khu vực phía tây"
    told = {"code": f"chi-hoi-{edition.year}", "title": f"Tuyển chọn tác phẩm của {branch} năm {edition.year}"}
    return {
        **record,
        "batch": str(uuid.uuid5(uuid.UUID(record["batch"]), branch)),
        "name": f"ho-so-chi-hoi-{edition.year}-01",
        "edition": {**record["edition"], **told, "year": edition.year, "organiser": branch},
        "destination": {**record["destination"], "name": edition.title, "addressee": edition.organiser},
        "letter": {**record["letter"], "issuer": branch},
        "works": [{**work, "parts": [_a_year_later(part) for part in work["parts"]]} for work in record["works"]],
    }


def _a_year_later(part: dict[str, Any]) -> dict[str, Any]:
    later = date.fromisoformat(part["published_on"]) + timedelta(days=365)
    return {**part, "published_on": later.isoformat()}
