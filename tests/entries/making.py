"""Drafts that are ready to be sent in, made by the verbs; their files are rows without bytes."""

from datetime import date

from award.db import db
from award.entries import service
from award.entries.models import Attachment, Entry
from award.files.models import StoredFile
from award.files.states import FileState
from award.kit import clock
from award.kit.codes import new_id


def stored_file(owner, state=FileState.VERIFIED, **more) -> StoredFile:
    """The row of a file that arrived."""
    found = {"sha256": "0" * 64, "type_found": "application/pdf", "verified_at": clock.now()}
    refused = {"refusal": {"text": "Wrong content."}} if state is FileState.REFUSED else {}
    file = StoredFile(
        key=f"files/{new_id()}",
        name="trang-1.pdf",
        size=1000,
        largest=50_000_000,
        kinds=["pdf"],
        state=state,
        owner_id=owner.id,
        created_at=clock.now(),
        **(found if state is FileState.VERIFIED else refused),
        **more,
    )
    db.session.add(file)
    db.session.flush()
    return file


def give_file(
    entry: Entry, requirement, owner, part: int | None = 1, state=FileState.VERIFIED, caption=""
) -> StoredFile:
    """Puts a file on an entry without the bucket."""
    file = stored_file(owner, state)
    entry.attachments.append(
        Attachment(
            requirement_id=requirement.id,
            file_id=file.id,
            part_position=part,
            position=len(entry.attachments) + 1,
            caption=caption,
        )
    )
    db.session.flush()
    return file


def ready_draft(edition, owner, title: str = "Chi bộ bám rẫy", category: int = 0) -> Entry:
    """A draft of the print category that meets every clause."""
    chosen = edition.categories[category]
    entry = service.start(edition, chosen, owner=owner)
    values = {"title": title, "genre_id": chosen.genres[0].id, "theme_id": edition.themes[0].id}
    service.save_work(entry, values, version=None, actor=owner)
    part = {"outlet_name": "Báo Bình Định", "published_on": date(2023, 5, 19)}
    service.save_parts(entry, [part], version=None, actor=owner)
    per_part = chosen.requirements[0].per_part
    give_file(entry, chosen.requirements[0], owner, part=1 if per_part else None, caption="Chú thích")
    service.declare(entry, True, version=None, actor=owner)
    return entry


def sent_in(edition, owner, title: str = "Chi bộ bám rẫy") -> Entry:
    """A work sent in by the verb."""
    return service.submit(ready_draft(edition, owner, title), actor=owner)
