"""The steps of an entry as plain forms that work without script."""

from typing import Any

from flask import g, request, url_for

from award.entries import checks, queries, rules, service
from award.entries.forms import differences
from award.entries.queries import Setting
from award.entries.states import ENTRY
from award.entries.steps import Step, after
from award.entries.views import blueprint
from award.entries.views.helpers import step_address
from award.entries.views.shelf import shelf_of
from award.entries.views.step import ROWS, form_of, part_fields, save, without_row
from award.evidence.queries import copies_of
from award.kit.messages import say
from award.web.doors import writes
from award.web.forms import Versioned, refusals_on
from award.web.pages import go, notify, show

STEPS = "any(work, authors, parts, files, declaration)"


@blueprint.route(f"/entries/<uuid:entry_id>/edit/<{STEPS}:step>", methods=["GET", "POST"])
@writes(rules.owns_at_step, on=queries.entry_at_step)
def edit(at):
    """One step: shows its form, keeps what was typed, goes on."""
    entry, step = at.entry, at.step
    if request.method == "GET" and not ENTRY.allows("edit", entry.state):
        return go("entries.show", entry_id=entry.id)
    place = queries.setting(entry)
    form = form_of(step, entry, place)
    act = request.form.get("act", "next")
    if act.startswith("remove-") and step in ROWS:
        without_row(form, step, act.removeprefix("remove-"))
    if form.validate_on_submit():
        with refusals_on(form):
            save(step, entry, form, g.person)
            _move_file(entry, act)
        if not form.refused:
            return _onward(entry, step, act)
        return show_step(entry, step, form, place, both_texts(step, entry, form))
    if request.method == "GET" and request.args.get("rows") == "more" and step in ROWS:
        form[ROWS[step]].append_entry()
        form = _complete(step, form)
    return show_step(entry, step, form, place)


def _complete(step: Step, form: Versioned) -> Versioned:
    """A row that was just added has the same choices as the others."""
    rows = form[ROWS[step]].entries
    for row in rows[-1:]:
        if "outlet_id" in row.form:
            row.form.outlet_id.choices = rows[0].form.outlet_id.choices
    return form


def _move_file(entry: Any, act: str) -> None:
    for word, steps in (("up-", -1), ("down-", 1)):
        if act.startswith(word):
            service.move(entry, act.removeprefix(word), steps, actor=g.person)


def _onward(entry: Any, step: Step, act: str):
    if act == "next":
        following = after(step)
        if following is Step.SUBMIT:
            return go("entries.submit", entry_id=entry.id)
        return go("entries.edit", entry_id=entry.id, step=following)
    if act == "add":
        return go("entries.edit", entry_id=entry.id, step=step, rows="more", _anchor="last-row")
    if act == "stay":
        notify(say("Saved."))
    return go("entries.edit", entry_id=entry.id, step=step)


def both_texts(step: Step, entry: Any, form: Versioned) -> list:
    """After a stale save: every field in which the stored text is not the typed one. The form now carries the stored
    version, so saving once more keeps what was typed."""
    if form.shown_version == entry.version:
        return []
    stored = form_of(step, entry, queries.setting(entry), None)
    form.version.data = str(entry.version)
    return differences(form, stored)


def show_step(entry: Any, step: Step, form: Versioned, place: Setting, both: list | None = None):
    """The page of a step, with the checklist beside it."""
    found = service.run_checks(entry, place)
    return show(
        f"entries/edit_{step}.html",
        entry=entry,
        form=form,
        both=both,
        place=place,
        edition=place.edition,
        step=step,
        steps=step_items(entry, found, step),
        step_number=list(Step).index(step) + 1,
        open_checks=checks.open_ones(found),
        part_fields=part_fields(place.category),
        pages=copies_of(entry.id) if step is Step.PARTS else {},
        shelf=shelf_of(entry, place, form) if step is Step.FILES else None,
        view_url=lambda file: url_for("entries.file", entry_id=entry.id, file_id=file.id),
    )


def step_items(entry: Any, found: list[checks.Check], current: Step) -> list[dict[str, Any]]:
    """The steps down the side, each with its state."""
    return [_item(entry, found, step, current) for step in Step]


def _item(entry: Any, found: list[checks.Check], step: Step, current: Step) -> dict[str, Any]:
    verdicts = {check.verdict for check in found if check.step is step and not check.override}
    if step is current:
        state = "now"
    elif checks.Verdict.BROKEN in verdicts:
        state = "wrong"
    elif checks.Verdict.MISSING in verdicts or step is Step.SUBMIT:
        state = "todo"
    else:
        state = "done"
    return {"label": step, "address": step_address(entry, step), "state": state}
