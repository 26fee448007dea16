"""The contact's pages: all works of the outlet, its word on them, and several handed in at once."""

from typing import Any
from uuid import UUID

from flask import g, request

from award.editions.queries import edition_by_code, edition_by_id
from award.entries import checks, queries, rules, service
from award.entries.filters import outlet_filters
from award.entries.forms.people import HandInForm, OutletForm, SelectionForm
from award.entries.states import EntryState
from award.entries.views import blueprint
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.route("/editions/<code>/outlet")
@reads(rules.is_contact, on=edition_by_code)
def outlet(edition):
    """Every work of the contact's outlets in the edition, and what waits for their word."""
    filters = outlet_filters(request.args)
    works = queries.outlet_works(g.person, edition, filters, page=page_number())
    return show(
        "entries/outlet.html",
        edition=edition,
        works=works,
        filters=filters,
        states=queries.counts_by_state(g.person, edition),
        outlets=queries.bodies_of(g.person, edition),
        deliveries=queries.deliveries(g.person, edition),
        all_states=list(EntryState),
    )


@blueprint.route("/editions/<code>/outlet/hand-in", methods=["GET", "POST"])
@writes(rules.is_contact, on=queries.edition_to_enter)
def hand_in(edition):
    """Choose drafts, look at what each still lacks, send them all in with one act."""
    form = HandInForm()
    chosen = _chosen() if request.method == "POST" else {}
    sends = request.form.get("act") == "send"
    if form.validate_on_submit() and sends:
        with refusals_on(form):
            delivery = service.hand_in(edition, chosen, actor=g.person)
        if not form.refused:
            return go("entries.delivery", delivery_id=delivery.id)
    drafts = queries.drafts_of_contact(g.person, edition)
    dossiers = queries.dossiers(drafts)
    lines = [(entry, checks.open_ones(checks.run(*_both(dossiers[entry.id])))) for entry in drafts]
    return show(
        "entries/hand_in.html",
        edition=edition,
        form=form,
        lines=lines,
        chosen=chosen,
        preview=[(entry, missing) for entry, missing in lines if entry.id in chosen],
        ready=bool(chosen) and all(not missing for entry, missing in lines if entry.id in chosen),
    )


def _both(dossier: Any) -> tuple[Any, Any]:
    return dossier.facts, dossier.rules


def _chosen() -> dict[UUID, int]:
    """The works whose boxes are ticked, with the version that was looked at; nonsense is nobody's."""
    found = {}
    for text in request.form.getlist("work"):
        identity, _, version = text.partition("/")
        try:
            found[UUID(identity)] = int(version)
        except ValueError:
            continue
    return found


@blueprint.route("/deliveries/<uuid:delivery_id>")
@reads(rules.handed_in, on=queries.delivery)
def delivery(delivery):
    """What was handed in at once: the codes and the receipts, to be printed."""
    works = queries.delivered(delivery)
    edition = edition_by_id(delivery.edition_id)
    return show(
        "entries/delivery.html",
        edition=edition,
        delivery=delivery,
        works=works,
        signed=queries.signed_files(works[0].id) if works else [],
    )


@blueprint.route("/entries/<uuid:entry_id>/outlet-confirmation", methods=["GET", "POST"])
@writes(rules.speaks_for_outlet, on=queries.entry)
def outlet_confirmation(entry):
    """The parts that the outlet carried: confirmed, or what is not right."""
    words = {word.position: word for word in queries.words_on(entry).parts}
    outlets = g.person.contact_of(entry.edition_id)
    parts = [part for part in entry.parts if part.outlet_id in outlets]
    form = OutletForm(data={"parts": [{"position": part.position, "sentence": ""} for part in parts]})
    if form.validate_on_submit():
        with refusals_on(form):
            service.confirm_parts(entry, form.answers(), actor=g.person)
        if not form.refused:
            notify(say("Saved."))
            return go("entries.outlet", code=edition_by_id(entry.edition_id).code)
    place = queries.setting(entry)
    rows = [(part, words[part.position], row) for part, row in zip(parts, form.parts, strict=False)]
    return show(
        "entries/outlet_confirmation.html", entry=entry, form=form, rows=rows, place=place, edition=place.edition
    )


@blueprint.route("/entries/<uuid:entry_id>/selection", methods=["GET", "POST"])
@writes(rules.speaks_for_selector, on=queries.entry_with_selectors)
def selection(found):
    """Whether the branch or outlet puts the work forward."""
    entry, form = found.entry, SelectionForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.select(entry, agrees=form.agrees, sentence=form.sentence.data, actor=g.person)
        if not form.refused:
            notify(say("Saved."))
            return go("entries.outlet", code=edition_by_id(entry.edition_id).code)
    place = queries.setting(entry)
    return show("entries/selection.html", entry=entry, form=form, place=place, edition=place.edition)
