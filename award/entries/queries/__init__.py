"""Reading entries."""

from award.entries.queries.dossiers import (
    dossier,
    dossiers,
    highest_number,
    identities,
    outlets,
    owner,
    setting,
    settings,
)
from award.entries.queries.entries import (
    attachments_with_files,
    edition_to_enter,
    entries_by_ids,
    entry,
    entry_at_step,
    entry_file,
    entry_sent_in,
    entry_whole,
    mine,
    outlet_choices,
    with_people_and_parts,
)
from award.entries.queries.shapes import AtStep, AttachedFile, HeldFile, MyWork, Setting, term_of

__all__ = [
    "AtStep",
    "AttachedFile",
    "HeldFile",
    "MyWork",
    "Setting",
    "attachments_with_files",
    "dossier",
    "dossiers",
    "edition_to_enter",
    "entries_by_ids",
    "entry",
    "entry_at_step",
    "entry_file",
    "entry_sent_in",
    "entry_whole",
    "highest_number",
    "identities",
    "mine",
    "outlet_choices",
    "outlets",
    "owner",
    "setting",
    "settings",
    "term_of",
    "with_people_and_parts",
]
