"""Pages of the council: the prize table, giving prizes, releasing them; sessions, ballots and minutes."""

from flask import Blueprint

blueprint = Blueprint("council", __name__)

from award.council.views import ballots, minutes, prizes, releasing, sessions  # noqa: E402, F401 -- they register their routes on the blueprint
