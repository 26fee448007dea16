"""The work beside its score sheet, and the judge's acts on it."""

from functools import partial
from pathlib import PurePath

from flask import abort, g, redirect, request, url_for

from award.editions.states import RoundState
from award.evidence.queries import copy_of
from award.files.links import view_address
from award.judging import pins, queries, rules, scoring, service, viewing
from award.judging.forms import ReasonForm, SheetForm, sheet_form
from award.judging.scoring import field_of
from award.judging.states import TASK, TaskState
from award.judging.views import blueprint
from award.judging.visibility import Matter
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import hour, number, said
from award.web.pages import answer, go, notify, show, wants_json

ADDRESS = "/tasks/<uuid:task_id>"


@blueprint.route(ADDRESS, methods=["GET", "POST"], endpoint="sheet")
@writes(rules.may_judge, on=queries.task)
def sheet(task):
    """The sheet's page; posted to, it keeps the draft."""
    form = _form(task)
    if _saved(form, task):
        notify(say("Draft saved at %(time)s.", time=hour(task.sheet.saved_at)))
        return go("judging.sheet", task_id=task.id, _anchor="sheet")
    return _page(task, form)


@blueprint.post(f"{ADDRESS}/save")
@writes(rules.may_judge, on=queries.task)
def save(task):
    """Keeps the draft for the page's script."""
    form = _form(task)
    if _saved(form, task):
        time = hour(task.sheet.saved_at)
        return answer(version=task.version, saved_at=time, message=said(say("Saved at %(time)s", time=time)))
    faults = {field.name: field.errors[0] for field in form if field.errors}
    message = form.summary[0] if form.summary else next(iter(faults.values()), "")
    stored = {"stored": _stored(task)} if _is_stale(form, task) else {}
    return answer(message=message, faults=faults, version=task.version, **stored), form.status


@blueprint.post(f"{ADDRESS}/confirm")
@writes(rules.may_judge, on=queries.task)
def confirm(task):
    """Keeps what was typed and confirms the sheet; goes on to the next work. Pressed twice, it is confirmed once."""
    form = _form(task)
    if task.assignment.state is TaskState.SCORED and form.validate_on_submit() and _stands(form, task):
        return _onward(task)
    if _saved(form, task):
        with refusals_on(form):
            service.confirm_sheet(task, version=task.version, actor=g.person)
        if not form.refused:
            notify(say("The sheet of %(code)s is confirmed.", code=task.entry.code))
            return _onward(task)
    return _page(task, form)


@blueprint.post(f"{ADDRESS}/later")
@writes(rules.may_judge, on=queries.task)
def later(task):
    """Keeps what was typed, puts the work off and goes on to the next one."""
    form = _form(task)
    if _saved(form, task):
        with refusals_on(form):
            service.later(task, actor=g.person)
        if not form.refused:
            notify(say("%(code)s is put off; it waits at the end of the queue.", code=task.entry.code))
            return _onward(task)
    return _page(task, form)


@blueprint.post(f"{ADDRESS}/reopen")
@writes(rules.may_judge, on=queries.task)
def reopen(task):
    """Takes a confirmed sheet back."""
    service.reopen_sheet(task, actor=g.person)
    return go("judging.sheet", task_id=task.id, _anchor="sheet")


@blueprint.post(f"{ADDRESS}/open", endpoint="open")
@writes(rules.may_judge, on=queries.task)
def open_(task):
    """The page's script says that the judge looks at the work."""
    service.open_task(task, actor=g.person)
    return answer(state=task.assignment.state.value)


@blueprint.post(f"{ADDRESS}/coverage")
@writes(rules.may_judge, on=queries.task)
def coverage(task):
    """The page's script says what was seen or heard since: `{"spans": {file: [[from, to], …]}}`."""
    asked = request.get_json(silent=True)
    given = viewing.read(asked.get("spans") if isinstance(asked, dict) else None)
    share = service.note_coverage(task, given, actor=g.person)
    return answer(share=share, words=said(viewing.words(share, task.least_share)), enough=_enough(share, task))


@blueprint.route(f"{ADDRESS}/recuse", methods=["GET", "POST"])
@writes(rules.may_judge, on=queries.task)
def recuse(task):
    """Declares a conflict with the work."""
    return _leave(task, service.declare_conflict, "recuse")


@blueprint.route(f"{ADDRESS}/abstain", methods=["GET", "POST"])
@writes(rules.may_judge, on=queries.task)
def abstain(task):
    """Does not mark the work, for another reason."""
    return _leave(task, service.abstain, "abstain")


@blueprint.get(f"{ADDRESS}/files/<uuid:file_id>")
@reads(rules.may_judge, on=lambda task_id, file_id: _with_file(task_id, file_id))
def file(task):
    """A file of the work, at a short-lived address, under the work's code instead of its own name."""
    ending = PurePath(task.file.name).suffix.lower()
    return redirect(view_address(task.file, name=f"{task.entry.code}{ending}"))


