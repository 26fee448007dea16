"""Pages of the screening: the list of what was sent in, and one work beside the clauses."""

from flask import Blueprint

blueprint = Blueprint("screening", __name__)

from award.screening.views import entries, work  # noqa: E402, F401 -- they register their routes on the blueprint
