"""The pages of accounts: coming in, one's own profile, people and roles, organisations."""

from flask import Blueprint, Flask

from award.accounts import tokens

blueprint = Blueprint("accounts", __name__)

# The modules hang their routes on the blueprint, so it must exist before they are read.
from award.accounts.views import identity, organisations, people, profile  # noqa: E402, F401


def install(app: Flask) -> None:
    """Gives the links of letters the application's key; the choice of a language needs no token."""
    tokens.use_secret(app.config["SECRET_KEY"])
    # Its form stands on pages that caches keep, so it has no token; the view looks where the post comes from.
    app.extensions["csrf"].exempt("award.accounts.views.identity.language")
