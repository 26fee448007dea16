"""The wording of each paper, to be replaced by the association's own."""

from flask import g

from award.kit.messages import say
from award.papers import queries, rules, service, texts
from award.papers.forms import TextForm
from award.papers.offering import OFFERS
from award.papers.views import blueprint
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.get("/papers/wordings")
@reads(rules.may_reword)
def wordings():
    """Every paper, and whose wording is in force."""
    return show("papers/wordings.html", offers=list(OFFERS.values()), own=queries.own_texts())


@blueprint.route("/papers/wordings/<offer>", methods=["GET", "POST"])
@writes(rules.may_reword, on=queries.wording)
def wording(offer):
    """One wording, checked before it is kept."""
    own = queries.own_text(offer.code)
    ours = queries.our_text(offer)
    form = TextForm(data={"text": own.text if own else ours, "version": own.version if own else 0})
    if form.validate_on_submit():
        with refusals_on(form):
            service.reword(offer, text=form.text.data, version=form.shown_version, actor=g.person)
        if not form.refused:
            notify(say("The wording is kept. Papers issued before stay as they are."))
            return go("papers.wordings")
    told = {"marks": texts.MARKS, "example": texts.EXAMPLE}
    return show("papers/wording.html", form=form, offer=offer, own=queries.own_text(offer.code), ours=ours, **told)


@blueprint.post("/papers/wordings/<offer>/ours")
@writes(rules.may_reword, on=queries.wording)
def take_ours(offer):
    """Back to the wording that comes with the program."""
    service.take_ours(offer, actor=g.person)
    notify(say("The wording that comes with the program is in force again."))
    return go("papers.wordings")
