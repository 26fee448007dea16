"""The files of an entry: their places, captions and order. How their bytes come is in `arriving`."""

import uuid
from collections.abc import Mapping
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import FileRequirement
from award.entries import queries
from award.entries.models import Attachment, Entry
from award.entries.service.arriving import identity_of
from award.entries.service.ground import saving
from award.entries.states import ENTRY
from award.entries.steps import Step
from award.files import service as files
from award.files.models import StoredFile
from award.files.promises import is_same
from award.files.queries import files_by_ids, stored_file
from award.files.states import FileState
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean

COUNTED = frozenset({FileState.WAITING, FileState.STORED, FileState.VERIFIED})


def begin_upload(
    entry: Entry, *, requirement_id: Any, part_position: Any, name: Any, size: Any, head_sha256: Any = None, actor: Any
) -> StoredFile:
    """Takes the word that a file for a requirement (and a part) will come: the row and its place on the entry. A file
    that waits there already for its rest is answered again. The values come from a script, so they may be anything."""
    ENTRY.target("edit", entry.state)
    need = _requirement(entry, requirement_id)
    place = _place(entry, need, part_position)
    identity = identity_of(name, size, head_sha256)
    waiting = _waiting_again(entry, need, place, identity)
    if waiting is not None:
        return waiting
    _ask_room(entry, need, place)
    file = files.begin(**identity, kinds=need.kinds, largest=need.largest, owner=actor)
    _put(entry, file, need, place, actor=actor)
    return file


def _waiting_again(
    entry: Entry, need: FileRequirement, place: int | None, identity: dict[str, Any]
) -> StoredFile | None:
    """Without the hash of its beginning no file is taken for another one: pages scanned alike are called alike."""
    if identity["head_sha256"] is None:
        return None
    held = {one.file_id for one in entry.attachments if (one.requirement_id, one.part_position) == (need.id, place)}
    return next(
        (file for file in files_by_ids(held).values() if file.state is FileState.WAITING and is_same(file, **identity)),
        None,
    )


def attach(
    entry: Entry,
    file: StoredFile,
    requirement: FileRequirement,
    *,
    part_position: int | None = None,
    caption: str = "",
    actor: Any,
) -> Attachment:
    """Puts a stored file on the entry, where the requirement has room for one more."""
    ENTRY.target("edit", entry.state)
    need = _requirement(entry, requirement.id)
    place = _place(entry, need, part_position)
    _ask_room(entry, need, place)
    return _put(entry, file, need, place, caption=clean(caption), actor=actor)


def _requirement(entry: Entry, requirement_id: Any) -> FileRequirement:
    needs = queries.setting(entry).category.requirements
    need = next((need for need in needs if str(need.id) == str(requirement_id)), None)
    if need is None:
        raise Refusal(say("The category does not ask for such a file."), "file")
    return need


def _place(entry: Entry, need: FileRequirement, part_position: Any) -> int | None:
    """The part that a file belongs to; None for a file of the whole work."""
    if not need.per_part:
        return None
    place = 1 if part_position is None else part_position
    if not isinstance(place, int) or not 1 <= place <= max(1, len(entry.parts)):
        raise Refusal(say("The work has no such part. Add the part first, then its files."), "file")
    return place


def _ask_room(entry: Entry, need: FileRequirement, place: int | None) -> None:
    held = queries.attachments_with_files([entry.id])[entry.id]
    there = [one for one in held if one.requirement_id == need.id and one.part_position == place]
    if sum(1 for one in there if one.state in COUNTED) < need.most:
        return
    waiting = next((one.name for one in there if one.state is FileState.WAITING), None)
    if waiting:
        raise Refusal(
            say(
                "“%(name)s” takes at most %(most)s files, and “%(waiting)s” waits for its rest. Choose that same file "
                "to go on, or remove it first.",
                name=need.name,
                most=need.most,
                waiting=waiting,
            ),
            "file",
        )
    raise Refusal(
        say("“%(name)s” takes at most %(most)s files. Remove one first.", name=need.name, most=need.most), "file"
    )


def _put(
    entry: Entry, file: StoredFile, need: FileRequirement, place: int | None, *, caption: str = "", actor: Any
) -> Attachment:
    last = max((held.position for held in entry.attachments), default=0)
    held = Attachment(requirement_id=need.id, file_id=file.id, part_position=place, position=last + 1, caption=caption)
    entry.attachments.append(held)
    db.session.flush()
    record("entry.attach", entry, actor=actor, after={"file": file.name, "requirement": need.code, "part": place})
    return held


def detach(entry: Entry, file_id: uuid.UUID, *, actor: Any) -> None:
    """Takes a file off the entry and gives it up; one that is gone already is no fault."""
    ENTRY.target("edit", entry.state)
    held = next((held for held in entry.attachments if held.file_id == file_id), None)
    if held is None:
        return
    entry.attachments.remove(held)
    db.session.flush()
    file = stored_file(file_id)
    record("entry.detach", entry, actor=actor, before={"file": file.name, "part": held.part_position})
    files.abandon(file, actor=actor)


def save_files(entry: Entry, values: Mapping[uuid.UUID, Mapping[str, Any]], *, version: int | None, actor: Any) -> None:
    """Keeps captions, places and parts of the files on the entry: by attachment `caption`, `position` and
    `part_position`, each where it is given."""
    parts = range(1, len(entry.parts) + 1)
    with saving(entry, Step.FILES, version=version, actor=actor):
        for held in entry.attachments:
            new = values.get(held.id, {})
            held.caption = clean(new.get("caption", held.caption) or "")
            if new.get("part_position") in parts:
                held.part_position = new["part_position"]
        wished = sorted(
            entry.attachments,
            key=lambda held: (values.get(held.id, {}).get("position") or held.position, held.position),
        )
        for place, held in enumerate(wished, 1):
            held.position = place
        db.session.flush()


def move(entry: Entry, attachment_id: uuid.UUID | str, steps: int, *, actor: Any) -> None:
    """Moves a file by so many places among the files of its requirement and part; over the edge it stays there."""
    held = next((held for held in entry.attachments if str(held.id) == str(attachment_id)), None)
    if held is None:
        return
    beside = [
        other
        for other in sorted(entry.attachments, key=lambda other: other.position)
        if (other.requirement_id, other.part_position) == (held.requirement_id, held.part_position)
    ]
    target = min(max(beside.index(held) + steps, 0), len(beside) - 1)
    with saving(entry, Step.FILES, version=None, actor=actor):
        places = sorted(other.position for other in beside)
        beside.insert(target, beside.pop(beside.index(held)))
        for other, place in zip(beside, places, strict=True):
            other.position = place
        db.session.flush()
