"""Acts of two persons, and the judges of one work: giving it to somebody else, asking for a sheet to be returned."""

from uuid import UUID

from flask import g

from award.judging import queries, rules, service
from award.judging.forms import AskForm, ReassignForm
from award.judging.states import TASK, JointKind, Leaving
from award.judging.views import blueprint
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.get("/rounds/<uuid:round_id>/works/<uuid:entry_id>", endpoint="work")
@reads(rules.may_assign, on=queries.work_in_round)
def work(found):
    """The judges of one work and what can be done about their tasks."""
    return show("judging/work.html", edition=found.edition, found=found, allows=TASK.allows, reason_of=_reason)


def _reason(text):
    """A reason as somebody wrote it, or as the assignment gave it."""
    return Leaving(text) if text in set(Leaving) else text


@blueprint.route("/tasks/<uuid:task_id>/return", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.task_in_round)
def return_sheet(found):
    """Asks for a confirmed sheet to be returned to its judge."""
    return _ask(found.round, JointKind.RETURN_SHEET, found)


@blueprint.route("/tasks/<uuid:task_id>/on-paper", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.task_in_round)
def on_paper(found):
    """Asks for the judge of the task to mark on paper in this round."""
    return _ask(found.round, JointKind.ON_PAPER, found)


@blueprint.route("/rounds/<uuid:round_id>/reopen", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.round_by_id)
def reopen_round(round_):
    """Asks for a closed round to be opened again."""
    return _ask(round_, JointKind.REOPEN_ROUND)


@blueprint.route("/rounds/<uuid:round_id>/unblind", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.round_by_id)
def unblind(round_):
    """Asks for the authors to be shown to the judges of a blind round."""
    return _ask(round_, JointKind.UNBLIND)


def _ask(round_, kind, found=None):
    form = AskForm()
    if form.validate_on_submit():
        with refusals_on(form):
            about = found.assignment if found else None
            service.ask(round_, kind, reason=form.reason.data, assignment=about, actor=g.person)
        if not form.refused:
            notify(say("Asked for. It is done once another person of the office agrees."))
            return go("judging.round", round_id=round_.id, _anchor="two-persons")
    return show("judging/ask.html", edition=round_.edition, round=round_, kind=kind, found=found, form=form)


@blueprint.post("/acts/<uuid:act_id>/agree")
@writes(rules.may_assign, on=queries.act_in_round)
def agree(found):
    """The second person agrees; the act is done."""
    service.agree(found.act, actor=g.person)
    notify(say("Done, and on the record with both names."))
    return go("judging.round", round_id=found.round.id)


@blueprint.post("/acts/<uuid:act_id>/decline")
@writes(rules.may_assign, on=queries.act_in_round)
def decline(found):
    """The second person does not agree."""
    service.decline(found.act, actor=g.person)
    notify(say("Declined; nothing was changed."))
    return go("judging.round", round_id=found.round.id)


@blueprint.route("/tasks/<uuid:task_id>/reassign", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.task_in_round)
def reassign(found):
    """Gives the work to another judge."""
    people = queries.possible_heirs(found.assignment)
    form = ReassignForm(people)
    if form.validate_on_submit():
        with refusals_on(form):
            judge = next(one for one in people if one.id == UUID(form.judge.data))
            service.reassign(found.assignment, judge, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("%(name)s has the work now and is told by letter.", name=judge.full_name))
            return go("judging.work", round_id=found.round.id, entry_id=found.assignment.entry_id)
    return show("judging/reassign.html", edition=found.round.edition, found=found, form=form, people=people)
