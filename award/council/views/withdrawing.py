"""What follows a prize that fell, step by step; revoking a prize by two persons."""

from flask import g, request

from award.council import queries, rules, service
from award.council.forms import PlainForm, ReasonForm
from award.council.trace import Trace
from award.council.views import blueprint
from award.editions.queries import edition_by_id
from award.editions.states import PrizeKind
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.get("/editions/<code>/prizes/following")
@reads(rules.may_see, on=queries.edition_with_table)
def following(edition):
    """Prizes withdrawn, what the prize table proposes for their places, what was decided."""
    return _page(edition, ReasonForm(formdata=None))


def _page(edition, form, wrong=None):
    proposed = service.following(edition)
    found, steps = proposed.found, proposed.steps
    trace = Trace(service.proposal(found), found.table, found.codes)
    return show(
        "council/following.html",
        edition=edition,
        steps=steps,
        told=[*(trace.of_tie(tie) for tie in proposed.ties), *proposed.told],
        lines=queries.lines(
            [one.work for one in steps if not one.of_organisation], found.closed.id if found.closed else None
        ),
        levels={level.id: level.name for level in found.table.rows},
        main={level.id for level in found.table.rows if level.kind is PrizeKind.MAIN},
        withdrawn=queries.prizes_of_edition(edition.id, withdrawn=True),
        decided=queries.followings(edition.id),
        may_decide=rules.may_release(g.person, edition),
        form=form,
        wrong=wrong,
    )


@blueprint.post("/editions/<code>/prizes/following/<uuid:entry_id>")
@writes(rules.may_release, on=queries.step_of)
def decide_step(found):
    """The council's decision on one step."""
    form = ReasonForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.follow(
                found.edition,
                found.key,
                level_id=_level_id(found.edition),
                recipient=request.form.get("recipient", ""),
                taken=request.form.get("taken") == "y",
                reason=form.reason.data,
                actor=g.person,
            )
        if not form.refused:
            notify(say("The decision is kept."))
            return go("council.following", code=found.edition.code)
    return _page(
        queries.edition_with_table(found.edition.code),
        form,
        (found.key, request.form.get("level"), request.form.get("recipient")),
    )


def _level_id(edition):
    """The level that the form names, or None."""
    return next((level.id for level in edition.prize_levels if str(level.id) == request.form.get("level")), None)


@blueprint.route("/prizes/<uuid:prize_id>/revoke", methods=["GET", "POST"])
@writes(rules.may_revoke, on=queries.prize)
def revoke(prize):
    """Asks to revoke a released prize."""
    edition, form = edition_by_id(prize.edition_id), ReasonForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.ask_revocation(prize, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("Asked for. It is done when a second person agrees."))
            return go("council.revocations", code=edition.code)
    held = next((one for one in queries.prizes_of_edition(edition.id) if one.id == prize.id), None)
    return show("council/revoke.html", edition=edition, form=form, prize=prize, held=held)


@blueprint.get("/editions/<code>/revocations")
@reads(rules.may_revoke, on=queries.edition_with_table)
def revocations(edition):
    """Revocations that wait for a second person, and the prizes that can be revoked."""
    return show(
        "council/revocations.html",
        edition=edition,
        waiting=queries.waiting_revocations(edition.id),
        held=[one for one in queries.prizes_of_edition(edition.id) if one.released_at],
        form=PlainForm(formdata=None),
        me=g.person.id,
    )


@blueprint.post("/revocations/<uuid:revocation_id>/agree")
@writes(rules.may_revoke, on=queries.revocation)
def agree_to_revocation(row):
    """A second person agrees; the prize is revoked."""
    edition = edition_by_id(row.edition_id)
    service.agree_to_revocation(row, edition, actor=g.person)
    notify(say("The prize is revoked. The letters are on their way."))
    return go("council.following", code=edition.code)


@blueprint.post("/revocations/<uuid:revocation_id>/decline")
@writes(rules.may_revoke, on=queries.revocation)
def decline_revocation(row):
    """The prize stays."""
    service.decline_revocation(row, actor=g.person)
    notify(say("Declined; the prize stays."))
    return go("council.revocations", code=edition_by_id(row.edition_id).code)
