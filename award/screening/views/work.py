"""One work beside the clauses, and the three answers to it."""

from flask import request

from award.editions.queries import edition_by_id
from award.files.links import view_address
from award.files.queries import files_by_ids
from award.files.states import FileState
from award.screening import queries, rules
from award.screening.filters import filters_of
from award.screening.views import blueprint
from award.web.doors import reads
from award.web.pages import show


@blueprint.get("/entries/<uuid:entry_id>/screening", endpoint="entry")
@reads(rules.may_read, on=queries.entry_sent_in)
def entry(entry):
    """The work, what was decided on it, and its place in the filtered list."""
    filters, offered = filters_of(request.args), queries.choices(entry.edition_id)
    return show(
        "screening/entry.html",
        edition=edition_by_id(entry.edition_id),
        entry=entry,
        filters=filters,
        offered=offered,
        files=shown_files(entry),
        neighbours=queries.neighbours(entry, filters, offered),
        decisions=queries.decisions(entry.id),
    )


def shown_files(entry) -> list[tuple]:
    """The work's files in order, as (attachment, file, address); no address for a file that cannot be opened."""
    files = files_by_ids(attachment.file_id for attachment in entry.attachments)
    found = [(held, files[held.file_id]) for held in entry.attachments if held.file_id in files]
    kept = [(held, file) for held, file in found if file.state is not FileState.ABANDONED]
    return [
        (held, file, view_address(file) if file.state is FileState.VERIFIED else None)
        for held, file in sorted(kept, key=lambda pair: (pair[0].part_position or 0, pair[0].position))
    ]
