"""Copies of the published pages that the parts of a work link to: asked for when a link is saved, so that its author
sees at once whether it answers, and when the work is sent in; looked at for as long as the work is in the running."""

from typing import Any

from award.entries import queries
from award.entries.checks import is_web_address
from award.entries.models import Entry
from award.evidence import service as evidence
from award.evidence.models import Capture


def ask_for_copies(entry: Entry, *, actor: Any) -> None:
    """Asks for a copy of every link on the work; those that are kept already stay as they are."""
    for url in dict.fromkeys(part.url for part in entry.parts):
        if is_web_address(url):
            evidence.ask(subject_id=entry.id, edition_id=entry.edition_id, url=url, actor=actor)


def copies_of_what_is_sent_in(entry: Entry) -> None:
    """Asks in the system's name, so that nobody's limit delays the evidence of a work that was sent in."""
    ask_for_copies(entry, actor=None)


def is_still_linked(capture: Capture) -> bool:
    """Whether the link stands on a work that is in the running."""
    return queries.links_to(capture.subject_id, capture.url)
