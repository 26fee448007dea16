"""Works that are alike: the list, and two of them side by side."""

from flask import g, request

from award.editions.queries import edition_by_code, edition_by_id
from award.kit.messages import say
from award.screening import queries, rules, service
from award.screening.content import differences
from award.screening.forms import JudgementForm
from award.screening.likeness import words_of
from award.screening.states import Judgement
from award.screening.views import blueprint
from award.screening.views.page import copies_of, shown_files
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.get("/editions/<code>/screening/alike")
@reads(rules.may_read, on=edition_by_code)
def alike(edition):
    """The pairs that nobody has looked at, or those that were judged."""
    asked = request.args.get("judgement", "")
    judgement = Judgement(asked) if asked in set(Judgement) else Judgement.OPEN
    return show(
        "screening/alike.html",
        edition=edition,
        judgement=judgement,
        judgements=Judgement,
        page=queries.pairs(edition.id, judgement, page_number()),
        words_of=words_of,
    )


@blueprint.get("/alike/<uuid:pair_id>", endpoint="pair")
@reads(rules.may_read, on=queries.pair)
def pair(pair):
    """Two works side by side, with what they share in words."""
    return _page(pair, JudgementForm(formdata=None, data={"reason": pair.reason}))


@blueprint.post("/alike/<uuid:pair_id>")
@writes(rules.may_screen, on=queries.pair)
def judge(pair):
    """Says whether they are the same; neither is refused by it."""
    form = JudgementForm()
    if form.validate_on_submit():
        asked = request.form.get("judgement", "")
        with refusals_on(form):
            service.judge(
                pair,
                Judgement(asked) if asked in set(Judgement) else Judgement.OPEN,
                reason=form.reason.data,
                actor=g.person,
            )
        if not form.refused:
            notify(say("Kept: %(judgement)s.", judgement=pair.judgement))
            return go("screening.pair", pair_id=pair.id)
    return _page(pair, form)


def _page(pair, form: JudgementForm):
    works = [queries.entry_sent_in(pair.earlier_id), queries.entry_sent_in(pair.later_id)]
    contents = [queries.content_of(work) for work in works]
    names = {identity: name for work in works for identity, name in queries.choices(work.edition_id).names.items()}
    return show(
        "screening/pair.html",
        edition=edition_by_id(pair.edition_id),
        editions={work.edition_id: edition_by_id(work.edition_id) for work in works},
        pair=pair,
        works=works,
        copies=copies_of(*works),
        files=[shown_files(work) for work in works],
        names=names,
        changed=differences(*contents),
        words_of=words_of,
        judge=queries.judge_of(pair),
        form=form,
        may_screen=rules.may_screen(g.person, pair),
    )
