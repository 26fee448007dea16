"""The page on which a co-author confirms: by the link of a letter, without an account, or signed in."""

from typing import Any

from flask import g, make_response, url_for

from award.entries import queries, rules, service
from award.entries.confirmations import TERMS_VERSION
from award.entries.forms.people import CoauthorForm
from award.entries.handing import HANDED_OVER_IN
from award.entries.views import blueprint
from award.kit.messages import say
from award.kit.refusals import Stale
from award.web.doors import anyone, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show

LINK = "/confirmations/<token>"


@blueprint.route(LINK, methods=["GET", "POST"])
@writes(anyone, on=queries.asked_by_link)
def coauthor(asked):
    """The work, the place in the order, the share and the terms; yes, or what is not right."""
    return private(_answering(asked, url_for("entries.coauthor", token=asked.token), None))


@blueprint.route(f"{LINK}/new-link", methods=["POST"])
@writes(anyone, on=queries.asked_by_link)
def new_link(asked):
    """A new letter to the same address, for a link whose time is over."""
    service.send_new_link(asked)
    notify(say("A new letter is on its way to the address of the old one."))
    return private(go("entries.coauthor", token=asked.token))


@blueprint.route("/entries/<uuid:entry_id>/my-confirmation", methods=["GET", "POST"])
@writes(rules.is_author, on=queries.entry)
def my_confirmation(entry):
    """The same for an author who has signed in."""
    asked = queries.asked_in_person(entry, g.person)
    if asked is None or rules.owns(g.person, entry):
        return go("entries.people", entry_id=entry.id)
    return _answering(asked, url_for("entries.my_confirmation", entry_id=entry.id), g.person)


def _answering(asked: Any, address: str, actor: Any):
    form = CoauthorForm(data={"seen": asked.digest})
    open_now = asked.entry.state in HANDED_OVER_IN
    if form.validate_on_submit():
        with refusals_on(form):
            _answer(asked, form, actor)
        if not form.refused:
            notify(say("Confirmed.") if form.agrees else say("It was written down and sent to who enters the work."))
            return go("entries.coauthor", token=asked.token) if asked.token else _back(asked)
    place = queries.setting(asked.entry)
    return show(
        "entries/coauthor.html",
        asked=asked,
        entry=asked.entry,
        form=form,
        address=address,
        place=place,
        edition=place.edition,
        open_now=open_now,
        terms_version=TERMS_VERSION,
        numbers=place.edition.personal_numbers,
    )


def _answer(asked: Any, form: CoauthorForm, actor: Any) -> None:
    try:
        service.answer_as_author(
            asked, agrees=form.agrees, sentence=form.sentence.data, seen=form.seen.data or "", actor=actor
        )
    except Stale:
        form.seen.data = asked.digest
        raise


def _back(asked: Any):
    return go("entries.my_confirmation", entry_id=asked.entry.id)


def private(answer: Any):
    """A page that stands behind a link of somebody's own: kept by no cache, found by no search engine."""
    response = make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
