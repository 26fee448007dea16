"""Pages of the desk and of figures, and what the frame of every page needs to know."""

from functools import partial
from io import BytesIO
from typing import Any

from flask import Blueprint, Flask, g, send_file

from award.desk import navigation, queries, rules, sections, sheets, years
from award.desk.figures import Facts
from award.desk.waiting import waiting
from award.desk.year import Year
from award.documents.figures_pdf import figures_pdf
from award.documents.xlsx import workbook
from award.editions.queries import edition_by_code
from award.forwarding import rules as forwarding
from award.kit import clock
from award.papers.rules import may_issue
from award.screening.rules import may_read
from award.web.doors import reads, signed_in
from award.web.language import reader, said
from award.web.pages import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("desk", __name__)


def install(app: Flask) -> None:
    """Gives the frame its places and where we are in the year."""
    app.jinja_env.globals.update(
        places=navigation.places,
        place_of=navigation.place_of,
        may_search=navigation.may_search,
        may_begin=navigation.may_begin,
        next_date=navigation.next_date,
        year_of=_year_of,
        results_are_out=queries.results_are_out,
    )


@blueprint.route("/desk")
@reads(signed_in)
def home():
    """What waits for the person, by role."""
    year = queries.year_of(None)
    roles = g.person.roles_in(year.id if year else None)
    figures = queries.figures_for(g.person, roles, year.id if year else None)
    return show(
        "desk/home.html",
        edition=year,
        roles=sorted(roles),
        figures=figures,
        waiting=waiting(roles, year, figures, clock.now()),
        everywhere=navigation.all_places(g.person, year)[1:],
        may_begin=navigation.may_begin(g.person, year),
    )


@blueprint.route("/desk/<code>")
@reads(rules.may_see, on=edition_by_code)
def edition(edition):
    """The figures of an edition for its office and its observers, each with its chart."""
    facts = _facts(edition)
    found = sections.sections(facts)
    return show(
        "desk/edition.html",
        edition=edition,
        headline=sections.headline(facts),
        sections=[(section, sheets.chart(section, said)) for section in found],
        may_report=may_issue(g.person, edition),
        may_screen=may_read(g.person, edition),
    )


@blueprint.route("/desk/<code>/figures.xlsx")
@reads(rules.may_see, on=edition_by_code)
def edition_xlsx(edition):
    """The same figures as a workbook."""
    facts = _facts(edition)
    body = workbook(sheets.sheets(facts, sections.sections(facts), said))
    return send_file(body, mimetype=XLSX, as_attachment=True, download_name=f"{edition.code}-figures.xlsx")


@blueprint.route("/desk/<code>/figures.pdf")
@reads(rules.may_see, on=edition_by_code)
def edition_pdf(edition):
    """The same figures with their charts as PDF."""
    facts = _facts(edition)
    body = figures_pdf(sheets.paper(facts, sections.sections(facts), said, clock.now()))
    return send_file(BytesIO(body), mimetype="application/pdf", download_name=f"{edition.code}-figures.pdf")


def _facts(edition: Any) -> Facts:
    """The figures as far as the reader may know them, with earlier editions."""
    counted = queries.years_counted()
    released = any(one.released for one in counted if one.edition_id == edition.id)
    told = years.chosen(counted, edition, partial(rules.may_compare, g.person))
    may_look = partial(forwarding.may_look, g.person)
    forwarded = queries.forwarded_of(one.edition_id for one in told if may_look(one))
    beside = years.beside(told, forwarded, partial(rules.knows_prizes, g.person), may_look)
    return queries.facts(edition.id, rules.knows(g.person, edition, released=released), beside, forwarded)


def _year_of(edition: Any) -> Year | None:
    if isinstance(edition, Year):
        return edition
    return queries.year_of(edition, public=reader() is None)
