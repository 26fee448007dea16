"""The office's pages: rounds and their progress, the ranking after closing."""

from flask import g, request, send_file

from award.documents.xlsx import workbook
from award.editions.queries import edition_by_code, kept_round
from award.editions.states import ROUND
from award.judging import queries, rules, service, sheets
from award.judging.forms import ClosingForm
from award.judging.views import blueprint
from award.judging.views.firmness import tie_rules
from award.judging.views.withholding import say_withheld, seen_without
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import go, notify, page_number, part, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUND_ADDRESS = "/rounds/<uuid:round_id>"
WORKS_SHOWN = ("all", "left", "short")


@blueprint.get("/editions/<code>/judging")
@reads(rules.may_see_rounds, on=edition_by_code)
def rounds(edition):
    """The rounds of an edition."""
    return show("judging/rounds.html", edition=edition, rounds=queries.rounds_of(edition.id))


@blueprint.get(ROUND_ADDRESS, endpoint="round")
@reads(rules.may_see_rounds, on=queries.round_by_id)
def round_page(round_):
    """Progress by judge and by work, and the acts possible now."""
    return _round_page(round_, ClosingForm())


def _round_page(round_, form):
    which = request.args.get("show", "all")
    which = which if which in WORKS_SHOWN else "all"
    may_open_and_close = rules.may_open_and_close(g.person, round_)
    closes = may_open_and_close and ROUND.allows("close", round_.state)
    return show(
        "judging/round.html",
        edition=round_.edition,
        round=round_,
        form=form,
        verbs={transition.verb for transition in ROUND.verbs(round_.state)},
        may_assign=rules.may_assign(g.person, round_),
        may_open_and_close=may_open_and_close,
        judges=queries.progress_by_judge(round_.id),
        works=queries.progress_by_work(round_, page=page_number(), which=which),
        which=which,
        short=queries.below_quorum(round_) if closes else (0, []),
        unconfirmed=queries.unconfirmed(round_.id) if closes else 0,
        closing=queries.closing(round_.id),
        late=queries.late_marks(round_.id),
        acts=queries.acts(round_.id),
        hides_authors=queries.hides_names(round_),
    )


@blueprint.post(f"{ROUND_ADDRESS}/open")
@writes(rules.may_open_and_close, on=queries.round_by_id)
def open_round(round_):
    """The chair opens the round."""
    service.open_round(round_, actor=g.person)
    notify(say("The round “%(round)s” is open.", round=round_.name))
    return go("judging.round", round_id=round_.id)


@blueprint.route(f"{ROUND_ADDRESS}/close", methods=["GET", "POST"])
@writes(rules.may_open_and_close, on=queries.round_by_id)
def close_round(round_):
    """The chair closes the round."""
    form = ClosingForm()
    if form.is_submitted():
        # The page of such a round has no form to put a sentence on.
        ROUND.target("close", round_.state)
    if form.validate_on_submit():
        with refusals_on(form):
            service.close_round(round_, actor=g.person, reason=form.reason.data)
        if not form.refused:
            notify(say("The round “%(round)s” is closed and its ranking frozen.", round=round_.name))
            return go("judging.ranking", round_id=round_.id)
    return _round_page(round_, form)


@blueprint.get(f"{ROUND_ADDRESS}/ranking")
@reads(rules.may_see_ranking, on=kept_round)
def ranking(kept):
    """The frozen ranking; before closing, a sentence."""
    round_ = queries.frozen(kept.round)
    without = queries.withheld_at(g.person, kept)
    say_withheld(round_, without)
    offered = [one for one in round_.edition.subcommittees if one.id not in without]
    chosen = next((one for one in offered if one.code == request.args.get("subcommittee")), None)
    closing, page = queries.ranking_at(kept, chosen and chosen.id, page=page_number(), without=without)
    ranking = part(
        "judging/ranking_of_round.html",
        round_id=round_.id,
        name=round_.name,
        method=round_.method or round_.mode,
        places=0 if round_.is_ballot else 2,
        closed_at=closing.at,
        tally_version=closing.tally_version,
        ledger_head=closing.ledger_head,
        subcommittees=tuple((one.code, one.name) for one in offered),
        chosen=chosen and chosen.code,
        withheld=bool(without),
        rules=tuple((rule, said(label)) for rule, label in tie_rules(round_).items()),
        page=page,
    )
    return show("judging/ranking.html", edition=round_.edition, ranking=ranking)


@blueprint.get(f"{ROUND_ADDRESS}/marks.xlsx", endpoint="export")
@reads(rules.may_see_ranking, on=queries.round_by_id)
def export(round_):
    """The tally of each sub-committee with a column for each judge."""
    without = seen_without(round_, say_so=False)
    rows, marks = (
        [row for row in found if row.subcommittee_id not in without]
        for found in (queries.standing_rows(round_), queries.marks(round_))
    )
    body = workbook(sheets.tally_sheets(rows, marks, queries.authors(round_), said))
    name = f"{round_.edition.code}-{round_.code}-marks.xlsx"
    return send_file(body, mimetype=XLSX, as_attachment=True, download_name=name)
