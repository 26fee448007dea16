"""Pages of the council: the prize table, giving prizes, releasing them."""

from flask import Blueprint

blueprint = Blueprint("council", __name__)

from award.council.views import prizes  # noqa: E402, F401 -- it registers its routes on the blueprint
