"""The list of one's own works, and the beginning of a new one."""

from typing import Any

from flask import g, request
from wtforms.fields.choices import SelectChoice

from award.accounts.rules import why_not_enter
from award.editions import queries as editions
from award.entries import calendar, queries, rules, service
from award.entries.forms import StartForm
from award.entries.stated import about_people
from award.entries.views import blueprint
from award.kit import clock
from award.kit.messages import Message, say
from award.web.doors import reads, signed_in, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.route("/my-works")
@reads(signed_in)
def mine():
    """Every work that the person began or is named on, and what each waits for."""
    works = queries.mine(g.person.id, page=page_number())
    edition = editions.current_edition()
    return show("entries/mine.html", works=works, edition=edition, receiving=_receives(edition))


def _receives(edition: Any) -> bool:
    return edition is not None and _why_not(edition) is None


def _why_not(edition: Any) -> Message | None:
    """Why the person may not begin a work in any category now."""
    return why_not_enter(g.person, edition) or calendar.why_not_received(
        edition.state, queries.last_term(edition), clock.now()
    )


@blueprint.route("/editions/<code>/enter", methods=["GET", "POST"])
@writes(rules.may_come_to_enter, on=queries.edition_to_enter)
def start(edition):
    """The choice of a category, with its limits said first."""
    form = StartForm()
    form.category_id.choices = [SelectChoice(category.id, category.name) for category in edition.categories]
    why_not = _why_not(edition)
    if form.validate_on_submit():
        category = next(one for one in edition.categories if one.id == form.category_id.data)
        with refusals_on(form):
            entry = service.start(edition, category, owner=g.person)
        if not form.refused:
            notify(say("A draft was begun. Everything typed is kept; nothing is sent before “Send in”."))
            return go("entries.edit", entry_id=entry.id, step="work")
    chosen = form.category_id.data or request.args.get("category")
    until = queries.term_of(edition.deadline("supplements") or edition.deadline("entries"))
    stated = about_people(edition, until)
    return show("entries/start.html", stated=stated, form=form, edition=edition, why_not=why_not, chosen=chosen)
