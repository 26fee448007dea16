"""Reading entries."""

from award.entries.queries.dossiers import dossier, dossiers, highest_number, identities, outlets, owner, setting
from award.entries.queries.entries import (
    attachments_with_files,
    entries_by_ids,
    entry,
    entry_whole,
    mine,
    usage_of,
)
from award.entries.queries.shapes import AttachedFile, MyWork, Setting

__all__ = [
    "AttachedFile",
    "MyWork",
    "Setting",
    "attachments_with_files",
    "dossier",
    "dossiers",
    "entries_by_ids",
    "entry",
    "entry_whole",
    "highest_number",
    "identities",
    "mine",
    "outlets",
    "owner",
    "setting",
    "usage_of",
]
