"""Pages of judging: the judge's room and the office's rounds."""

from flask import Blueprint

blueprint = Blueprint("judging", __name__)

from award.judging.views import (  # noqa: E402, F401 -- they register their routes on the blueprint
    assigning,
    ballot,
    blind,
    calibration,
    firmness,
    interests,
    joint,
    minutes,
    office,
    offline,
    own,
    paper,
    queue,
    reminding,
    sheet,
)
