"""What stands beside a closed round's ranking: ties and the chair's decisions, agreement, severity, firmness."""

from flask import g, request

from award.db import Page
from award.editions.ties import TieRule, said_of
from award.judging import queries, rules, service
from award.judging.firmness import Firmness
from award.judging.forms import tie_form
from award.judging.views import blueprint
from award.judging.views.withholding import seen_without, withheld_from
from award.kit.messages import Message, say
from award.kit.refusals import WrongMoment
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show

SIZE = 25
ROUND_ADDRESS = "/rounds/<uuid:round_id>"


@blueprint.get(f"{ROUND_ADDRESS}/firmness")
@reads(rules.may_see_ranking, on=queries.round_by_id)
def firmness(round_):
    """The report of a closed round for one sub-committee, its works and its ties by pages; before closing, a
    sentence."""
    without = seen_without(round_)
    report = queries.report(round_.id)
    subcommittees = queries.subcommittees(round_.edition_id)
    offered = [one for one in subcommittees if one.id not in without]
    if not offered:
        raise WrongMoment(withheld_from([one.name for one in subcommittees]))
    wanted = next((one for one in offered if one.code == request.args.get("subcommittee")), None)
    chosen = wanted or next((one for one in offered if report and str(one.id) in report.content), offered[0])
    own = report.content.get(str(chosen.id)) if report else None
    seen = [row for row in queries.standing_rows(round_) if row.subcommittee_id not in without]
    rows, codes = [row for row in seen if row.subcommittee_id == chosen.id], {row.code for row in seen}
    ties = [tie for tie in queries.ties(round_) if tie.works[0].subcommittee_id == chosen.id]
    return show(
        "judging/firmness.html",
        edition=round_.edition,
        round=round_,
        report=report,
        rules=tie_rules(round_),
        ties=_page(sorted(ties, key=lambda tie: not tie.at_the_border), "ties"),
        decisions=[row for row in queries.decisions_on_ties(round_.id) if row.code in codes],
        may_decide=TieRule.CHAIR in round_.ties and rules.may_open_and_close(g.person, round_),
        subcommittees=offered,
        chosen=chosen,
        own=own,
        page=_page(own["works"] if own else [], "works"),
        works={str(row.entry_id): row for row in rows},
        judges={str(one.id): one.full_name for one in queries.jury(round_.id)},
        kinds=Firmness,
        why_not=_why_not,
    )


def _page(items, part) -> Page:
    """The part of the list that the address asks for; the first page where it asks for another list."""
    pages = max(1, -(-len(items) // SIZE))
    number = min(page_number(), pages) if request.args.get("list", "works") == part else 1
    return Page(items[(number - 1) * SIZE : number * SIZE], number, SIZE, len(items))


def tie_rules(round_) -> dict[str, Message]:
    """What separates equal scores in the round, in order, for people."""
    names = {criterion.code: criterion.name for criterion in round_.criteria}
    return {rule: said_of(rule, names) for rule in round_.ties}


def _why_not(own, judges) -> Message:
    """Why a sub-committee has no adjusted means, with the judges' names."""
    values = own["why_not"]["values"]
    named = {
        name: [judges.get(one, one) for one in value] if isinstance(value, list) else value
        for name, value in values.items()
    }
    return Message(own["why_not"]["text"], named)


@blueprint.route(f"{ROUND_ADDRESS}/ties/<uuid:entry_id>", methods=["GET", "POST"])
@writes(rules.may_open_and_close, on=queries.tie_of)
def tie(found):
    """The chair puts works of equal score in order; once that is done, a sentence."""
    if found.tie is None:
        raise WrongMoment(say("This work shares its rank with no other; there is nothing to decide."))
    subcommittee = found.tie.works[0]
    if subcommittee.subcommittee_id in seen_without(found.round, say_so=False):
        raise WrongMoment(withheld_from([subcommittee.subcommittee]))
    form = tie_form(found.tie.works)
    if form.validate_on_submit():
        with refusals_on(form):
            service.decide_tie(found.round, form.order, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("The order is on the record, and the ranking follows it."))
            return go("judging.firmness", round_id=found.round.id)
    return show("judging/tie.html", edition=found.round.edition, found=found, form=form)
