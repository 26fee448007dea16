"""The ballot of a judge in a round that decides by vote: the whole of it on one page."""

from dataclasses import replace

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
    """Keeps the votes and confirms them. Pressed twice, they are confirmed once."""
    if _stands(round_):
        return go("judging.ballot", round_id=round_.id)
    return _given(round_, service.confirm_ballot, say("The ballot is confirmed; its votes count."))


@blueprint.post(f"{ADDRESS}/reopen")
@writes(rules.may_see_queue, on=queries.ballot_round)
def reopen_ballot(round_):
    """Takes the confirmed ballot back."""
    service.reopen_ballot(round_, actor=g.person)
    return go("judging.ballot", round_id=round_.id)


def _stands(round_) -> bool:
    """Whether the ballot is confirmed already and says what was posted."""
    held = queries.ballot(g.person, round_)
    lines = [replace(line, open=True) for line in held.lines if line.counts]
    form = ballot_form(lines, held.version, choosing=round_.ballot is BallotForm.CHOICES)
    return held.given and form.validate_on_submit() and form.votes == {line.id: line.vote for line in lines}


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
