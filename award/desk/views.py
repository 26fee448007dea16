"""Pages of the desk, and what the frame of every page needs to know."""

from typing import Any

from flask import Blueprint, Flask

from award.desk import navigation, queries

blueprint = Blueprint("desk", __name__)


def install(app: Flask) -> None:
    """Gives the frame its places and where we are in the year."""
    app.jinja_env.globals.update(
        places=navigation.places,
        place_of=navigation.place_of,
        may_search=navigation.may_search,
        year_of=_year_of,
    )


def _year_of(edition: Any) -> Any:
    return queries.year_of(edition.id if edition is not None else None)
