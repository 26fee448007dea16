"""The last step, the entry's own page, its receipt, and taking it back."""

from typing import Any

from flask import g, request

from award.audit.queries import history
from award.entries import checks, queries, rules, service
from award.entries.forms import SubmitForm, WithdrawForm
from award.entries.papers import content_digest
from award.entries.states import ENTRY, EntryState
from award.entries.steps import Step
from award.entries.timeline import told
from award.entries.views import blueprint
from award.entries.views.edit import step_items
from award.entries.views.proving import proof_address
from award.evidence.queries import copies_of
from award.files.queries import files_by_ids, rendering_progress, renditions_of
from award.files.states import FileState
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.route("/entries/<uuid:entry_id>/submit", methods=["GET", "POST"])
@writes(rules.fills, on=queries.entry_whole)
def submit(entry):
    """The clauses as they stand, and the one button that sends the work in. Pressed twice it leads to the receipt."""
    if entry.state is EntryState.SUBMITTED:
        return go("entries.receipt", entry_id=entry.id)
    if request.method == "GET" and not ENTRY.allows("submit", entry.state):
        return go("entries.show", entry_id=entry.id)
    form = SubmitForm(data={"version": str(entry.version)})
    if form.validate_on_submit():
        with refusals_on(form):
            service.submit(entry, version=form.shown_version, actor=g.person)
        if not form.refused:
            return go("entries.receipt", entry_id=entry.id)
        form.version.data = str(entry.version)
    place = queries.setting(entry)
    found = service.run_checks(entry, place)
    return show(
        "entries/submit.html",
        entry=entry,
        form=form,
        pages=copies_of(entry.id) if any(part.url for part in entry.parts) else {},
        place=place,
        edition=place.edition,
        checks=found,
        open_checks=checks.open_ones(found),
        step=Step.SUBMIT,
        steps=step_items(entry, found, Step.SUBMIT),
        step_number=len(Step),
    )


def _unfinished(files: list[Any]) -> list[Any]:
    return [file.file_id for file in files if file.state in (FileState.WAITING, FileState.REFUSED)]


@blueprint.route("/entries/<uuid:entry_id>", endpoint="show")
@reads(rules.may_see, on=queries.entry_whole)
def show_entry(entry):
    """The entry with what happened to it, for its people, its outlet's contact and the office."""
    known = _whole(entry)
    file_ids = [file.file_id for file in known["files"]]
    return show(
        "entries/show.html",
        **known,
        events=told(history(entry)),
        owns=rules.fills(g.person, entry),
        promised=[file for file in files_by_ids(_unfinished(known["files"])).values() if file.promised_until],
        copies=renditions_of(file_ids),
        making=rendering_progress(file_ids),
        speaks=rules.speaks_for_outlet(g.person, entry),
    )


@blueprint.route("/entries/<uuid:entry_id>/receipt")
@reads(rules.may_see, on=queries.entry_sent_in)
def receipt(entry):
    """The receipt, to be printed."""
    return show("entries/receipt.html", **_whole(entry), proof=proof_address(entry, content_digest(entry)))


def _whole(entry: Any) -> dict[str, Any]:
    place = queries.setting(entry)
    return {
        "entry": entry,
        "place": place,
        "edition": place.edition,
        "files": queries.attachments_with_files([entry.id])[entry.id],
        "pages": copies_of(entry.id) if any(part.url for part in entry.parts) else {},
    }


@blueprint.route("/entries/<uuid:entry_id>/withdraw", methods=["GET", "POST"])
@writes(rules.fills, on=queries.entry)
def withdraw(entry):
    """Asks once more, then takes the work out, or discards the draft."""
    if entry.state is EntryState.WITHDRAWN:
        return go("entries.mine")
    form = WithdrawForm()
    was_draft = entry.state is EntryState.DRAFT
    if form.validate_on_submit():
        with refusals_on(form):
            service.withdraw(entry, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("The draft was discarded.") if was_draft else say("The work was withdrawn."))
            return go("entries.mine")
    place = queries.setting(entry)
    return show("entries/withdraw.html", entry=entry, form=form, place=place, edition=place.edition)
