"""The files of an entry as its page has them: a box for each requirement and part, and a row for each caption."""

from dataclasses import dataclass
from typing import Any

from award.entries import queries
from award.entries.forms import FilesForm
from award.entries.queries import Setting
from award.files.queries import files_by_ids


@dataclass(frozen=True)
class Box:
    """Where files of one requirement are sent to; `part` is the part they belong to, None where there is one or none."""

    need: Any
    position: int | None
    part: Any
    files: list[Any]


@dataclass(frozen=True)
class CaptionRow:
    """A file about which something is to be written; `loose` means that its part was taken out."""

    row: Any
    held: Any
    file: Any
    captioned: bool
    loose: bool


@dataclass(frozen=True)
class Shelf:
    """All of them."""

    boxes: list[Box]
    loose: list[Any]
    captions: list[CaptionRow]


def shelf_of(entry: Any, place: Setting, form: FilesForm) -> Shelf:
    """Arranges the entry's files; one statement reads them."""
    files = files_by_ids([held.file_id for held in entry.attachments])
    held = sorted(entry.attachments, key=lambda one: one.position)
    needs = {need.id: need for need in place.category.requirements}
    loose = [one for one in held if one.part_position is None and needs[one.requirement_id].per_part]
    boxes = []
    genre = place.genre(entry.genre_id)
    for need in place.category.requirements:
        for position, part in _places(entry, need):
            own = [one for one in held if one.requirement_id == need.id and one.part_position == position]
            if own or needed(need, genre.code if genre else "", entry.language):
                boxes.append(Box(need, position, part, [files[one.file_id] for one in own]))
    return Shelf(boxes, [files[one.file_id] for one in loose], list(_captions(entry, needs, files, loose, form)))


def needed(need: Any, genre: str, language: str) -> bool:
    """Whether a work of the genre in the language needs these files; what was sent already is shown in any case."""
    return queries.requirement_of(need).holds_for(genre, language)


def _places(entry: Any, need: Any) -> list[tuple[int | None, Any]]:
    if not need.per_part:
        return [(None, None)]
    if len(entry.parts) < 2:
        return [(1, None)]
    return [(part.position, part) for part in entry.parts]


def _captions(entry: Any, needs: dict, files: dict, loose: list, form: FilesForm):
    by_id = {str(held.id): held for held in entry.attachments}
    for row in form.files:
        held = by_id.get(row.form.attachment_id.data)
        if held is None:
            continue
        captioned = needs[held.requirement_id].captioned
        if captioned or held in loose:
            yield CaptionRow(row, held, files[held.file_id], captioned, held in loose)
