"""Pages of the desk, and what the frame of every page needs to know."""

from typing import Any

from flask import Blueprint, Flask, g

from award.desk import navigation, queries
from award.desk.waiting import waiting
from award.desk.year import Year
from award.editions.queries import edition_by_code
from award.editions.rules import may_see_office
from award.kit import clock
from award.web.doors import reads, signed_in
from award.web.pages import show

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
@reads(may_see_office, on=edition_by_code)
def edition(edition):
    """The figures of an edition for its office."""
    return show("desk/edition.html", edition=edition, **queries.of_edition(edition.id))


def _year_of(edition: Any) -> Year | None:
    if isinstance(edition, Year):
        return edition
    return queries.year_of(edition.id if edition is not None else None)
