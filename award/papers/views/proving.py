"""What a QR code on a paper leads to: whether the paper is genuine and whether its data are the kept ones."""

from flask import request

from award.editions.queries import edition_by_id
from award.papers import queries
from award.papers.offering import DOUBTS
from award.papers.scans import holds
from award.papers.views import blueprint
from award.web.doors import anyone, reads
from award.web.pages import show


@blueprint.get("/papers/proof/<proof>")
@reads(anyone, on=queries.paper_by_code)
def proof(paper):
    """The facts of a paper that anybody may know who holds it; nothing of what it says."""
    printed = request.args.get("h", "")[:64]
    same = holds(printed, paper.digest) if printed else None
    return show("papers/proof.html", paper=paper, edition=edition_by_id(paper.edition_id), printed=printed, same=same)


@blueprint.get("/papers/proof/<proof>/<int:number>")
@reads(anyone, on=queries.certificate)
def certificate(found):
    """One certificate: to whom, for what."""
    doubt = next(filter(None, (doubt(found) for doubt in DOUBTS)), None)
    edition = edition_by_id(found.paper.edition_id)
    return show("papers/certificate.html", found=found, paper=found.paper, edition=edition, doubt=doubt)
