"""One work beside the clauses, and the three answers to it."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import g, request

from award.audit.queries import history
from award.editions.queries import edition_by_id
from award.entries.checks import open_ones
from award.entries.queries import setting
from award.entries.states import ENTRY
from award.evidence.queries import copies_of
from award.files.links import view_address
from award.files.queries import files_by_ids, renditions_of
from award.files.states import FileState
from award.kit import clock
from award.kit.messages import say
from award.outbox.values import unpacked
from award.screening import queries, rules, service
from award.screening.filters import filters_of
from award.screening.forms import DecisionForm
from award.screening.reasons import sentence_of, suggested
from award.screening.states import VERBS, Verdict
from award.screening.views import blueprint
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import force_locale, said
from award.web.pages import go, notify, show

LAST_MINUTE = time(23, 59)
USUAL_DAYS = 7


@blueprint.get("/entries/<uuid:entry_id>/screening", endpoint="entry")
@reads(rules.may_read, on=queries.entry_sent_in)
def entry(entry):
    """The work, the clauses, what was decided on it, and its place in the filtered list."""
    checks = service.checks_of(entry)
    broken = [check.clause for check in open_ones(checks)]
    values = {"version": entry.version, "reasons": suggested(broken), "answer_by": _usual_day(entry)}
    return _page(entry, DecisionForm(formdata=None, data=values), checks)


@blueprint.post("/entries/<uuid:entry_id>/screening/decision")
@writes(rules.may_screen, on=queries.entry_sent_in)
def decide(entry):
    """One of the three answers; then the next work of a list that is being worked through."""
    form, filters = DecisionForm(), filters_of(request.args)
    verdict = Verdict(request.form["verdict"]) if request.form.get("verdict") in set(Verdict) else None
    following = queries.neighbours(entry, filters, queries.choices(entry.edition_id)).next
    if form.validate_on_submit() and verdict:
        form.validate_needed(verdict is Verdict.RETURNED)
        if not form.refused:
            with refusals_on(form):
                _decide(entry, verdict, form)
        if not form.refused:
            notify(say("%(code)s: %(verdict)s", code=entry.code, verdict=verdict))
            onward = following if following and (filters.waiting or filters.state) else entry.id
            return go("screening.entry", entry_id=onward, **filters.address())
    form.version.data = entry.version  # the page that answers shows the work as it is stored now
    return _page(entry, form, service.checks_of(entry))


def _decide(entry, verdict: Verdict, form: DecisionForm) -> None:
    note, reasons = form.note.data or "", form.reasons.data or []
    if verdict is not Verdict.ELIGIBLE:
        # What goes to the author is a paper of the award: Vietnamese, whoever decides.
        with force_locale("vi"):
            note = said(sentence_of(reasons, note))
    day = form.answer_by.data
    answer_by = clock.from_local(datetime.combine(day, LAST_MINUTE)) if day else None
    service.decide(
        entry,
        verdict,
        reasons=reasons,
        note=note,
        answer_by=answer_by,
        version=form.shown_version,
        actor=g.person,
    )


def _page(entry, form: DecisionForm, checks: list) -> Any:
    filters, offered = filters_of(request.args), queries.choices(entry.edition_id)
    return show(
        "screening/entry.html",
        edition=edition_by_id(entry.edition_id),
        entry=entry,
        form=form,
        checks=checks,
        filters=filters,
        offered=offered,
        files=_shown_files(entry),
        copies=renditions_of(attachment.file_id for attachment in entry.attachments),
        pages=copies_of(entry.id, with_text=True) if any(part.url for part in entry.parts) else {},
        neighbours=queries.neighbours(entry, filters, offered),
        same=queries.same_works(entry),
        decisions=queries.decisions(entry.id),
        unpacked=unpacked,
        events=queries.with_names(history(entry)),
        answers=_answers(entry) if rules.may_screen(g.person, entry) else [],
    )


def _answers(entry) -> list[tuple[Verdict, bool]]:
    """The three answers, and whether the entry's state allows each."""
    return [(verdict, ENTRY.allows(verb, entry.state)) for verdict, verb in VERBS.items()]


def _usual_day(entry):
    """A week from now, or the last day for supplements where that is sooner."""
    day, term = clock.today() + timedelta(days=USUAL_DAYS), setting(entry).supplements
    return min(day, clock.local(term.shown_at).date()) if term and term.shown_at > clock.now() else day


def _shown_files(entry) -> list[tuple]:
    """The work's files in order, as (attachment, file, address); no address for a file that cannot be opened."""
    files = files_by_ids(attachment.file_id for attachment in entry.attachments)
    found = [(held, files[held.file_id]) for held in entry.attachments if held.file_id in files]
    kept = [(held, file) for held, file in found if file.state is not FileState.ABANDONED]
    return [
        (held, file, view_address(file) if file.state is FileState.VERIFIED else None)
        for held, file in sorted(kept, key=lambda pair: (pair[0].part_position or 0, pair[0].position))
    ]
