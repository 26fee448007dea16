"""Judges on paper: who they are, their packs to print, typing their sheets by two persons."""

from pathlib import PurePath

from flask import g, redirect

from award.files.links import view_address
from award.files.queries import stored_file
from award.judging import queries, rules, service
from award.judging.forms import typing_form
from award.judging.views import blueprint
from award.judging.views.office import ROUND_ADDRESS
from award.kit.messages import say
from award.web.doors import AfterCommit, reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.get(f"{ROUND_ADDRESS}/paper")
@reads(rules.may_assign, on=queries.round_by_id)
def paper(round_):
    """The judges, and the sheets of those on paper."""
    return show(
        "judging/paper.html",
        edition=round_.edition,
        round=round_,
        judges=queries.paper_judges(round_.id),
        sheets=queries.sheets_of(round_.id, page=page_number()),
    )


@blueprint.post("/tasks/<uuid:task_id>/pack")
@writes(rules.may_type, on=queries.task_on_paper)
def make_pack(task):
    """Has the pack of the task's judge made."""
    service.ask_for_pack(task.round, task.assignment.judge_id, actor=g.person)
    notify(say("The pack is being made; it is here in a minute."), "info")
    return go("judging.paper", round_id=task.round.id)


@blueprint.get("/tasks/<uuid:task_id>/pack.pdf", endpoint="pack")
@reads(rules.may_type, on=lambda task_id: _with_pack(task_id))
def pack(task):
    """The pack of the task's judge, at a short-lived address."""
    return redirect(view_address(task.pack, name=f"{task.round.edition.code}-{task.round.code}.pdf"))


def _with_pack(task_id):
    task = queries.task_on_paper(task_id)
    kept = queries.pack(task.round.id, task.assignment.judge_id) if task else None
    if kept is None:
        return None
    task.pack = stored_file(kept.file_id)
    return task


@blueprint.get("/tasks/<uuid:task_id>/scan", endpoint="scan")
@reads(rules.may_type, on=lambda task_id: _with_scan(task_id))
def scan(task):
    """The newest scan of the signed sheet, at a short-lived address, under the work's code."""
    return redirect(view_address(task.scan, name=f"{task.entry.code}{PurePath(task.scan.name).suffix.lower()}"))


def _with_scan(task_id):
    task = queries.task_on_paper(task_id)
    scanned = [one.scan_id for one, _ in queries.typings(task.id) if one.scan_id] if task else []
    if not scanned:
        return None
    task.scan = stored_file(scanned[-1])
    return task


@blueprint.route("/tasks/<uuid:task_id>/paper", methods=["GET", "POST"])
@writes(rules.may_type, on=queries.task_on_paper)
def type_sheet(task):
    """One person of the office types the signed sheet; both typings are shown only once both are there."""
    form = typing_form(task.criteria, task.round.step)
    if form.validate_on_submit():
        upload = form.scan.data
        with refusals_on(form):
            if not upload:
                return _told(task, service.type_sheet(task, form.marks, form.remark.data, actor=g.person))
            body = upload.stream.read(service.LARGEST_SCAN + 1)
            file_id = service.expect_scan(task, form.marks, name=upload.filename, size=len(body), actor=g.person)
            return AfterCommit(lambda: _typed_with_scan(task.id, task.round.id, form, file_id, body))
    return _typing_page(task, form)


def _typed_with_scan(task_id, round_id, form, file_id, body):
    """The scan goes to the bucket; only with it is the sheet typed. Where the task left its judge meanwhile, there is no
    page about it any more: the list of sheets says so."""
    with refusals_on(form):
        done = service.type_with_scan(task_id, form.marks, form.remark.data, file_id, body, actor_id=g.person.id)
        return _told(queries.task_on_paper(task_id), done)
    task = queries.task_on_paper(task_id)
    if task is None:
        notify(" ".join(form.summary), "warn")
        return go("judging.paper", round_id=round_id)
    return _typing_page(task, form)


def _told(task, done):
    _say(done, task)
    return go("judging.paper", round_id=task.round.id) if done else go("judging.type_sheet", task_id=task.id)


def _typing_page(task, form):
    typed = queries.typings(task.id)
    waiting = [pair for pair in typed if not pair[0].recorded]
    judge = queries.judge(task.assignment.judge_id).full_name
    return show(
        "judging/typing.html",
        edition=task.edition,
        task=task,
        judge=judge,
        form=form,
        typed=typed,
        waiting=waiting,
    )


def _say(done, task) -> None:
    if done:
        notify(
            say("Both typed the same: the sheet of %(code)s is recorded, and the judge is told.", code=task.entry.code)
        )
    elif len([one for one, _ in queries.typings(task.id) if not one.recorded]) > 1:
        notify(say("What the two typed differs. Nothing is recorded; both are shown below."), "warn")
    else:
        notify(say("Kept. Another person types the same sheet now."), "info")
