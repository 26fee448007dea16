"""The ballot of a judge in a round that decides by vote: the whole of it on one page."""

from flask import g

from award.editions.states import BallotForm, RoundState
from award.judging import queries, rules, service
from award.judging.forms import ballot_form
from award.judging.views import blueprint
from award.kit.messages import say
from award.web.doors import writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show

ADDRESS = "/rounds/<uuid:round_id>/ballot"


@blueprint.route(ADDRESS, methods=["GET", "POST"])
@writes(rules.may_see_queue, on=queries.ballot_round)
def ballot(round_):
    """The ballot's page; posted to, it keeps the draft."""
    return _given(round_, service.save_ballot, say("The ballot is kept as a draft; it does not count yet."))


@blueprint.route(f"{ADDRESS}/confirm", methods=["GET", "POST"])
@writes(rules.may_see_queue, on=queries.ballot_round)
def confirm_ballot(round_):
    """Keeps the votes and confirms them."""
    return _given(round_, service.confirm_ballot, say("The ballot is confirmed; its votes count."))


@blueprint.post(f"{ADDRESS}/reopen")
@writes(rules.may_see_queue, on=queries.ballot_round)
def reopen_ballot(round_):
    """Takes the confirmed ballot back."""
    service.reopen_ballot(round_, actor=g.person)
    return go("judging.ballot", round_id=round_.id)


def _given(round_, verb, told):
    held = queries.ballot(g.person, round_)
    choosing = round_.ballot is BallotForm.CHOICES
    form = ballot_form(held.lines, held.version, choosing=choosing)
    if form.validate_on_submit():
        with refusals_on(form):
            verb(round_, form.votes, version=form.shown_version, actor=g.person)
        if not form.refused:
            notify(told)
            return go("judging.ballot", round_id=round_.id)
    page, status = show(
        "judging/ballot.html",
        edition=round_.edition,
        round=round_,
        ballot=held,
        form=form,
        choosing=choosing,
        writable=round_.state is RoundState.OPEN and bool(form.lines),
        stale=form.status == 409 and form.refused,
    )
    return page, form.status if status == 422 else status
