"""Reading what was asked of the people of chosen works, and what they gave."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.db import db
from award.editions.states import Want
from award.entries.models import Author, Entry, GivenNumber
from award.entries.queries import entry_whole
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding.models import Request, RequestFile
from award.forwarding.states import RequestState
from award.forwarding.wholes import FileWhole

# On papers, which are Vietnamese.
NAMES = {
    Want.NATIONAL_ID: "Số định danh cá nhân",
    Want.BANK_ACCOUNT: "Số tài khoản ngân hàng",
    Want.ORIGINAL_FILE: "Tệp gốc",
    Want.SIGNED_FORM: "Phiếu đăng ký có chữ ký",
}
GIVEN = (FileState.STORED, FileState.VERIFIED)


@dataclass(frozen=True)
class Asked:
    """A request with its work; rules ask it for the edition."""

    __tablename__ = Request.__tablename__

    request: Request
    entry: Entry
    files: dict[Want, list[StoredFile]]
    lacking: list[tuple[Want, str]]

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that it belongs to."""
        return self.request.edition_id


def asked(request_id: uuid.UUID) -> Asked | None:
    """One request: its work, the files given, and what is lacking as (want, author or empty)."""
    request = db.session.scalar(sa.select(Request).where(Request.id == request_id).options(selectinload(Request.files)))
    if request is None:
        return None
    entry, files = entry_whole(request.entry_id), _files(request)
    return Asked(request, entry, files, _lacking(request, entry, files))


def asked_file(request_id: uuid.UUID, file_id: uuid.UUID) -> tuple[Asked, StoredFile] | None:
    """A file given for a request."""
    found = asked(request_id)
    files = [file for held in found.files.values() for file in held] if found else []
    return next(((found, file) for file in files if file.id == file_id), None)


def requests_of(batch_id: uuid.UUID) -> dict[uuid.UUID, Request]:
    """The requests of a batch, by work."""
    statement = sa.select(Request).where(Request.batch_id == batch_id).options(selectinload(Request.files))
    return {one.entry_id: one for one in db.session.scalars(statement.order_by(Request.id))}


def requests_to(person_id: uuid.UUID) -> list[sa.Row]:
    """(id, title, due_at) of what destinations want of works that the person entered or is an author of, and that waits
    for an answer; the soonest first. One statement."""
    of_author = sa.exists().where(Author.entry_id == Entry.id, Author.person_id == person_id)
    statement = (
        sa.select(Request.id, Entry.title, Request.due_at)
        .join(Entry, Entry.id == Request.entry_id)
        .where(Request.state == RequestState.ASKED, sa.or_(Entry.owner_id == person_id, of_author))
        .order_by(Request.due_at, Request.id)
    )
    return list(db.session.execute(statement))


def given_for(batch_id: uuid.UUID) -> dict[uuid.UUID, tuple[tuple[str, ...], tuple[FileWhole, ...]]]:
    """What the dossier says of the answers, by work: that numbers were given (never the numbers), and the files."""
    found = {}
    for entry_id, request in requests_of(batch_id).items():
        if request.state is RequestState.ANSWERED:
            numbers = tuple(f"{NAMES[Want(want)]}: đã cung cấp" for want in request.wants if Want(want).number)
            whole = tuple(
                FileWhole(
                    f.key, f.name, f.size, f.sha256, f.crc32, f.state is FileState.VERIFIED, NAMES[want], None, ""
                )
                for want, files in _files(request).items()
                for f in files
            )
            found[entry_id] = (numbers, whole)
    return found


def _files(request: Request) -> dict[Want, list[StoredFile]]:
    rows = db.session.execute(
        sa.select(RequestFile.want, StoredFile)
        .join(StoredFile, StoredFile.id == RequestFile.file_id)
        .where(RequestFile.request_id == request.id, StoredFile.state != FileState.ABANDONED)
        .order_by(RequestFile.id)
    )
    found: dict[Want, list[StoredFile]] = defaultdict(list)
    for want, file in rows:
        found[want].append(file)
    return dict(found)


def _lacking(request: Request, entry: Any, files: dict[Want, list[StoredFile]]) -> list[tuple[Want, str]]:
    emails = {author.email: author.full_name for author in entry.authors if author.email}
    statement = sa.select(GivenNumber.email, GivenNumber.kind).where(
        GivenNumber.edition_id == request.edition_id, GivenNumber.email.in_(emails)
    )
    given = {(email, kind) for email, kind in db.session.execute(statement)}
    found: list[tuple[Want, str]] = []
    for want in map(Want, request.wants):
        if want.number:
            found += [(want, name) for email, name in emails.items() if (email, want.number) not in given]
        elif not any(file.state in GIVEN for file in files.get(want, [])):
            found.append((want, ""))
    return found
