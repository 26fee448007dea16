"""The readable texts of a work, from wherever they were read."""

from award.entries.models import Entry
from award.evidence.queries import copies_of
from award.files.queries import texts_of as texts_of_files
from award.screening.queries.pairs import verified_files


def texts_of(entry: Entry) -> dict[str, str]:
    """Texts by their source: the summary, what was read out of files, the kept copies of published pages."""
    found = {"summary": entry.summary}
    found |= {f"file:{identity}": text for identity, text in texts_of_files(verified_files(entry.id)).items()}
    found |= {f"page:{copy.id}": "\n".join(copy.text.lines) for copy in copies_of(entry.id, with_text=True).values()}
    return {source: text for source, text in found.items() if text}
