"""What is kept beside a file: the text in it, and its light copies."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.files import queries, without
from award.files.models import FileText, StoredFile
from award.files.rendering import blinds, renders
from award.files.renditions import Copy
from award.files.service.ground import PREFIX, give_up
from award.files.states import FileState, RenditionKind
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.codes import new_id
from award.storage import storage


def keep_findings(file: StoredFile, text: str) -> None:
    """Keeps the text of a file that has just been accepted, and has the worker make its light copies."""
    if text:
        db.session.add(FileText(file_id=file.id, text=text))
    if renders(file.type_found):
        ask_for_renditions(file)


def ask_for_renditions(file: StoredFile) -> None:
    """Has the worker make the light copies, once there is nothing more urgent; where there are some, it leaves them."""
    enqueue("files.render", key=queries.render_key(file.id), low=True, file_id=str(file.id))


def wants_renditions(file: StoredFile) -> bool:
    """Whether copies can be made of the file and there are none yet."""
    return (
        file.state is FileState.VERIFIED
        and file.parent_id is None
        and renders(file.type_found)
        and all(copy.rendition is RenditionKind.BLIND for copy in queries.rendition_rows(file.id))
    )


def wants_blind_copy(file: StoredFile | None, names: Collection[str]) -> bool:
    """Whether a copy without these names can be made of the file and there is none yet."""
    return (
        file is not None
        and file.state is FileState.VERIFIED
        and file.parent_id is None
        and blinds(file.type_found)
        and not any(without.is_without(copy.probe, names) for copy in _blind_rows(file.id))
    )


def _blind_rows(file_id: uuid.UUID) -> list[StoredFile]:
    return [copy for copy in queries.rendition_rows(file_id) if copy.rendition is RenditionKind.BLIND]


def put_rendition(copy: Copy) -> Copy:
    """Puts one copy into the bucket under a key of its own; no row speaks of it yet, and the broom finds what stays
    behind. The caller has no transaction open."""
    key = f"{PREFIX}{new_id()}"
    with copy.path.open("rb") as stream:
        storage().put(key, stream, copy.type_found)
    return replace(copy, key=key)


def keep_blind_copy(file: StoredFile | None, copies: Iterable[Copy], names: Collection[str]) -> list[str]:
    """The same for copies that tell none of the names. Copies that were made when not all of them were known make room;
    returns the keys of their bytes, which the caller frees once this is kept (what stays behind the broom finds)."""
    if not wants_blind_copy(file, names):
        return []
    earlier = _blind_rows(file.id)
    for copy in earlier:
        db.session.delete(copy)
    db.session.flush()
    known = {without.KEY: without.digests(names)}
    _keep(file, [replace(copy, probe={**copy.probe, **known}) for copy in copies], "file.blind")
    return [copy.key for copy in earlier]


def keep_renditions(file: StoredFile | None, copies: Iterable[Copy]) -> None:
    """Writes the copies down as files of their own under their original. Where the original was given up meanwhile, or
    another worker was faster, nothing is written."""
    if file is None or not wants_renditions(file):
        return
    _keep(file, copies, "file.render")


def _keep(file: StoredFile, copies: Iterable[Copy], verb: str) -> None:
    rows = [_row(file, copy) for copy in copies]
    db.session.add_all(rows)
    db.session.flush()
    record(verb, file, actor=None, after={"copies": len(rows)})


def forget_findings(file_id: uuid.UUID) -> None:
    """Gives up everything that was kept beside a file that was given up."""
    db.session.execute(sa.delete(FileText).where(FileText.file_id == file_id))
    for copy in queries.rendition_rows(file_id):
        give_up(copy, actor=None)


def _row(file: StoredFile, copy: Copy) -> StoredFile:
    now = clock.now()
    return StoredFile(
        id=uuid.UUID(copy.key.removeprefix(PREFIX)),
        key=copy.key,
        parent_id=file.id,
        rendition=copy.kind,
        place=copy.place,
        name=copy.name[-300:],
        size=copy.size,
        kinds=[],
        largest=copy.size,
        state=FileState.VERIFIED,
        created_at=now,
        stored_at=now,
        verified_at=now,
        sha256=copy.sha256,
        type_found=copy.type_found,
        probe=copy.probe,
    )
