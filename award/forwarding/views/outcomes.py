"""After a batch was frozen: its dossier made by the worker, the receipt, how far the works came, and the years before."""

from flask import g, redirect, request

from award.editions.queries import all_editions, edition_by_code
from award.forwarding import queries, rules, service
from award.forwarding.forms import BuildForm, OutcomeForm, ReceiptForm
from award.forwarding.receipts import LARGEST
from award.forwarding.views import blueprint, page_of
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.storage import storage
from award.web.doors import AfterCommit, reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.route("/batches/<uuid:batch_id>/build", methods=["POST"])
@writes(rules.may_take, on=queries.batch)
def build(batch):
    """Has the worker make the dossier, whole or over discs."""
    form = BuildForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.build_later(batch, disc_size=(form.megabytes.data or 0) * 1_000_000, actor=g.person)
        if not form.refused:
            notify(say("The dossier is being made; this page shows how far it is."))
            return go("forwarding.batch", batch_id=batch.id)
    return page_of(batch, building=form)


@blueprint.route("/volumes/<uuid:volume_id>")
@reads(rules.may_take, on=queries.volume)
def volume(found):
    """Leads to a short-lived address of a ZIP that the worker made."""
    key, name = found.key, found.name

    def lead():
        if storage().head(key) is None:
            raise Refusal(say("This file is no longer in the file store. Have it made again."))
        return redirect(storage().view_url(key, name=name, content_type="application/zip", download=True), code=302)

    return AfterCommit(lead)


@blueprint.route("/batches/<uuid:batch_id>/receipt", methods=["POST"])
@writes(rules.may_prepare, on=queries.batch)
def take_receipt(batch):
    """Takes the file that came back."""
    form = ReceiptForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.take_receipt(batch, request.files["receipt"].stream.read(LARGEST + 1), actor=g.person)
        if not form.refused:
            notify(say("The receipt is kept."))
            return go("forwarding.batch", batch_id=batch.id)
    return page_of(batch, receiving=form)


@blueprint.route("/batches/<uuid:batch_id>/outcomes", methods=["POST"])
@writes(rules.may_prepare, on=queries.batch)
def note_outcome(batch):
    """Writes down how far one work came."""
    form = OutcomeForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.note_outcome(batch, form.entry_id, stage=form.stage.data, prize=form.prize.data, actor=g.person)
        if not form.refused:
            notify(say("Noted."))
            return go("forwarding.batch", batch_id=batch.id)
    return page_of(batch, noting=form)


@blueprint.route("/editions/<code>/forwarding/history")
@reads(rules.may_look, on=edition_by_code)
def history(edition):
    """What the association sent upward in every edition that the reader may see, and what came of it."""
    seen = [one for one in all_editions() if rules.may_look(g.person, one)]
    return show("forwarding/history.html", edition=edition, lines=queries.history([one.id for one in seen]))
