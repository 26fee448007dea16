"""Kept copies of the pages that a work links to, for its people and the office."""

from flask import g, redirect, render_template, url_for

from award.entries import queries, rules
from award.entries.views import blueprint
from award.evidence import service as evidence
from award.evidence.links import warc_address
from award.evidence.queries import copies_of
from award.evidence.states import CaptureState
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.pages import answer, go, notify, show, wants_json

COPY = "/entries/<uuid:entry_id>/copies/<uuid:capture_id>"


@blueprint.route(COPY, endpoint="copy")
@reads(rules.sees_copy, on=queries.entry_copy)
def show_copy(held):
    """The kept text, what changed since, and every look that was taken; for the page's script the one line of it."""
    if wants_json():
        return _line(held)
    return show(
        "entries/copy.html",
        held=held,
        copy=held.copy,
        edition=queries.setting(held.entry).edition,
        may_ask=rules.asks_for_a_look(g.person, held),
    )


def _line(held):
    capture = held.copy.capture
    address = url_for("entries.copy", entry_id=held.entry.id, capture_id=capture.id)
    line = render_template("entries/copy_line.html", copy=copies_of(held.entry.id)[capture.url], address=address)
    return answer(asked=capture.state is CaptureState.ASKED, line=line)


@blueprint.post(f"{COPY}/look", endpoint="look_again")
@writes(rules.asks_for_a_look, on=queries.entry_copy)
def look_again(held):
    """Has the page looked at once more, soon."""
    evidence.look_now(held.copy.capture, actor=g.person)
    notify(say("The page is being looked at; come back in a moment."), "info")
    return go("entries.copy", entry_id=held.entry.id, capture_id=held.copy.capture.id)


@blueprint.route(f"{COPY}/<int:number>.warc.gz", endpoint="warc")
@reads(rules.sees_copy, on=queries.numbered_copy)
def warc(held):
    """Leads to a short-lived address of a copy as it came over the line, for archives and experts."""
    return redirect(warc_address(held.look, name=held.entry.code or "draft"), code=302)
