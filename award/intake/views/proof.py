"""The page that a receipt's code leads to: proves what was received, and lets the author take the work over."""

from flask import g

from award.editions.queries import edition_by_id
from award.intake import queries, rules, service
from award.intake.forms import ClaimForm
from award.intake.views import blueprint
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.get("/intake/<proof>")
@reads(rules.holds_receipt, on=queries.intake_by_proof)
def proof(found):
    """What was received, when, and where it is now; no addresses or numbers of people."""
    return _page(found, ClaimForm(formdata=None))


@blueprint.route("/intake/<proof>/claim", methods=["GET", "POST"])
@writes(rules.may_claim, on=queries.intake_by_proof)
def claim(found):
    """Takes over the works that the office keeps for the author."""
    form = ClaimForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.claim(found, actor=g.person)
        if not form.refused:
            notify(say("The works are yours now: they stand among “My works”."))
            return go("entries.mine")
    return _page(found, form)


def _page(found, form: ClaimForm):
    works = queries.works_of(found)
    return show(
        "intake/proof.html",
        edition=edition_by_id(found.edition_id),
        intake=found,
        steps=queries.steps_of(found),
        works=works,
        form=form,
        waits=any(line.kept_by_office for line in works) and found.claimed_by_id is None,
    )
