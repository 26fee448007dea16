"""What judges declare, and what an edition counts as a conflict."""

from flask import g, request

from award.accounts.queries import outlets
from award.editions.service import set_conflicts
from award.judging import queries, rules, service
from award.judging.forms import ConflictsForm, InterestForm
from award.judging.queries.facts import Switches
from award.judging.views import blueprint
from award.kit import clock
from award.kit.messages import say
from award.web.doors import writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show

SHOWN_AT_MOST = 25


@blueprint.route("/judging/interests", methods=["GET", "POST"])
@writes(rules.judges_anywhere)
def interests():
    """A judge declares kinship and interests."""
    known = {str(one.id): one for one in outlets()}
    form = InterestForm([(key, one.name_on(clock.today())) for key, one in known.items()])
    if form.validate_on_submit():
        with refusals_on(form):
            chosen = known.get(form.outlet.data)
            service.declare_interest(g.person, full_name=form.full_name.data, outlet=chosen, reason=form.reason.data)
        if not form.refused:
            notify(say("Declared. Works concerned are no longer in the queue."))
            return go("judging.interests")
    return show("judging/interests.html", form=form, declared=queries.interests_of(g.person.id))


@blueprint.route("/rounds/<uuid:round_id>/conflicts", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.round_by_id)
def conflicts(round_):
    """What counts as a conflict, with what it does to the round, before it is saved."""
    edition = round_.edition
    form = ConflictsForm(obj=edition)
    if form.validate_on_submit() and "preview" not in request.form:
        with refusals_on(form):
            set_conflicts(
                edition,
                own_outlet=form.own_outlet.data,
                own_branch=form.own_branch.data,
                earlier_coauthors=form.earlier_coauthors.data,
                judges_from_outlet=form.judges_from_outlet.data,
                actor=g.person,
            )
        if not form.refused:
            notify(say("Saved. It holds from now on, for lists and for published tasks too."))
            return go("judging.assignment", round_id=round_.id)
    switches = Switches(form.own_outlet.data, form.own_branch.data, form.earlier_coauthors.data)
    return show(
        "judging/conflicts.html",
        edition=edition,
        round=round_,
        form=form,
        effect=queries.effect(round_, switches),
        most=SHOWN_AT_MOST,
    )
