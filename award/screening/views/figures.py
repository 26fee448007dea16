"""Statistics of screening: what was refused or sent back, for which reasons, where and when."""

from flask import send_file

from award.documents.xlsx import workbook
from award.editions.queries import edition_by_code
from award.screening import queries, rules, sheets
from award.screening.figures import Figures
from award.screening.figures import figures as counted
from award.screening.states import Verdict
from award.screening.views import blueprint
from award.screening.views.entries import XLSX
from award.web.doors import reads
from award.web.language import said
from award.web.pages import show

MOST_OUTLETS = 20


@blueprint.get("/editions/<code>/screening/statistics", endpoint="figures")
@reads(rules.may_read, on=edition_by_code)
def figures(edition):
    """Reasons, categories, outlets and weeks, as bars with their figures."""
    found, names = _figures(edition)
    return show(
        "screening/figures.html",
        edition=edition,
        found=found,
        names=names,
        categories=queries.choices(edition.id).names,
        verdicts=Verdict,
        most_outlets=MOST_OUTLETS,
    )


@blueprint.get("/editions/<code>/screening/statistics.xlsx", endpoint="figures_export")
@reads(rules.may_read, on=edition_by_code)
def figures_export(edition):
    """The same figures as a workbook."""
    found, names = _figures(edition)
    body = workbook(sheets.statistics(found, names, queries.choices(edition.id).names, said))
    return send_file(body, mimetype=XLSX, as_attachment=True, download_name=f"{edition.code}-screening.xlsx")


def _figures(edition) -> tuple[Figures, dict[str, str]]:
    """The figures, and the names of reasons by code."""
    reasons = queries.reasons(edition.id)
    found = counted(
        queries.works_to_count(edition.id),
        queries.decisions_to_count(edition.id),
        [choice.code for choice in reasons],
    )
    return found, {choice.code: said(choice.name) for choice in reasons}
