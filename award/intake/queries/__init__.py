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

__all__ = [
    "MOST_LABELS",
    "author_of",
    "drafts_of",
    "entry_to_add",
    "highest_number",
    "intake",
    "intake_by_proof",
    "kept_works",
    "known_author",
    "labelled",
    "page",
    "steps_of",
    "works_of",
]
