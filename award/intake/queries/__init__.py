"""Reading what came to the office."""

from award.intake.queries.intakes import (
    MOST_LABELS,
    author_of,
    drafts_of,
    entry_to_add,
    highest_number,
    intake,
    intake_by_proof,
    kept_works,
    known_author,
    labelled,
    page,
    steps_of,
    works_of,
)
from award.intake.queries.lists import choices_for, edition_to_fill, known_for, lists_page, taken_before, work_list

__all__ = [
    "MOST_LABELS",
    "author_of",
    "choices_for",
    "drafts_of",
    "edition_to_fill",
    "entry_to_add",
    "highest_number",
    "intake",
    "intake_by_proof",
    "kept_works",
    "known_author",
    "known_for",
    "labelled",
    "lists_page",
    "page",
    "steps_of",
    "taken_before",
    "work_list",
    "works_of",
]
