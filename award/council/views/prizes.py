"""The prize table: what the standings propose, giving prizes and taking them back, the release."""

from flask import g, request

from award.accounts.queries import organisation, organisations
from award.council import board, queries, rules, service
from award.council.allocation import Proposal
from award.council.forms import CollectiveForm, PrizeForm, ReasonForm
from award.council.states import PrizeState
from award.council.trace import Trace
from award.council.views import blueprint
from award.editions.queries import edition_by_id
from award.editions.states import PrizeKind
from award.judging.queries import round_by_id
from award.judging.views.withholding import works_seen_without
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show

PAGE = 25


@blueprint.get("/editions/<code>/prizes")
@reads(rules.may_see, on=queries.edition_with_table)
def prizes(edition):
    """The prize table, what the standings propose, and what is prepared."""
    found = queries.situation(edition)
    closed, stage = found.closed, queries.stage(edition.id)
    released = stage is not PrizeState.PREPARED
    hidden = _hidden(found)
    # Once the list is posted anybody reads who has a prize; scores and places stay withheld with the works' rows.
    held = [one for one in found.held if released or one.entry_id not in hidden]
    proposals = [Proposal((), (), {}, {})] if released else [service.proposal(found), *service.thematic(found)]
    shown = board.shown_works(held, found.contenders, proposals) - hidden
    lines = queries.lines(shown, closed.id if closed else None)
    traces = [Trace(one, found.table, found.codes_without(hidden)) for one in proposals]
    may_prepare = not released and closed is not None and rules.may_prepare(g.person, edition)
    return show(
        "council/prizes.html",
        edition=edition,
        closed=closed,
        unclosed=[one for one in found.rounds if closed and one is not closed and one.state is not closed.state],
        released=next((prize.released_at for prize in found.held if prize.released_at), None),
        stage=stage,
        posting=queries.posting(edition.id) if released else None,
        withdrawn=queries.prizes_of_edition(edition.id, withdrawn=True) if released else [],
        table=board.table_view(found.table, held),
        ties=[one.of_tie(tie) for one in traces for tie in one.proposal.ties if hidden.isdisjoint(tie.works)],
        proposed=sum(len(one.awards) for one in proposals),
        sections=board.sections(found.table, held, lines, proposals[0], {work: traces[0].of(work) for work in lines}),
        themed=[
            (lines[award.work], award.level) for one in proposals[1:] for award in one.awards if award.work in lines
        ],
        levels={level.id: level for level in edition.prize_levels},
        apart=board.apart(found.table, held, service.comparisons(found) if closed and not released else {}),
        departed=board.departed,
        may_prepare=may_prepare,
        may_reason=stage is not PrizeState.RELEASED and bool(found.held) and rules.may_prepare(g.person, edition),
        office=rules.may_see_origin(g.person, edition),
        collective=any(level.kind is PrizeKind.COLLECTIVE for level in edition.prize_levels),
        may_release=stage is not PrizeState.RELEASED and bool(found.held) and rules.may_release(g.person, edition),
    )


