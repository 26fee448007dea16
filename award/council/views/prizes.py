"""Pages of the council: the prize table, giving prizes, releasing them."""

from flask import g, request

from award.council import board, queries, rules, service
from award.council.allocation import Proposal
from award.council.forms import PrizeForm, ReleaseForm
from award.council.states import PrizeState
from award.council.views import blueprint
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.get("/editions/<code>/prizes")
@reads(rules.may_see, on=queries.edition_with_table)
def prizes(edition):
    """The prize table, what the standings propose, and what is prepared."""
    rounds = queries.rounds(edition.id)
    closed = queries.last_closed(rounds)
    held = queries.prizes_of_edition(edition.id)
    contenders = queries.contenders(closed.id) if closed else []
    released = any(prize.state is PrizeState.RELEASED for prize in held)
    proposal = Proposal((), ()) if released else service.proposal(edition, held, contenders)
    cells = board.cells(edition, held)
    lines = queries.lines(board.shown_works(held, contenders, proposal), closed.id if closed else None)
    return show(
        "council/prizes.html",
        edition=edition,
        closed=closed,
        unclosed=[one for one in rounds if closed and one is not closed and one.state is not closed.state],
        held=held,
        released=held[0].released_at if released else None,
        cells=cells,
        whole=any(category is None for _level, category in cells),
        proposal=proposal,
        lines=lines,
        sections=board.sections(edition, held, proposal, lines),
        may_prepare=not released and closed is not None and rules.may_prepare(g.person, edition),
        may_release=not released and bool(held) and rules.may_release(g.person, edition),
    )


@blueprint.post("/editions/<code>/prizes/proposal")
@writes(rules.may_prepare, on=queries.edition_with_table)
def propose(edition):
    """Prepares everything that the standings propose."""
    found = service.propose(edition, actor=g.person)
    notify(say("%(count)s prizes prepared from the standings.", count=len(found.awards)))
    return go("council.prizes", code=edition.code)


@blueprint.route("/editions/<code>/prizes/give", methods=["GET", "POST"])
@writes(rules.may_prepare, on=queries.edition_with_table)
def give(edition):
    """One prize for one work, by its code."""
    given = {"work": request.args.get("work", ""), "level": request.args.get("level", "")}
    form = PrizeForm(data=given, levels=edition.prize_levels)
    if form.validate_on_submit():
        with refusals_on(form):
            entry = queries.work_by_code(edition.id, form.work.data)
            if entry is None:
                raise Refusal(say("There is no work with this code."), "work")
            level = next(level for level in edition.prize_levels if level.code == form.level.data)
            service.prepare(edition, entry, level, departure=form.departure.data, actor=g.person)
        if not form.refused:
            notify(say("“%(prize)s” prepared for %(code)s.", prize=level.name, code=entry.code))
            return go("council.prizes", code=edition.code)
    return show("council/give.html", form=form, edition=edition)


@blueprint.post("/prizes/<uuid:prize_id>/take-back")
@writes(rules.may_prepare, on=queries.prize)
def take_back(prize):
    """A prepared prize is taken away again."""
    edition_code = queries.edition_code(prize.edition_id)
    service.take_back(prize, actor=g.person)
    notify(say("The prize was taken back."))
    return go("council.prizes", code=edition_code)


@blueprint.route("/editions/<code>/prizes/release", methods=["GET", "POST"])
@writes(rules.may_release, on=queries.edition_with_table)
def release(edition):
    """The list as it will be released, with the letters that will go out; posting releases it."""
    form = ReleaseForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.release(edition, actor=g.person)
        if not form.refused:
            notify(say("The results are released. The letters are on their way."))
            return go("council.prizes", code=edition.code)
    held = queries.prizes_of_edition(edition.id)
    works = dict.fromkeys(prize.entry_id for prize in held)
    return show(
        "council/release.html",
        form=form,
        edition=edition,
        held=held,
        lines=queries.lines(works, None),
        addressees=queries.addressees(works),
        released=any(prize.state is PrizeState.RELEASED for prize in held),
    )
