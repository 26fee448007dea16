"""Pages of the desk: what came on paper, discs and USB; its papers; the receipt's public page; lists of works."""

from flask import Blueprint

blueprint = Blueprint("intake", __name__)

from award.intake.views import desk, lists, papers, proof  # noqa: E402, F401 -- they register their routes on the blueprint
