"""One work beside the clauses, and the three answers to it."""

from typing import Any

from flask import g, request

from award.editions.queries import edition_by_id
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.screening import queries, rules, service
from award.screening.filters import Filters, filters_of
from award.screening.forms import DecisionForm
from award.screening.reasons import sentence_of
from award.screening.states import Verdict
from award.screening.views import blueprint
from award.screening.views.page import last_minute, work_page
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import force_locale, said
from award.web.pages import go, notify


@blueprint.get("/entries/<uuid:entry_id>/screening", endpoint="entry")
@reads(rules.may_read, on=queries.entry_sent_in)
def entry(entry):
    """The work, the clauses, what was decided on it, and its place in the filtered list."""
    return work_page(entry)


@blueprint.post("/entries/<uuid:entry_id>/screening/decision")
@writes(rules.may_screen, on=queries.entry_sent_in)
def decide(entry):
    """One of the three answers; then the next work of a list that is being worked through."""
    form, filters = DecisionForm(queries.reasons(entry.edition_id)), filters_of(request.args)
    verdict = Verdict(request.form["verdict"]) if request.form.get("verdict") in set(Verdict) else None
    offered = queries.choices(entry.edition_id)
    following = queries.neighbours(entry, filters, offered).next if filters.state else None
    if form.validate_on_submit():
        if verdict is None:
            form.refuse(Refusal(say("Press one of the three answers.")))
        else:
            form.validate_needed(verdict is Verdict.RETURNED)
        if not form.refused:
            with refusals_on(form):
                _decide(entry, verdict, form)
        if not form.refused:
            notify(say("%(code)s: %(verdict)s", code=entry.code, verdict=verdict))
            return onward(entry, filters, offered, following)
    form.version.data = entry.version  # the page that answers shows the work as it is stored now
    return work_page(entry, form=form)


def onward(entry: Any, filters: Filters, offered: queries.Choices, following: Any = None) -> Any:
    """The next work of the queue, or of a list by state; the queue when it is empty; else the same work."""
    if filters.waiting:
        found = service.take_next(edition_by_id(entry.edition_id), filters, offered, after=entry, actor=g.person)
        if found is None:
            notify(say("Nothing waits any more in this part of the queue."), "info")
            return go("screening.queue", code=edition_by_id(entry.edition_id).code)
        following = found.id
    return go("screening.entry", entry_id=following or entry.id, **filters.address())


def _decide(entry: Any, verdict: Verdict, form: DecisionForm) -> None:
    note, reasons = form.note.data or "", form.reasons.data or []
    returned = verdict is Verdict.RETURNED
    items = form.lines if returned else []
    if verdict is not Verdict.ELIGIBLE:
        # What goes to the author is a paper of the award: Vietnamese, whoever decides.
        with force_locale("vi"):
            lines = [line.strip() for line in items if line.strip()]
            note = said(sentence_of(reasons, note, queries.reasons(entry.edition_id), lines))
    service.decide(
        entry,
        verdict,
        reasons=reasons,
        note=note,
        items=items,
        answer_by=last_minute(entry, form.answer_by.data),
        late_reason=form.late_reason.data,
        version=form.shown_version,
        actor=g.person,
    )
