"""The pages of who enters works."""

from flask import Blueprint

blueprint = Blueprint("entries", __name__)

from award.entries.views import autosave, edit, helpers, mine, sending, uploads  # noqa: E402, F401 - they hang on the blueprint
