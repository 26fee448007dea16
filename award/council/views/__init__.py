"""Pages of the council: the prize table, giving prizes, releasing them; sessions, ballots and minutes."""

from flask import Blueprint

blueprint = Blueprint("council", __name__)

from award.council.views import ballots, filing, minutes, objections, prizes, releasing, sessions, withdrawing  # noqa: E402, F401 -- they register their routes on the blueprint
