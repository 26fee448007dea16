"""Pages of papers: what can be made, the register, a paper with its scans, its proof, the wordings."""

from flask import Blueprint

blueprint = Blueprint("papers", __name__)

# The modules below hang their pages on the blueprint.
from award.papers.views import making, paper, proving, scans, wording  # noqa: E402, F401 -- they need the blueprint
