"""Pages of forwarding: the destinations of an edition, one batch, its dossier."""

import logging
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, g

from award.documents.bag import Bag, Changed
from award.editions.queries import edition_by_code, edition_by_id
from award.forwarding import queries, rules, service, sight
from award.forwarding.dossier import dossier as dossier_of
from award.forwarding.dossier import missing_objects
from award.forwarding.forms import AskForm, BuildForm, ChooseForm, FreezeForm, OneWorkForm, OutcomeForm, ReceiptForm
from award.forwarding.states import BatchState
from award.jobs.queries import progress_of
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.papers.views.paper import proof_address
from award.storage import StorageFault, storage
from award.web.doors import AfterCommit, reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show

blueprint = Blueprint("forwarding", __name__)
log = logging.getLogger(__name__)


@blueprint.route("/editions/<code>/forwarding")
@reads(rules.may_look, on=edition_by_code)
def batches(edition):
    """Where works may be sent, and the batches for each."""
    lines = queries.batch_lines(edition.id)
    targets = [
        (d, sight.conditions(queries.terms_of(d)), lines.get(d.id, [])) for d in queries.destinations(edition.id)
    ]
    may = {
        "may_prepare": rules.may_prepare(g.person, edition),
        "may_receive": rules.may_see_incoming(g.person, edition),
    }
    return show("forwarding/batches.html", edition=edition, targets=targets, **may)


@blueprint.route("/destinations/<uuid:destination_id>/batches", methods=["POST"])
@writes(rules.may_prepare, on=queries.destination)
def open_batch(destination):
    """Begins a batch."""
    batch = service.open_batch(destination, actor=g.person)
    return go("forwarding.batch", batch_id=batch.id)


@blueprint.route("/batches/<uuid:batch_id>")
@reads(rules.may_look, on=queries.batch)
def batch(batch):
    """What is chosen, what else could be, and the end of choosing; or what was frozen."""
    return page_of(batch)


@blueprint.route("/batches/<uuid:batch_id>/choose", methods=["POST"])
@writes(rules.may_prepare, on=queries.batch)
def choose(batch):
    """Puts the ticked works into the batch."""
    form = ChooseForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.choose(batch, form.entry.data, actor=g.person)
        if not form.refused:
            notify(say("The works are in the batch."))
            return go("forwarding.batch", batch_id=batch.id)
    return page_of(batch, choosing=form)


@blueprint.route("/batches/<uuid:batch_id>/remove", methods=["POST"])
@writes(rules.may_prepare, on=queries.batch)
def remove(batch):
    """Takes one work out."""
    service.remove(batch, OneWorkForm().entry_id, actor=g.person)
    notify(say("The work is no longer in the batch."))
    return go("forwarding.batch", batch_id=batch.id)


@blueprint.route("/batches/<uuid:batch_id>/move", methods=["POST"])
@writes(rules.may_prepare, on=queries.batch)
def move(batch):
    """Moves one work up or down."""
    form = OneWorkForm()
    service.move(batch, form.entry_id, up=form.direction.data == "up", actor=g.person)
    return go("forwarding.batch", batch_id=batch.id)


@blueprint.route("/batches/<uuid:batch_id>/freeze", methods=["POST"])
@writes(rules.may_freeze, on=queries.batch)
def freeze(batch):
    """Closes the batch for good."""
    form = FreezeForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.freeze(
                batch,
                letter_number=form.letter_number.data,
                letter_day=form.letter_day.data,
                from_register=form.from_register.data,
                prove=proof_address,
                actor=g.person,
            )
        if not form.refused:
            notify(say("The batch is frozen and has its number. The dossier can be downloaded."))
            return go("forwarding.batch", batch_id=batch.id)
    return page_of(batch, freezing=form)


@blueprint.route("/batches/<uuid:batch_id>/dossier.zip")
@reads(rules.may_take, on=queries.batch)
def dossier(batch):
    """The dossier, streamed: after the door has ended its transaction only the bucket is read."""
    record = service.frozen_record(batch)
    return AfterCommit(lambda: _stream(record))


