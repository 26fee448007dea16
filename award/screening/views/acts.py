"""Acts beside the three answers: a check set aside or not any more, a longer term for a supplement."""

from flask import g, request

from award.entries import service as entry_service
from award.entries.rules import may_override
from award.kit.messages import say
from award.screening import queries, rules, service
from award.screening.filters import filters_of
from award.screening.forms import OverrideForm, ProlongForm
from award.screening.views import blueprint
from award.screening.views.page import last_minute, work_page
from award.web.doors import writes
from award.web.forms import refusals_on
from award.web.pages import go, notify


@blueprint.post("/entries/<uuid:entry_id>/screening/override")
@writes(may_override, on=queries.entry_sent_in)
def override(entry):
    """Sets a check aside, with a reason, on the record."""
    form = OverrideForm()
    if form.validate_on_submit():
        with refusals_on(form):
            entry_service.override(
                entry, clause=form.clause.data, part=form.position, reason=form.reason.data, actor=g.person
            )
        if not form.refused:
            notify(say("The check is set aside."))
            return _back(entry)
    return work_page(entry, override=form)


@blueprint.post("/entries/<uuid:entry_id>/screening/lift")
@writes(may_override, on=queries.entry_sent_in)
def lift(entry):
    """Lets a check hold again."""
    form = OverrideForm()
    with refusals_on(form):
        entry_service.lift_override(entry, clause=form.clause.data, part=form.position, actor=g.person)
    if form.refused:
        return work_page(entry, override=form)
    notify(say("The check holds again."))
    return _back(entry)


@blueprint.post("/entries/<uuid:entry_id>/screening/prolong")
@writes(rules.may_screen, on=queries.entry_sent_in)
def prolong(entry):
    """Puts off the last day of a supplement."""
    form = ProlongForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.prolong(
                entry, last_minute(entry, form.answer_by.data), late_reason=form.late_reason.data, actor=g.person
            )
        if not form.refused:
            notify(say("The supplement is awaited until %(moment)s.", moment=entry.supplement_until))
            return _back(entry)
    return work_page(entry, prolong=form)


def _back(entry):
    return go("screening.entry", entry_id=entry.id, **filters_of(request.args).address(), _anchor="clauses")
