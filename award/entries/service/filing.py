"""The files of an entry. Promised and removed in the door's transaction; sent, joined and checked by `files`."""

import uuid
from collections.abc import Mapping
from typing import Any

from award.audit.service import record
from award.db import db, transaction
from award.editions.models import FileRequirement
from award.entries import queries
from award.entries.models import Attachment, Entry
from award.entries.service.ground import saving
from award.entries.states import ENTRY
from award.entries.steps import Step
from award.files import service as files
from award.files.models import StoredFile
from award.files.queries import stored_file
from award.files.states import FileState
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean

COUNTED = frozenset({FileState.WAITING, FileState.STORED, FileState.VERIFIED})


def begin_upload(
    entry: Entry, *, requirement_id: Any, part_position: Any, name: Any, size: Any, actor: Any
) -> StoredFile:
    """Takes the promise of a file for a requirement (and a part): the row and its place on the entry. The values come
    from a script, so they may be anything."""
    ENTRY.target("edit", entry.state)
    need = _requirement(entry, requirement_id)
    place = _room_for(entry, need, part_position)
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refusal(say("Name and size of the file are needed."), "file")
    file = files.begin(name=name, size=size, kinds=need.kinds, largest=need.largest, owner=actor)
    _put(entry, file, need, place, actor=actor)
    return file


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
    return _put(entry, file, need, _room_for(entry, need, part_position), caption=clean(caption), actor=actor)


def _requirement(entry: Entry, requirement_id: Any) -> FileRequirement:
    needs = queries.setting(entry).category.requirements
    need = next((need for need in needs if str(need.id) == str(requirement_id)), None)
    if need is None:
        raise Refusal(say("The category does not ask for such a file."), "file")
    return need


def _room_for(entry: Entry, need: FileRequirement, part_position: Any) -> int | None:
    """The part that the file belongs to (None for a file of the whole work), if one more has room there."""
    place = None
    if need.per_part:
        place = 1 if part_position is None else part_position
        if not isinstance(place, int) or not 1 <= place <= max(1, len(entry.parts)):
            raise Refusal(say("The work has no such part. Add the part first, then its files."), "file")
    held = queries.attachments_with_files([entry.id])[entry.id]
    there = sum(
        1 for one in held if one.requirement_id == need.id and one.part_position == place and one.state in COUNTED
    )
    if there >= need.most:
        raise Refusal(
            say("“%(name)s” takes at most %(most)s files. Remove one first.", name=need.name, most=need.most), "file"
        )
    return place


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


def finish_upload(entry_id: uuid.UUID, file_id: uuid.UUID, *, actor_id: uuid.UUID) -> StoredFile:
    """Ends an upload, outside a transaction, since it asks the bucket. Less or more than was promised leaves the entry
    as it was before: the refusal takes the file off again."""
    try:
        return files.finish(file_id, actor_id=actor_id)
    except Refusal:
        with transaction():
            _forget_given_up(entry_id, file_id)
        raise


def _forget_given_up(entry_id: uuid.UUID, file_id: uuid.UUID) -> None:
    entry, file = queries.entry_whole(entry_id), stored_file(file_id)
    if entry is None or file is None or file.state is not FileState.ABANDONED:
        return
    for held in [held for held in entry.attachments if held.file_id == file_id]:
        entry.attachments.remove(held)
        db.session.flush()
        record("entry.detach", entry, actor=None, before={"file": file.name, "part": held.part_position})


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
