"""The pages of who enters works."""

from flask import Blueprint

blueprint = Blueprint("entries", __name__)

from award.entries.views import (  # noqa: E402, F401 - they hang on the blueprint
    autosave,
    confirming,
    copies,
    edit,
    helpers,
    mine,
    numbers,
    outlet,
    papers,
    people,
    proving,
    sending,
    topics,
    uploads,
)