@blueprint.get(f"{ADDRESS}/copies/<uuid:capture_id>", endpoint="copy")
@reads(rules.may_judge, on=lambda task_id, capture_id: _with_copy(task_id, capture_id))
def show_copy(task):
    """The kept copy of a page of the work, with what changed since."""
    return show("judging/copy.html", edition=task.edition, task=task)


def _enough(share, task) -> bool:
    return share is None or share >= (task.least_share or 0)


def _with_copy(task_id, capture_id):
    task = queries.task(task_id)
    if task is not None:
        found = copy_of(capture_id, task.entry.id)
        task.copy = found if found is None or task.shows(Matter.ORIGIN) else found.without_names(task.masked)
    return task if task is not None and task.copy is not None else None


def _with_file(task_id, file_id):
    task = queries.task(task_id)
    if task is not None:
        task.file = queries.file_of(task, file_id)
    return task if task is not None and task.file is not None else None


def _form(task) -> SheetForm:
    return sheet_form(task.criteria, task.round.step, task.sheet)


def _saved(form: SheetForm, task) -> bool:
    """Whether the form was posted and its draft kept."""
    if not form.validate_on_submit():
        return False
    with refusals_on(form):
        service.save_sheet(
            task,
            form.marks,
            form.note.data,
            form.remark.data,
            feedback=form.feedback.data if "feedback" in request.form else None,
            pins=form.pins.data,
            version=form.shown_version,
            actor=g.person,
        )
    return not form.refused


def _stands(form: SheetForm, task) -> bool:
    """Whether the confirmed sheet says what was typed."""
    sheet, marks = task.sheet, {code: scoring.plain(mark) for code, mark in form.marks.items()}
    feedback = form.feedback.data if "feedback" in request.form else sheet.feedback
    typed_pins = {file: text for file, text in (form.pins.data or {}).items() if text}
    typed = (marks, form.note.data, form.remark.data, feedback, typed_pins)
    return (sheet.marks, sheet.note, sheet.remark, sheet.feedback, sheet.pins) == typed


def _is_stale(form: SheetForm, task) -> bool:
    """Whether it was refused since something else is stored; what comes at the wrong moment alone is not."""
    return bool(form.refused) and form.status == 409 and form.shown_version != task.version


def _stored(task) -> dict[str, str]:
    """The stored sheet as the form's fields, for who is told that theirs is stale."""
    sheet = task.sheet
    if sheet is None:
        return {}
    marks = {field_of(code): mark for code, mark in sheet.marks.items()}
    pins = {f"pins-{file}": text for file, text in sheet.pins.items()}
    return {**marks, **pins, "note": sheet.note, "remark": sheet.remark, "feedback": sheet.feedback}


def _page(task, form: SheetForm):
    share = queries.share_seen(task)
    open_ = task.round.state is RoundState.OPEN
    votable = open_ and TASK.allows("save", task.assignment.state)
    writable = votable and not task.round.is_ballot
    page, status = show(
        "judging/sheet.html",
        edition=task.edition,
        task=task,
        form=form,
        writable=writable or (form.refused and not task.round.is_ballot),
        votable=votable,
        reopenable=open_ and task.assignment.state is TaskState.SCORED and not task.round.is_ballot,
        work=queries.work_of(task),
        neighbours=queries.neighbours(task),
        stored=_stored(task) if _is_stale(form, task) else {},
        shown_total=number(form.total),
        pins=pins.of_files(form.pins.data if form.pins.data is not None else task.sheet.pins if task.sheet else {}),
        quick=partial(scoring.quick, step=task.round.step),
        share=share,
        seen=viewing.words(share, task.least_share),
    )
    return page, form.status if status == 422 else status


def _onward(task):
    """To the next work still to be done; to the queue when none is left."""
    following = queries.next_left(g.person, task.round, task.assignment.position)
    if wants_json():
        return answer(next=url_for("judging.sheet", task_id=following) if following else None)
    if following is None:
        return go("judging.queue", round_id=task.round.id)
    return go("judging.sheet", task_id=following)


def _leave(task, verb, kind: str):
    form = ReasonForm()
    if form.validate_on_submit():
        with refusals_on(form):
            verb(task, form.reason.data, actor=g.person)
        if not form.refused:
            notify(_left(task, kind))
            return go("judging.queue", round_id=task.round.id)
    if not TASK.allows(kind, task.assignment.state):
        abort(404)
    return show("judging/leave.html", edition=task.edition, task=task, form=form, kind=kind)


def _left(task, kind: str):
    if kind == "recuse":
        return say("%(code)s has left the queue.", code=task.entry.code)
    if task.round.is_ballot:
        return say("On the record: no vote on %(code)s, with the reason.", code=task.entry.code)
    return say("On the record: no marks for %(code)s, with the reason.", code=task.entry.code)
