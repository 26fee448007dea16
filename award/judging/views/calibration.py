"""Calibration rounds: choosing works of earlier years, and a judge's own distance from the others."""

from uuid import UUID

from flask import g

from award.editions.queries import edition_by_id
from award.editions.states import RoundState
from award.judging import queries, rules, service, tally
from award.judging.distance import mean_difference
from award.judging.forms import CalibrationForm
from award.judging.views import blueprint
from award.kit.messages import say
from award.kit.refusals import WrongMoment
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import number
from award.web.pages import go, notify, show

ADDRESS = "/rounds/<uuid:round_id>"


@blueprint.route(f"{ADDRESS}/calibration", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.calibration_round)
def calibration(round_):
    """The chosen works; posted to, one more."""
    form = CalibrationForm(queries.earlier_editions(round_.edition_id), queries.subcommittees(round_.edition_id))
    if form.validate_on_submit():
        subcommittee = queries.subcommittee(UUID(form.subcommittee.data))
        with refusals_on(form):
            earlier = edition_by_id(UUID(form.edition.data))
            service.choose_work(round_, earlier, form.work.data, subcommittee, actor=g.person)
        if not form.refused:
            notify(say("The work is chosen for calibration."))
            return go("judging.calibration", round_id=round_.id)
    return show(
        "judging/calibration.html",
        edition=round_.edition,
        round=round_,
        form=form,
        works=queries.calibration_works(round_.id),
        planned=round_.state is RoundState.PLANNED,
    )


@blueprint.post("/calibration/<uuid:choice_id>/drop")
@writes(rules.may_assign, on=queries.chosen_work)
def drop_calibration(found):
    """Takes a work out again."""
    service.drop_work(found.choice, found.round, actor=g.person)
    return go("judging.calibration", round_id=found.round.id)


@blueprint.get(f"{ADDRESS}/distance")
@reads(rules.may_see_queue, on=queries.calibration_round)
def distance(round_):
    """The own distance from the others, once the round is closed; nobody sees another one's."""
    if round_.state is not RoundState.CLOSED:
        raise WrongMoment(say("The distance from the others is shown once the round “%(round)s” is closed.", round=round_.name))  # fmt: skip
    found = queries.own_distances(g.person, round_)
    return show(
        "judging/distance.html",
        edition=round_.edition,
        round=round_,
        found=found,
        mean=mean_difference([one for _, one in found]),
        points=lambda value: number(tally.shown(value), 2),
    )