@blueprint.get("/editions/<code>/prizes/trace")
@reads(rules.may_see, on=queries.edition_with_table)
def trace(edition):
    """Each work in the running, in the order of the standings, with the rule of its prize or why it has none."""
    found = queries.situation(edition)
    hidden = _hidden(found)
    ordered = [one for one in board.standing_order(found.contenders) if one.work not in hidden]
    pages = max(-(-len(ordered) // PAGE), 1)
    number = min(max(page_number(), 1), pages)
    works = [one.work for one in ordered[(number - 1) * PAGE : number * PAGE]]
    lines = queries.lines(works, found.closed.id if found.closed else None)
    told = Trace(service.proposal(found), found.table, found.codes_without(hidden))
    held = {work: [one for one in found.held if one.entry_id == work] for work in works}
    rows = [(lines[work], held[work], told.of(work)) for work in works]
    return show("council/trace.html", edition=edition, rows=rows, number=number, pages=pages, departed=board.departed)


def _hidden(found):
    """The works whose result is withheld from the person, who is told so."""
    return works_seen_without(round_by_id(found.closed.id)) if found.closed else frozenset()


@blueprint.post("/editions/<code>/prizes/proposal")
@writes(rules.may_prepare, on=queries.edition_with_table)
def propose(edition):
    """Prepares everything that the standings propose."""
    before = len(queries.prizes(edition.id))
    service.propose(edition, actor=g.person)
    count = len(queries.prizes(edition.id)) - before
    notify(say("%(count)s prizes prepared from the standings.", count=count))
    return go("council.prizes", code=edition.code)


@blueprint.route("/editions/<code>/prizes/give", methods=["GET", "POST"])
@writes(rules.may_prepare, on=queries.edition_with_table)
def give(edition):
    """One prize for one work, by its code."""
    given = {name: request.args.get(name, "") for name in ("work", "level", "recipient")}
    levels = [level for level in edition.prize_levels if level.kind is not PrizeKind.COLLECTIVE]
    form = PrizeForm(data=given, levels=levels)
    if form.validate_on_submit():
        with refusals_on(form):
            entry = queries.work_by_code(edition.id, form.work.data)
            if entry is None:
                raise Refusal(say("There is no work with this code."), "work")
            level = next(level for level in levels if level.code == form.level.data)
            more = {"departure": form.departure.data, "recipient": form.recipient.data or ""}
            service.prepare(edition, entry, level, **more, actor=g.person)
        if not form.refused:
            notify(say("“%(prize)s” prepared for %(code)s.", prize=level.name, code=entry.code))
            return go("council.prizes", code=edition.code)
    named = any(level.kind in board.APART for level in levels)
    return show("council/give.html", form=form, edition=edition, named=named)


@blueprint.route("/editions/<code>/prizes/give-collective", methods=["GET", "POST"])
@writes(rules.may_prepare, on=queries.edition_with_table)
def give_collective(edition):
    """One collective prize for one organisation."""
    levels = [level for level in edition.prize_levels if level.kind is PrizeKind.COLLECTIVE]
    kinds = dict.fromkeys(level.recipients for level in levels)
    given = {name: request.args.get(name, "") for name in ("organisation", "level")}
    form = CollectiveForm(data=given, levels=levels, organisations=[(kind, organisations(kind)) for kind in kinds])
    if form.validate_on_submit():
        with refusals_on(form):
            level = next(level for level in levels if level.code == form.level.data)
            chosen = organisation(form.chosen)
            service.prepare_collective(edition, chosen, level, departure=form.departure.data, actor=g.person)
        if not form.refused:
            notify(say("“%(prize)s” prepared for %(code)s.", prize=level.name, code=chosen.name))
            return go("council.prizes", code=edition.code)
    return show("council/give_collective.html", form=form, edition=edition)


@blueprint.post("/prizes/<uuid:prize_id>/take-back")
@writes(rules.may_prepare, on=queries.prize)
def take_back(prize):
    """A prepared prize is taken away again."""
    edition_code = queries.edition_code(prize.edition_id)
    service.take_back(prize, actor=g.person)
    notify(say("The prize was taken back."))
    return go("council.prizes", code=edition_code)


@blueprint.route("/prizes/<uuid:prize_id>/reason", methods=["GET", "POST"])
@writes(rules.may_prepare, on=queries.prize)
def reason(prize):
    """The council's reason for a prize that came to leave the order or a rule."""
    edition = edition_by_id(prize.edition_id)
    form = ReasonForm(data={"reason": prize.departure or ""})
    if form.validate_on_submit():
        with refusals_on(form):
            service.give_reason(prize, form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("Saved."))
            return go("council.prizes", code=edition.code)
    held = next((one for one in queries.prizes_of_edition(edition.id) if one.id == prize.id), None)
    return show("council/reason.html", form=form, edition=edition, prize=prize, held=held)
