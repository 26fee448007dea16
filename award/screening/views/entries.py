"""The office's list of what was sent in, and its export."""

from flask import request, send_file

from award.documents.xlsx import workbook
from award.editions.queries import edition_by_code
from award.entries.states import EntryState
from award.screening import queries, rules, sheets
from award.screening.filters import Order, filters_of
from award.screening.views import blueprint
from award.web.doors import reads
from award.web.language import said
from award.web.pages import page_number, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/editions/<code>/entries", endpoint="list")
@reads(rules.may_read, on=edition_by_code)
def entries(edition):
    """One page of what was sent in."""
    filters, offered = filters_of(request.args), queries.choices(edition.id)
    return show(
        "screening/entries.html",
        edition=edition,
        filters=filters,
        offered=offered,
        orders=Order,
        states=[state for state in EntryState if state is not EntryState.DRAFT],
        page=queries.page(edition.id, filters, offered, page_number()),
    )


@blueprint.get("/editions/<code>/entries.xlsx", endpoint="export")
@reads(rules.may_read, on=edition_by_code)
def export(edition):
    """The filtered list as a workbook, with counts by category and state."""
    filters, offered = filters_of(request.args), queries.choices(edition.id)
    works = queries.exported(edition.id, filters, offered)
    counts = queries.counts(edition.id)
    body = workbook([sheets.works(works, offered.names, said), sheets.counts(counts, offered.names, said)])
    return send_file(body, mimetype=XLSX, as_attachment=True, download_name=f"{edition.code}-entries.xlsx")
