"""Pages of the screening: the list of what was sent in, the queue, one work beside the clauses, works that are alike,
what a supplement must bring, statistics."""

from flask import Blueprint

blueprint = Blueprint("screening", __name__)

from award.screening.views import acts, alike, entries, figures, queue, supplement, work  # noqa: E402, F401 -- they register their routes on the blueprint