# A form that another person's freezing overtook is said on the frozen page, which has it no more.
BEFORE_FREEZING = ("choosing", "asking", "freezing")


def page_of(batch: Any, **forms: Any):
    """The page of a batch, with the forms on it that were refused: choosing, freezing, building, receiving, noting."""
    shared = {
        "edition": edition_by_id(batch.edition_id),
        "batch": batch,
        "destination": queries.destination(batch.destination_id),
        "may_prepare": rules.may_prepare(g.person, batch),
        "may_freeze": rules.may_freeze(g.person, batch),
        "may_take": rules.may_take(g.person, batch),
    }
    if batch.state is not BatchState.OPEN:
        return _frozen(batch, forms, shared)
    found = queries.candidates(shared["destination"], page_number())
    return show(
        "forwarding/batch.html",
        sight=_sight(batch, shared["destination"], found),
        found=found,
        conditions=sight.conditions(queries.terms_of(shared["destination"])),
        choosing=forms.get("choosing") or ChooseForm(formdata=None),
        requests=queries.requests_of(batch.id),
        asking=forms.get("asking") or AskForm(formdata=None, wants=shared["destination"].wants),
        freezing=forms.get("freezing") or FreezeForm(formdata=None),
        **shared,
    )


def _frozen(batch: Any, forms: dict[str, Any], shared: dict[str, Any]):
    known = queries.outcomes_of(batch.id)
    works = [
        (work, item.entry_id, known.get(item.entry_id))
        for work, item in zip(batch.record["works"], batch.items, strict=True)
    ]
    disc = (shared["destination"].disc_size or 0) // 1_000_000
    return show(
        "forwarding/frozen.html",
        record=batch.record,
        works=works,
        fallen=queries.fallen_since(batch.id),
        volumes=queries.volumes_of(batch.id),
        making=progress_of([service.build_key(batch.id)]).get(service.build_key(batch.id)),
        building=forms.get("building") or BuildForm(formdata=None, megabytes=disc or None),
        receiving=forms.get("receiving") or ReceiptForm(formdata=None),
        noting=forms.get("noting") or OutcomeForm(formdata=None),
        late=next((form for name, form in forms.items() if name in BEFORE_FREEZING and form.refused), None),
        **shared,
    )


def _sight(batch: Any, destination: Any, found: Any) -> sight.Sight:
    chosen_ids = [item.entry_id for item in batch.items]
    earlier_ids = queries.earlier_entry_ids(destination.id, batch.id)
    known = {work.entry_id: work for work in queries.works([*chosen_ids, *earlier_ids], batch.edition_id)}
    totals = queries.file_totals([*chosen_ids, *(work.entry_id for work in found.works)])
    return sight.see(
        [known[entry_id] for entry_id in chosen_ids],
        [known[entry_id] for entry_id in earlier_ids],
        found.works,
        queries.terms_of(destination),
        totals,
    )


def _stream(record: dict[str, Any]) -> Response:
    try:
        bucket = storage()
        missing = missing_objects(record, bucket)
    except StorageFault as fault:
        log.warning("the bucket does not answer: %s", fault)
        raise _Unready(say("The file store does not answer. Try again in a few minutes.")) from fault
    if missing:
        raise _Unready(say("These files are missing from the file store or were changed: %(files)s.", files=missing))
    bag = dossier_of(record, bucket.read)
    return Response(
        _noted(bag, record["name"]),
        mimetype="application/zip",
        headers={
            "Content-Length": str(bag.length),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(record['name'])}.zip",
            "Cache-Control": "private, no-store",
        },
    )


class _Unready(Refusal):
    """The dossier cannot be made now."""

    status = 503


def _noted(bag: Bag, name: str):
    """The bag's bytes; what breaks the stream is written to the log, and the reader sees a file that is not whole."""
    try:
        yield from bag
    except (Changed, StorageFault) as fault:
        log.error("dossier %s broke off: %s", name, fault)
        raise


# The other pages belong to this blueprint too.
from award.forwarding.views import asking, outcomes, receiving  # noqa: E402, F401
